"""Second opinion: one card a doubt, with its reason, its proof, the way to the passage, and a way to put it aside."""

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

from app import session
from app.blind_controls import blindness
from app.code_swatch import swatch
from app.excerpt_text import quote_markdown, voices_text
from app.jump import open_passage
from app.plain_text import escaped, escaped_lines
from app.review_desk import desk, show_progress
from app.translation import REFUSALS, in_words
from coding.evidence import Evidence, Excerpt
from coding.reviewing.values import Doubt, Why
from coding.second_opinion import keep, load_kept, second_opinion, still_open
from corpus.documents import load_document
from corpus.language import Texts

AT_A_TIME = 10
WHOSE, REASONS, PAGE = "study:review:coder", "study:review:reasons", "study:review:page"
_REFUSED = "study:review:refused"

# In a narrow window the last reason would be cut off.
PILLS_WRAP = """<style>
.st-key-review_reasons [data-testid="stButtonGroup"] > div {flex-wrap: wrap;}
.st-key-review_reasons [data-testid="stButtonGroup"] :has(> button) {flex-wrap: wrap;}
</style>"""


def show_second_opinion(evidence: Evidence) -> None:
    """The doubts about one person's codings, or what is needed before there can be any."""
    _ = session.texts().gettext
    coder_id = _choose_coder(evidence)
    if coder_id is None:
        st.info(
            _("A second opinion compares what is coded. Code some passages first: about twenty are enough to begin."),
            icon=":material/info:",
        )
        st.page_link("page_scripts/coding.py", label=_("Go to coding"), icon=":material/edit_note:")
        return
    answer = desk().ask(evidence, ("second opinion", coder_id), lambda material: second_opinion(material, coder_id))
    if answer is None:
        show_progress()
    elif answer.refusal is not None:
        st.error(escaped(in_words(answer.refusal, session.texts())), icon=":material/error:")
        st.button(_("Try again"), on_click=desk().forget)
    else:
        _show_doubts(evidence, cast("tuple[Doubt, ...]", answer.value))


def reasons(texts: Texts) -> Mapping[Why, str]:
    """Each reason by its name."""
    _ = texts.gettext
    return {
        "unlike": _("Unlike the others of this code"),
        "coded_otherwise": _("Like passages coded otherwise"),
        "colleague": _("A colleague coded otherwise"),
        "missed": _("Perhaps missed"),
    }


def _choose_coder(evidence: Evidence) -> str | None:
    """Whose codings to look at: one's own where there are any, else those of who coded most."""
    _ = session.texts().gettext
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for each in evidence.excerpts:
        counts[each.coding.coder_id] = counts.get(each.coding.coder_id, 0) + 1
        names[each.coding.coder_id] = each.coding.coder
    if not counts:
        return None
    own = session.coder().id
    usual = own if own in counts else max(sorted(counts), key=lambda coder_id: counts[coder_id])
    options = sorted(counts, key=lambda coder_id: names[coder_id].casefold())
    if st.session_state.get(WHOSE) not in options:
        st.session_state[WHOSE] = usual
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            _("Whose codings"),
            options,
            format_func=lambda coder_id: names.get(coder_id, ""),
            key=WHOSE,
            persist_state="session",
            width=220,
        )
        named = reasons(session.texts())
        with st.container(key="review_reasons", width="stretch"):
            st.html(PILLS_WRAP)
            st.pills(
                _("Reasons"),
                list(named),
                format_func=lambda why: named[why],
                selection_mode="multi",
                key=REASONS,
                persist_state="session",
                width="stretch",
            )
    chosen: str = st.session_state[WHOSE]
    return chosen


