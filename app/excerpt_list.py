"""The list of passages: each once with all its codes and coders, its context on demand, and the way to its place."""

from collections.abc import Sequence
from uuid import uuid4

import streamlit as st

from app import session
from app.asking_again import ask_again
from app.excerpt_text import around_markdown, codes_text, count_text, quote_markdown, voices_text
from app.jump import open_in_interview
from app.plain_text import escaped
from app.reading_filter import PAGE, clear_filter, present_filter
from app.translation import REFUSALS, in_words
from app.use_words import places_used
from app.uses_behind import uses_behind
from coding.codings import Coding, Passage
from coding.evidence import Evidence, Excerpt, Filter, select_excerpts
from coding.matrix import tally
from coding.operations import apply_operations
from coding.written import Use, UsedPlaces
from corpus.documents import load_document

AT_A_TIME = 15
FIRST_TURNS, MORE_TURNS = 2, 6
PATIENCE = 0.2
"""Seconds that the list waits for where its passages are used; they come later where it takes longer."""
_OPEN, _REFUSED, _CLEARED = "study:reading:open", "study:reading:refused", "study:reading:cleared"


@st.fragment
def show_excerpts() -> None:
    """The passages that pass the filters, a page at a time, under a line that counts them."""
    if st.session_state.pop(_CLEARED, False):
        # The filters stand outside this fragment and must be drawn anew.
        st.rerun()
    texts = session.texts()
    evidence, chosen = session.evidence(), present_filter()
    found = select_excerpts(evidence, chosen)
    passages = list(dict.fromkeys(excerpt.passage for excerpt in found))
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(escaped(refused), icon=":material/error:")
    if not passages:
        _say_nothing_found(evidence, chosen)
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{count_text(tally(evidence, found, chosen), texts)}**", width="content")
        page = _page_of(len(passages))
    behind = uses_behind()
    used = behind.now(session.language(), PATIENCE)
    for passage in passages[(page - 1) * AT_A_TIME : page * AT_A_TIME]:
        _show_passage(evidence, passage, used)
    if behind.under_way():
        ask_again(0.5, key="uses_again")


def _page_of(count: int) -> int:
    pages = -(-count // AT_A_TIME)
    if pages == 1:
        return 1
    if st.session_state.get(PAGE, 1) > pages:
        del st.session_state[PAGE]
    return st.pagination(pages, key=PAGE, persist_state="session")


def _say_nothing_found(evidence: Evidence, chosen: Filter) -> None:
    _ = session.texts().gettext
    if not evidence.excerpts:
        st.info(_("Nothing is coded yet. What you code can be read and compared here."), icon=":material/info:")
        st.page_link("page_scripts/coding.py", label=_("Go to coding"), icon=":material/edit_note:")
        return
    counted = tally(evidence, (), chosen)
    if counted.asked == 0:
        st.info(_("Nobody like that was interviewed."), icon=":material/info:")
    else:
        st.info(
            session.texts()
            .ngettext(
                "No passage. {asked} informant was interviewed.",
                "No passage. {asked} informants were interviewed.",
                counted.asked,
            )
            .format(asked=counted.asked),
            icon=":material/info:",
        )
    st.button(_("Show everything"), icon=":material/filter_alt_off:", on_click=_show_everything)


def _show_everything() -> None:
    clear_filter()
    st.session_state[_CLEARED] = True


def _show_passage(evidence: Evidence, passage: Passage, used: UsedPlaces) -> None:
    texts = session.texts()
    excerpts = evidence.by_passage[passage]
    one = excerpts[0]
    turns = st.session_state.get(_OPEN, {}).get(passage, 0)
    with st.container(border=True, gap="xsmall"):
        before, after = _context(one, turns)
        # One element for all words: with a page full of passages, elements are what takes time in the browser.
        notes = "  \n".join(_notes(evidence, excerpts, used))
        st.markdown("\n\n".join(filter(None, (before, quote_markdown(one), after, notes))))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.caption(f"{voices_text(one, texts)} · {escaped(one.document)}")
            _show_buttons(passage, excerpts, turns)


def _notes(evidence: Evidence, excerpts: Sequence[Excerpt], used: UsedPlaces) -> list[str]:
    memos = dict.fromkeys((x.coding.memo, x.coding.coder) for x in excerpts if x.coding.memo)
    said = _used_in(used.of(excerpts[0].passage, [each.coding.id for each in excerpts]))
    return [
        f":small[{codes_text(evidence, excerpts)}]",
        *([f":small[{said}]"] if said else []),
        *(f":small[:material/sticky_note_2: {escaped(memo)} :gray[({escaped(coder)})]]" for memo, coder in memos),
    ]


def _used_in(uses: Sequence[Use]) -> str:
    if not uses:
        return ""
    texts = session.texts()
    places = "; ".join(f"{escaped(place)} :gray[({ways})]" for place, ways, _key in places_used(uses, texts))
    return ":material/format_quote: " + texts.gettext("Used in: {places}").format(places=places)


def _context(excerpt: Excerpt, turns: int) -> tuple[str, str]:
    if not turns:
        return "", ""
    return around_markdown(load_document(session.study(), excerpt.coding.document_id), excerpt, turns)


def _show_buttons(passage: Passage, excerpts: Sequence[Excerpt], turns: int) -> None:
    _ = session.texts().gettext
    place = ":".join(map(str, passage))
    own = [x.coding for x in excerpts if x.coding.coder_id == session.coder().id]
    starred = any(x.coding.starred for x in excerpts)
    st.button(
        _("Starred") if starred else _("Star"),
        key=f"star:{place}",
        type="tertiary",
        icon=":material/kid_star:" if starred else ":material/star_border:",
        disabled=not own,
        help=None if own else _("Only those who coded the passage can star it."),
        on_click=_star,
        args=(own, not any(coding.starred for coding in own)),
    )
    st.button(
        (_("Context"), _("More context"), _("Hide context"))[(turns > 0) + (turns > FIRST_TURNS)],
        key=f"context:{place}",
        type="tertiary",
        icon=":material/unfold_more:" if turns <= FIRST_TURNS else ":material/unfold_less:",
        on_click=_show_more,
        args=(passage, {0: FIRST_TURNS, FIRST_TURNS: MORE_TURNS}.get(turns, 0)),
    )
    if st.button(_("Open in the interview"), key=f"open:{place}", type="tertiary", icon=":material/open_in_new:"):
        open_in_interview(excerpts[0])


def _show_more(passage: Passage, turns: int) -> None:
    st.session_state[_OPEN] = {**st.session_state.get(_OPEN, {}), passage: turns}


def _star(own: Sequence[Coding], starred: bool) -> None:
    operations = [
        {"op": "star", "cid": str(uuid4()), "coding": coding.id, "starred": starred}
        for coding in own
        if coding.starred != starred
    ]
    try:
        answer = apply_operations(session.study(), session.coder().id, own[0].document_id, operations)
    except REFUSALS as refusal:
        st.session_state[_REFUSED] = in_words(refusal, session.texts())
        return
    for refused in answer.refused:
        st.session_state[_REFUSED] = session.texts().gettext(refused.msgid).format(**refused.values)
