"""The researcher's words in one cell of the framework matrix: kept when the field is left, never lost, undoable."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from app import session
from app.framework_choice import chosen_matrix
from app.home_view import local_time
from app.kept_value import follow
from app.number_flags import flag_line
from app.plain_text import escaped, escaped_lines
from app.translation import REFUSALS, in_words
from coding.framework_cells import (
    CellState,
    FrameworkCell,
    earlier_words,
    is_out_of_date,
    list_cells,
    save_cell,
)
from coding.framework_matrix import FrameworkMatrix, FrameworkRow, Place
from coding.study_ladder import load_ladder
from coding.synthesis import check_numbers, find_row_positions

_SEEN, _NOT_SAVED = "study:framework:seen", "study:framework:not_saved"


def cell_field(place: Place) -> str:
    """The key of a cell's field: one for each, so that none shows another one's words."""
    return f"study:framework:words:{place[0]}:{place[1]}"


def show_cell_field(matrix: FrameworkMatrix, row: FrameworkRow, cell: FrameworkCell, state: CellState) -> None:
    """The field under a line that says how the saved text stands, with what is too strong in it below."""
    texts = session.texts()
    _ = texts.gettext
    place = (cell.code_id, row.key)
    _say_how_it_stands(place, cell, state)
    st.text_area(
        _("In your own words"),
        value=_follow(place, cell),
        key=cell_field(place),
        height=190,
        placeholder=_("What {row} says about it.").format(row=row.label),
        on_change=_save_words,
        args=(place,),
        persist_state="session",
    )
    words = st.session_state[cell_field(place)] or ""
    if words.strip() and len(row.people) > 1:
        names = tuple(group.name for group in matrix.evidence.groups if group.id == row.group_id)
        positions = find_row_positions(matrix, cell.code_id, row)
        for flag in check_numbers(words, positions, matrix.evidence.codebook, names, load_ladder(session.study())):
            st.caption(flag_line(matrix.evidence.codebook, cell.code_id, flag))
    _show_earlier(place, cell)


def change_cell(place: Place, change: Callable[[FrameworkCell], FrameworkCell], *, read_again: bool = False) -> None:
    """Store a change of a cell as it stands in the study now; says why on the next run where it was refused."""
    _store(place, change, seen=None, read_again=read_again)


def put_in_cell(place: Place, sentence: str, coding_ids: tuple[str, ...]) -> None:
    """Add a sentence below what stands in the field now, saved or not, and link the codings that it rests on."""
    words = str(st.session_state.get(cell_field(place)) or "").rstrip()
    wanted = f"{words}\n{sentence}" if words else sentence
    st.session_state[cell_field(place)] = wanted
    seen = st.session_state.get(_SEEN, {}).get(place)

    def added(stored: FrameworkCell) -> FrameworkCell:
        return replace(stored, words=wanted, evidence=tuple(dict.fromkeys((*stored.evidence, *coding_ids))))

    _store(place, added, seen=seen, read_again=False)


def _store(
    place: Place, change: Callable[[FrameworkCell], FrameworkCell], *, seen: str | None, read_again: bool
) -> None:
    study, matrix = session.study(), chosen_matrix(session.evidence())
    row = next((row for row in matrix.rows if row.key == place[1]), None)
    if row is None:
        return
    try:
        stored = list_cells(study).get(place) or FrameworkCell(*place)
        still_fits = stored.empty or not is_out_of_date(stored, matrix, row)
        save_cell(
            study,
            session.coder().id,
            change(stored),
            row,
            matrix,
            seen=seen,
            read_again=read_again or still_fits,
        )
    except REFUSALS as refusal:
        _note(place, in_words(refusal, session.texts()))
    else:
        _note(place, None)


def _follow(place: Place, cell: FrameworkCell) -> str:
    key = cell_field(place)
    if key not in st.session_state or not _refusal(place):
        follow(key, cell.words)
        st.session_state[_SEEN] = {**st.session_state.get(_SEEN, {}), place: cell.words}
    return str(st.session_state[key])


def _refusal(place: Place) -> str | None:
    reasons: dict[Place, str] = st.session_state.get(_NOT_SAVED, {})
    return reasons.get(place)


def _note(place: Place, reason: str | None) -> None:
    others = {cell: why for cell, why in st.session_state.get(_NOT_SAVED, {}).items() if cell != place}
    st.session_state[_NOT_SAVED] = {**others, place: reason} if reason else others


def _say_how_it_stands(place: Place, cell: FrameworkCell, state: CellState) -> None:
    _ = session.texts().gettext
    if refused := _refusal(place):
        st.error(
            _("Not saved. {reason} Your words are still in the fields.").format(reason=escaped(refused)),
            icon=":material/error:",
        )
        if not cell.empty:
            st.markdown(":gray[" + _("In the study now:") + f"]  \n{escaped_lines(cell.words)}")
        with st.container(horizontal=True, gap="small"):
            st.button(_("Keep mine"), key="framework:mine", on_click=_keep_mine, args=(place,))
            st.button(_("Take what stands there"), key="framework:theirs", on_click=_note, args=(place, None))
    elif cell.empty:
        st.caption(_("Your words are saved when you leave the field."))
    elif state == "out of date":
        st.warning(
            _("Codings changed since you wrote this. Read it again and save."), icon=":material/history_toggle_off:"
        )
        st.button(
            _("Read again, it holds"),
            key="framework:read_again",
            icon=":material/check:",
            on_click=change_cell,
            args=(place, _as_it_is),
            kwargs={"read_again": True},
        )
    else:
        st.caption(":material/check: " + _("Saved {time}").format(time=escaped(local_time(cell.changed))))


def _show_earlier(place: Place, cell: FrameworkCell) -> None:
    _ = session.texts().gettext
    earlier = earlier_words(session.study(), cell)
    if not earlier:
        return
    with st.expander(_("Earlier versions ({count})").format(count=len(earlier))):
        for at, version in enumerate(earlier):
            who = escaped(version.coder or "")
            st.markdown(f":gray[{escaped(local_time(version.at))} · {who}]  \n{escaped_lines(version.values['words'])}")
            st.button(
                _("Bring back"),
                key=f"framework:earlier:{at}",
                type="tertiary",
                icon=":material/history:",
                on_click=change_cell,
                args=(place, _with_words(str(version.values["words"]))),
            )


def _with_words(words: str) -> Callable[[FrameworkCell], FrameworkCell]:
    return lambda stored: replace(stored, words=words)


def _as_it_is(stored: FrameworkCell) -> FrameworkCell:
    return stored


def _save_words(place: Place) -> None:
    words = st.session_state[cell_field(place)] or ""
    seen = st.session_state.get(_SEEN, {}).get(place)
    _store(place, _with_words(words), seen=seen, read_again=False)


def _keep_mine(place: Place) -> None:
    words = str(st.session_state.get(cell_field(place)) or "")
    _store(place, _with_words(words), seen=None, read_again=False)
