"""Beside a cell's field: its passages, to open and to link to the words, or a draft in the people's own words."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from app import session
from app.excerpt_text import count_text, quote_markdown
from app.framework_field import change_cell, put_in_cell
from app.jump import open_in_interview, open_passage, open_people
from app.kept_value import follow
from app.plain_text import escaped
from app.view_choice import choose_view
from coding.evidence import Excerpt
from coding.framework_cells import FrameworkCell, linked_excerpts
from coding.framework_matrix import FrameworkMatrix, FrameworkRow, Place
from coding.matrix import tally_among
from coding.study_ladder import load_ladder
from coding.summaries import pick_quotes
from coding.synthesis import Sentence, draft_row, find_row_positions
from exports.quote_labels import quote_label

BESIDE, PASSAGES, DRAFT = "study:framework:beside", "passages", "draft"
FIRST, MORE = 6, 15
_LIMIT = "study:framework:limit"


def show_beside(matrix: FrameworkMatrix, row: FrameworkRow, cell: FrameworkCell) -> None:
    """What is chosen of the two; of a cell without passages why it has none."""
    _ = session.texts().gettext
    found = matrix.excerpts(cell.code_id, row)
    if not found:
        st.caption(_silence(matrix, row, cell.code_id))
        return
    names = {PASSAGES: _("Passages"), DRAFT: _("Draft from the passages")}
    chosen = choose_view(_("Beside the field"), names, BESIDE)
    if chosen == DRAFT:
        _show_draft(matrix, row, cell)
    else:
        _show_passages(row, cell, found)


def _silence(matrix: FrameworkMatrix, row: FrameworkRow, code_id: str) -> str:
    _ = session.texts().gettext
    return {
        "not asked": _("Not asked: no question about it is in the guide for {row}.").format(row=escaped(row.label))
        if row.people
        else _("Not asked: nobody was interviewed here."),
        "not coded": _("Nothing that {row} says is coded yet.").format(row=escaped(row.label)),
        "not said": _("Not said: {row} has no passage with this code or one below it.").format(row=escaped(row.label)),
        "": "",
    }[matrix.silence(code_id, row)]


def _show_passages(row: FrameworkRow, cell: FrameworkCell, found: Sequence[Excerpt]) -> None:
    texts = session.texts()
    _ = texts.gettext
    linked = linked_excerpts(cell, found)
    taken = {excerpt.passage for excerpt in linked}
    rest = [excerpt for excerpt in found if excerpt.passage not in taken]
    limit = st.session_state.get(_LIMIT, {}).get((cell.code_id, row.key), FIRST)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(f"{_how_many(row, found)}. " + _("Tick those that your words rest on."), width="stretch")
        if st.button(_("Read them all"), key="framework:all", type="tertiary", icon=":material/table_view:"):
            open_people(cell.code_id, [person.id for person in row.people])
    shown = {excerpt.passage: excerpt for excerpt in (*linked, *pick_quotes(rest, max(limit - len(linked), 0)))}
    for excerpt in shown.values():
        _show_passage(row, cell, excerpt, linked=excerpt.passage in taken)
    every = len({excerpt.passage for excerpt in found})
    if len(shown) < every and limit < every:
        st.button(
            _("More passages"),
            key="framework:more",
            type="tertiary",
            on_click=_show_more,
            args=((cell.code_id, row.key), limit),
        )


def _how_many(row: FrameworkRow, found: Sequence[Excerpt]) -> str:
    texts = session.texts()
    if len(row.people) > 1:
        return count_text(tally_among(found, row.people), texts)
    count = len({excerpt.passage for excerpt in found})
    return texts.ngettext("{count} passage", "{count} passages", count).format(count=count)


def _show_passage(row: FrameworkRow, cell: FrameworkCell, excerpt: Excerpt, *, linked: bool) -> None:
    texts = session.texts()
    key = f"study:framework:link:{cell.code_id}:{row.key}:{excerpt.coding.id}"
    star = " :material/star:" if excerpt.coding.starred else ""
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            label = escaped(quote_label(excerpt, texts, session.language()))
            where = f" :gray[· {escaped(' > '.join(excerpt.path))}]" if excerpt.coding.code_id != cell.code_id else ""
            st.checkbox(
                f"{label}{star}{where}",
                value=follow(key, linked),
                key=key,
                on_change=_link,
                args=((cell.code_id, row.key), excerpt.coding.id, key),
            )
            if st.button(
                ":material/open_in_new:",
                key=f"framework:open:{excerpt.coding.id}",
                type="tertiary",
                help=texts.gettext("Open in the interview"),
            ):
                open_in_interview(excerpt)
        st.markdown(f":small[{quote_markdown(excerpt)}]" if len(excerpt.parts) <= 1 else quote_markdown(excerpt))


def _show_draft(matrix: FrameworkMatrix, row: FrameworkRow, cell: FrameworkCell) -> None:
    texts = session.texts()
    _ = texts.gettext
    positions = find_row_positions(matrix, cell.code_id, row)
    ladder = load_ladder(session.study())
    sentences = draft_row(positions, row, matrix.evidence.codebook, texts, session.language(), ladder=ladder)
    st.caption(_("Words said, starred ones first. Add what you need, and write what it means."))
    with st.container(border=True, gap="xsmall", key="framework_draft"):
        for at, sentence in enumerate(sentences):
            _show_sentence(row, cell, sentence, at)


def _show_sentence(row: FrameworkRow, cell: FrameworkCell, sentence: Sentence, at: int) -> None:
    _ = session.texts().gettext
    put, words, read = st.columns([1, 12, 1], gap="xsmall", vertical_alignment="center")
    put.button(
        ":material/arrow_back:",
        key=f"framework:draft:{at}",
        type="tertiary",
        help=_("Add to the field"),
        on_click=put_in_cell,
        args=((cell.code_id, row.key), sentence.text, _rests_on(sentence)),
    )
    words.markdown(f":small[{escaped(sentence.text)}]")
    if read.button(
        ":material/open_in_new:",
        key=f"framework:draft:see:{at}",
        type="tertiary",
        help=_("Read the passages behind it"),
    ):
        if sentence.quote:
            first = sentence.statements[0]
            open_passage(first.document, first.start, first.end)
        else:
            open_people(sentence.code_id, [person.id for person in row.people])


def _rests_on(sentence: Sentence) -> tuple[str, ...]:
    """The coding of words said; a count rests on many, and naming them all would help nobody."""
    return tuple(each.excerpt.coding.id for each in sentence.statements) if sentence.quote else ()


def _link(place: Place, coding_id: str, key: str) -> None:
    wanted = st.session_state[key]

    def linked(stored: FrameworkCell) -> FrameworkCell:
        others = tuple(each for each in stored.evidence if each != coding_id)
        return replace(stored, evidence=(*others, coding_id) if wanted else others)

    change_cell(place, linked)


def _show_more(place: Place, limit: int) -> None:
    st.session_state[_LIMIT] = {**st.session_state.get(_LIMIT, {}), place: limit + MORE}