def _show_doubts(evidence: Evidence, doubts: Sequence[Doubt]) -> None:
    texts = session.texts()
    _ = texts.gettext
    blind = blindness()
    found = [
        each
        for each in still_open(doubts, load_kept(session.study(), session.coder().id))
        if not (each.why == "colleague" and blind.by_turn) and each.span.document not in blind.closed
    ]
    if blind.by_turn or blind.closed:
        st.caption(_("You code blind: what colleagues coded otherwise, or in interviews coded twice, is left out."))
    wanted = st.session_state.get(REASONS) or list(reasons(texts))
    shown = [each for each in found if each.why in wanted]
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(escaped(refused), icon=":material/error:")
    if not shown:
        st.info(
            _("Nothing stands out. The more is coded, the more there is to compare with."),
            icon=":material/check_circle:",
        )
        return
    line = texts.ngettext(
        "{count} passage to look at again. Nothing is changed unless you change it.",
        "{count} passages to look at again, the most telling first. Nothing is changed unless you change it.",
        len(shown),
    )
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(line.format(count=len(shown)), width="content")
        pages = -(-len(shown) // AT_A_TIME)
        if st.session_state.get(PAGE, 1) > pages:
            del st.session_state[PAGE]
        page = st.pagination(pages, key=PAGE, persist_state="session") if pages > 1 else 1
    by_id = {each.coding.id: each for each in evidence.excerpts}
    for doubt in shown[(page - 1) * AT_A_TIME : page * AT_A_TIME]:
        _show_doubt(evidence, doubt, by_id)


def _show_doubt(evidence: Evidence, doubt: Doubt, by_id: Mapping[str, Excerpt]) -> None:
    texts = session.texts()
    _ = texts.gettext
    key = f"{doubt.span.document}:{doubt.span.start}:{doubt.span.end}:{doubt.code}"
    own = by_id.get(doubt.coding) if doubt.coding else None
    proof = [by_id[each] for each in doubt.proof if each in by_id]
    with st.container(border=True, gap="xsmall"):
        st.markdown(
            "\n\n".join(
                [f":small[**{reasons(texts)[doubt.why]}** · {_code(evidence, doubt.code)}]", _quote(doubt, own)]
            )
        )
        st.caption(_sentence(evidence, doubt))
        if proof:
            st.markdown("\n\n".join(_proof(evidence, each, texts) for each in proof))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.caption(f"{voices_text(own, texts)} · {escaped(own.document)}" if own else _title(doubt))
            if st.button(_("Open in the interview"), key=f"go:{key}", type="tertiary", icon=":material/open_in_new:"):
                open_passage(doubt.span.document, doubt.span.start, doubt.span.end, back="review")
            st.button(
                _("Seen, keep"),
                key=f"keep:{key}",
                type="tertiary",
                icon=":material/check:",
                help=_("It is right as it is. It is not shown to you again; undo brings it back."),
                on_click=_keep,
                args=(doubt,),
            )


def _keep(doubt: Doubt) -> None:
    try:
        keep(session.study(), session.coder().id, doubt)
    except REFUSALS as refusal:
        st.session_state[_REFUSED] = in_words(refusal, session.texts())


def _quote(doubt: Doubt, own: Excerpt | None) -> str:
    if own is not None:
        return quote_markdown(own)
    document = load_document(session.study(), doubt.span.document)
    return escaped_lines(document.text[doubt.span.start : doubt.span.end])


def _title(doubt: Doubt) -> str:
    return next((escaped(head.title) for head in session.interviews() if head.id == doubt.span.document), "")


def _code(evidence: Evidence, code_id: str) -> str:
    return f"{swatch(evidence.codebook.code(code_id).colour)} {escaped(evidence.codebook.path_text(code_id))}"


def _sentence(evidence: Evidence, doubt: Doubt) -> str:
    """What speaks against the coding, in one line that leads to the proof below it."""
    _ = session.texts().gettext
    other = escaped(evidence.codebook.path_text(doubt.other)) if doubt.other else ""
    if doubt.why == "unlike":
        return _("Its words are unusually far from the other passages of this code. The nearest are:")
    if doubt.why == "coded_otherwise":
        return _("The passages most like it carry another code:")
    if doubt.why == "missed":
        return _("Nobody coded this, and it is very like these passages of one code:")
    if doubt.other is None:
        return _("A colleague coded before and after this passage, but gave these words no code.")
    return _("A colleague gave nearly the same words “{code}”:").format(code=other)


def _proof(evidence: Evidence, excerpt: Excerpt, texts: Texts) -> str:
    said = " ".join(excerpt.quote.split())
    who = f"{_code(evidence, excerpt.coding.code_id)} · {escaped(excerpt.coding.coder)} · {voices_text(excerpt, texts)}"
    return f"> {escaped(said)}  \n> :small[{who}]"
