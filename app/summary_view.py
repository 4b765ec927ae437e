"""Theme summaries: one code in one group to write on, or all groups of a code one under another to compare."""

from collections.abc import Mapping, Sequence

import streamlit as st

from app import session
from app.across_view import show_across
from app.draft_view import show_draft
from app.excerpt_text import quote_markdown
from app.grounds_view import show_grounds
from app.plain_text import escaped, escaped_lines
from app.quote_choice import show_quote_choice
from app.summary_fields import show_fields
from app.view_choice import choose_view
from coding.evidence import Evidence
from coding.matrix import Cell, cell_excerpts, code_cells
from coding.summaries import Summary, chosen_quotes, count_sentence, is_out_of_date
from coding.summary_states import State
from corpus.language import Texts
from exports.quote_labels import quote_label

CODE, GROUP, TAB = "study:findings:code", "study:findings:group", "study:findings:tab"
BESIDE, QUOTES, DRAFT = "study:findings:beside", "quotes", "draft"
QUOTES_COMPARED = 2
MARKS: Mapping[State, str] = {
    "written": ":material/check:",
    "out of date": ":material/history_toggle_off:",
    "to write": ":material/edit:",
    "nothing coded": "",
}

States = Mapping[tuple[str, str], State]
Summaries = Mapping[tuple[str, str], Summary]


def choose_code(evidence: Evidence) -> str:
    """The code worked on: codes with passages first, then the others."""
    _ = session.texts().gettext
    book = evidence.codebook
    used = [code.id for code in book.codes if not code.retired]
    coded = {code_id for code_id, group_id in evidence.by_cell}
    options = [code_id for code_id in used if code_id in coded] + [c for c in used if c not in coded]
    _keep_known(CODE, options)
    chosen: str = st.selectbox(
        _("Code"),
        options,
        format_func=lambda code_id: (
            book.path_text(code_id)
            if code_id in coded
            else _("{code} (nothing coded)").format(code=book.path_text(code_id))
        ),
        key=CODE,
        persist_state="session",
        width=380,
    )
    return chosen


def choose_group(evidence: Evidence, code_id: str, states: States) -> str:
    """The group worked on; its mark says how far its summary has come."""
    _ = session.texts().gettext
    names = {group.id: group.name for group in evidence.columns if group}
    _keep_known(GROUP, list(names))
    chosen = st.segmented_control(
        _("Group"),
        list(names),
        format_func=lambda group_id: f"{escaped(names[group_id])} {MARKS[states[code_id, group_id]]}".strip(),
        key=GROUP,
        required=True,
        persist_state="session",
    )
    return chosen or next(iter(names))


def show_writing(evidence: Evidence, code_id: str, group_id: str, summaries: Summaries) -> None:
    """One cell: what the numbers say, the researcher's words, and the quotes to print or a draft beside them."""
    cell = _cell(evidence, code_id, group_id)
    summary = summaries.get((code_id, group_id)) or Summary(code_id, group_id)
    st.markdown(f"**{escaped(_sentence(evidence, cell, session.texts()))}**")
    words, quotes = st.columns([5, 5], gap="medium")
    with words:
        show_fields(evidence, code_id, group_id, summary)
        show_grounds(evidence, summary)
    with quotes:
        if _choose_beside() == DRAFT:
            show_draft(evidence, code_id, group_id)
        else:
            show_quote_choice(evidence, cell_excerpts(evidence, code_id, group_id), summary)


def show_comparison(evidence: Evidence, code_id: str, summaries: Summaries) -> None:
    """What the groups share, then all groups of a code one under another: numbers, words, and two quotes each."""
    _ = session.texts().gettext
    show_across(evidence, code_id)
    for group in evidence.columns:
        if group is None:
            continue
        cell = _cell(evidence, code_id, group.id)
        summary = summaries.get((code_id, group.id)) or Summary(code_id, group.id)
        with st.container(border=True, gap="small", key=f"compare:{group.id}"):
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                st.markdown(f"**{escaped(_sentence(evidence, cell, session.texts()))}**", width="stretch")
                st.button(
                    _("Write"),
                    key=f"write:{group.id}",
                    type="tertiary",
                    icon=":material/edit:",
                    on_click=open_writing,
                    args=(code_id, group.id),
                )
            words, quotes = st.columns([5, 5], gap="medium")
            with words:
                _show_words(evidence, summary)
            with quotes:
                _show_quotes(evidence, summary)


def open_writing(code_id: str, group_id: str) -> None:
    """Turn to one cell on the tab where it is written."""
    st.session_state[CODE], st.session_state[GROUP] = code_id, group_id
    st.session_state[TAB] = session.texts().gettext("Write")


def _choose_beside() -> str:
    _ = session.texts().gettext
    names = {QUOTES: _("Quotes"), DRAFT: _("Draft from the passages")}
    return choose_view(_("Beside the fields"), names, BESIDE)


def _show_words(evidence: Evidence, summary: Summary) -> None:
    _ = session.texts().gettext
    if summary.empty:
        st.caption(_("Nothing written yet."))
        return
    if is_out_of_date(summary, evidence):
        st.caption(f"{MARKS['out of date']} " + _("Codings changed since this was written."))
    counter = summary.counter_voices or (_("Looked for, none found.") if summary.counter_looked_for else "")
    for name, words in (
        (_("Dominant view"), summary.dominant),
        (_("Nuances"), summary.nuances),
        (_("Counter-voices"), counter),
    ):
        if words.strip():
            st.markdown(f":gray[{name}]  \n{escaped_lines(words)}")


def _show_quotes(evidence: Evidence, summary: Summary) -> None:
    texts = session.texts()
    found = cell_excerpts(evidence, summary.code_id, summary.group_id)
    for excerpt in chosen_quotes(summary, found, QUOTES_COMPARED)[:QUOTES_COMPARED]:
        label = escaped(quote_label(excerpt, texts, session.language()))
        st.markdown(f"{quote_markdown(excerpt)}  \n:gray[({label})]")


def _sentence(evidence: Evidence, cell: Cell, texts: Texts) -> str:
    name = cell.group.name if cell.group else texts.gettext("No group")
    return count_sentence(cell, evidence.codebook.code(cell.code_id).name, name, texts)


def _cell(evidence: Evidence, code_id: str, group_id: str) -> Cell:
    return next(cell for cell in code_cells(evidence, code_id) if cell.group and cell.group.id == group_id)


def _keep_known(key: str, options: Sequence[str]) -> None:
    # The first where nothing was chosen, or where what was chosen is gone.
    if st.session_state.get(key) not in options:
        st.session_state[key] = options[0]
