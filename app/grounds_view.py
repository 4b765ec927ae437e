"""Below the fields: what each sentence rests on, found by its quotes and by the passages linked to it."""

from collections.abc import Sequence

import streamlit as st

from app import session
from app.jump import open_passage
from app.plain_text import escaped
from app.quote_words import quote_state
from app.translation import REFUSALS, in_words
from coding.evidence import Evidence, Excerpt
from coding.matrix import cell_excerpts
from coding.report_texts import ReportText, report_named_texts
from coding.summaries import Summary, list_summaries
from coding.written import (
    FoundQuote,
    Grounds,
    LinkedPassage,
    NamedText,
    NewLink,
    grounds_of,
    link_passages,
    list_links,
    summary_texts,
    unlink,
)

SHOWN = 5
"""Linked passages of one sentence that are shown one by one."""
_REFUSED = "study:grounds:refused"
_WORDS = 110


def show_grounds(evidence: Evidence, summary: Summary) -> None:
    """Sentence by sentence of a summary, its quotes and passages, and those of its cell to link by hand."""
    cell = summary.code_id, summary.group_id
    written = summary_texts(evidence, {cell: summary}, session.texts())
    show_text_grounds(evidence, written, cell_excerpts(evidence, *cell), ":".join(cell))


def show_report_grounds(evidence: Evidence, report_texts: Sequence[ReportText]) -> None:
    """As `show_grounds`, for the report's texts; what may be linked is what is starred or chosen to be printed."""
    chosen = {coding_id for each in list_summaries(session.study()).values() for coding_id in each.evidence}
    linkable = [each for each in evidence.excerpts if each.coding.starred or each.coding.id in chosen]
    show_text_grounds(evidence, report_named_texts(report_texts, session.texts()), linkable, "report")


def show_text_grounds(evidence: Evidence, written: Sequence[NamedText], excerpts: Sequence[Excerpt], key: str) -> None:
    """Sentence by sentence, quotes and passages with the way to each; `excerpts` may be linked by hand."""
    _ = session.texts().gettext
    if not written:
        return
    links = list_links(session.study())
    sources = session.quote_sources()
    found = [(text, grounds_of(text, sources, links, evidence)) for text in written]
    sentences = [each for _text, grounds in found for each in grounds]
    behind = sum(not each.none for each in sentences)
    title = _("What each sentence rests on ({behind} of {count} lead to passages)").format(
        behind=behind, count=len(sentences)
    )
    with st.expander(title, key=f"grounds:{key}"):
        if refused := st.session_state.pop(_REFUSED, None):
            st.error(escaped(refused), icon=":material/error:")
        passages = list({each.passage: each for each in excerpts}.values())
        for text, grounds in found:
            for at, each in enumerate(grounds):
                _show_sentence(text.key, at, each, passages)


def _show_sentence(text_key: str, at: int, grounds: Grounds, excerpts: Sequence[Excerpt]) -> None:
    _ = session.texts().gettext
    key = f"{text_key}:{at}"
    icon = ":orange[:material/link_off:]" if grounds.none else ":green[:material/link:]"
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{icon} :small[{escaped(grounds.sentence.words)}]")
        for number, quote in enumerate(grounds.quotes):
            _show_quote(f"{key}:q{number}", quote)
        for linked in grounds.passages[:SHOWN]:
            _show_linked(key, linked)
        if len(grounds.passages) > SHOWN:
            more = len(grounds.passages) - SHOWN
            st.caption(session.texts().ngettext("and {count} more", "and {count} more", more).format(count=more))
        taken = {(each.link.document_id, each.link.start, each.link.end) for each in grounds.passages}
        free = [each for each in excerpts if each.passage not in taken]
        if free:
            with st.popover(_("Link a passage"), icon=":material/add_link:", type="tertiary"):
                st.selectbox(
                    _("Passage"),
                    free,
                    index=None,
                    format_func=lambda each: f"{', '.join(v.label for v in each.voices)}: {_short(each.quote)}",
                    key=f"link:{key}",
                    placeholder=_("Choose a passage"),
                    on_change=_link,
                    args=(text_key, grounds.sentence.words, f"link:{key}"),
                    width=460,
                )


def _show_quote(key: str, quote: FoundQuote) -> None:
    words, read = st.columns([13, 1], gap="xsmall", vertical_alignment="center")
    words.markdown(f":small[{quote_state(quote, session.texts())}]")
    where = quote.location.whole
    if quote.location.source is not None and where is not None and _open_button(read, f"ground:{key}"):
        open_passage(quote.location.source, *where)


def _show_linked(key: str, linked: LinkedPassage) -> None:
    _ = session.texts().gettext
    words, away, read = st.columns([12, 1, 1], gap="xsmall", vertical_alignment="center")
    who = ", ".join(linked.speakers) or linked.document
    gone = "" if linked.coded else " · " + _("no longer coded here")
    words.markdown(f":small[:material/link: {escaped(_short(linked.words))} :gray[({escaped(who)}{gone})]]")
    away.button(
        ":material/link_off:",
        key=f"unlink:{key}:{linked.link.id}",
        type="tertiary",
        help=_("Take the link away"),
        on_click=_unlink,
        args=(linked.link.id,),
    )
    if _open_button(read, f"ground:{key}:{linked.link.id}"):
        open_passage(linked.link.document_id, linked.link.start, linked.link.end)


def _open_button(column: "st.delta_generator.DeltaGenerator", key: str) -> bool:
    said = session.texts().gettext("Open in the interview")
    pressed: bool = column.button(":material/open_in_new:", key=key, type="tertiary", help=said)
    return pressed


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _WORDS else said[:_WORDS].rsplit(" ", 1)[0] + " …"


def _link(text_key: str, sentence: str, chosen: str) -> None:
    excerpt: Excerpt | None = st.session_state.get(chosen)
    if excerpt is None:
        return
    try:
        link_passages(session.study(), session.coder().id, text_key, sentence, [NewLink(*excerpt.passage)])
    except REFUSALS as refusal:
        st.session_state[_REFUSED] = in_words(refusal, session.texts())
    st.session_state[chosen] = None


def _unlink(link_id: str) -> None:
    try:
        unlink(session.study(), session.coder().id, link_id)
    except REFUSALS as refusal:
        st.session_state[_REFUSED] = in_words(refusal, session.texts())
