"""The framework matrix read as text: one row across its themes, or one theme down its rows, band by band."""

from collections.abc import Callable, Sequence

import streamlit as st

from app import session
from app.excerpt_text import quote_markdown
from app.jump import open_in_interview, open_people
from app.plain_text import escaped, escaped_lines
from coding.evidence import Excerpt
from coding.framework_cells import WrittenMatrix, linked_excerpts
from coding.framework_matrix import FrameworkRow
from exports.quote_labels import quote_label
from exports.words import silence_word

AT_A_TIME = 12
_PAGE = "study:framework:page"

Open = Callable[[str, str], None]


def show_across(written: WrittenMatrix, row: FrameworkRow, write: Open) -> None:
    """One row, theme by theme, each with the passages that its words are linked to."""
    for code_id in written.matrix.code_ids:
        _show(written, code_id, row, written.matrix.evidence.codebook.path_text(code_id), write)


def show_down(written: WrittenMatrix, code_id: str, write: Open) -> None:
    """One theme, row by row under the names of their bands, a page at a time."""
    _ = session.texts().gettext
    pages = -(-len(written.matrix.rows) // AT_A_TIME)
    if st.session_state.get(_PAGE, 1) > pages:
        del st.session_state[_PAGE]
    page = st.pagination(pages, key=_PAGE, persist_state="session") if pages > 1 else 1
    band: str | None = None
    for row in _page_of(written.matrix.rows, page):
        if row.band and row.band != band:
            band = row.band
            st.markdown(f"##### {escaped(band)}")
        _show(written, code_id, row, row.label, write)


def _page_of(rows: Sequence[FrameworkRow], page: int) -> Sequence[FrameworkRow]:
    return rows[(page - 1) * AT_A_TIME : page * AT_A_TIME]


def _show(written: WrittenMatrix, code_id: str, row: FrameworkRow, title: str, write: Open) -> None:
    _ = session.texts().gettext
    found = written.matrix.excerpts(code_id, row)
    with st.container(border=True, gap="xsmall", key=f"framework_read:{code_id}:{row.key}"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{escaped(title)}**", width="stretch")
            if found and st.button(
                str(len({excerpt.passage for excerpt in found})),
                key=f"framework:read:{code_id}:{row.key}",
                type="tertiary",
                icon=":material/table_view:",
                help=_("Read the passages"),
            ):
                open_people(code_id, [person.id for person in row.people])
            st.button(
                _("Write"),
                key=f"framework:write:{code_id}:{row.key}",
                type="tertiary",
                icon=":material/edit:",
                on_click=write,
                args=(code_id, row.key),
            )
        _show_words(written, code_id, row)
        for excerpt in linked_excerpts(written.cell(code_id, row), found):
            _show_linked(excerpt, row)


def _show_words(written: WrittenMatrix, code_id: str, row: FrameworkRow) -> None:
    _ = session.texts().gettext
    state = written.state(code_id, row)
    if state == "to write":
        st.caption(_("Nothing written yet."))
    elif state in ("written", "out of date"):
        if state == "out of date":
            st.caption(":orange[:material/history_toggle_off:] " + _("Codings changed since this was written."))
        st.markdown(escaped_lines(written.cell(code_id, row).words))
    else:
        st.caption(escaped(silence_word(state, session.texts())))


def _show_linked(excerpt: Excerpt, row: FrameworkRow) -> None:
    texts = session.texts()
    label = escaped(quote_label(excerpt, texts, session.language()))
    words, read = st.columns([14, 1], gap="xsmall", vertical_alignment="center")
    words.markdown(f":small[:gray[{label}:] {quote_markdown(excerpt)}]")
    if read.button(
        ":material/open_in_new:",
        key=f"framework:linked:{row.key}:{excerpt.coding.id}",
        type="tertiary",
        help=texts.gettext("Open in the interview"),
    ):
        open_in_interview(excerpt)
