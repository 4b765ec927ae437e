"""How far the work has come: the theme summaries, every code in every group, and reading and coding."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from app import session
from app.code_swatch import swatch_picture
from app.summary_view import States, open_writing
from app.view_choice import choose_view
from coding.evidence import Evidence
from coding.summaries import Summary
from coding.summary_states import State, summary_states
from corpus.language import Texts
from corpus.participants import Group

TABLE, ROWS = "study:findings:progress", "study:findings:progress_rows"
VIEW: Final = "study:findings:progress_of"
SUMMARIES: Final = "summaries"
WORK: Final = "work"
_COLOUR, _CODE = "colour", "code"
ROW_HEIGHT = 28
COLOURS: dict[State, str] = {
    "written": "color: #2e8b57",
    "out of date": "color: #c77700",
    "to write": "",
    "nothing coded": "color: #8a9298",
}


def show_progress(evidence: Evidence, summaries: Mapping[tuple[str, str], Summary]) -> None:
    """The summaries, or reading and coding: which of the two is chosen on top."""
    _ = session.texts().gettext
    views = {SUMMARIES: _("Theme summaries"), WORK: _("Reading and coding")}
    if choose_view(_("Progress"), views, VIEW) == WORK:
        from app.pictures_view import show_picture

        show_picture(evidence, WORK)
    else:
        _show_summaries(evidence, summary_states(evidence, summaries))


def _show_summaries(evidence: Evidence, states: States) -> None:
    """A sentence that counts what is done, and the table; a chosen cell is opened to write in."""
    _ = session.texts().gettext
    groups = [group for group in evidence.columns if group is not None]
    codes = list(dict.fromkeys(code_id for code_id, group_id in states))
    _say_how_far(states)
    st.session_state[ROWS] = codes
    st.dataframe(
        _as_frame(evidence, codes, groups, states),
        key=TABLE,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * len(codes) + 40,
        column_config={
            _COLOUR: st.column_config.ImageColumn("", width=34),
            _CODE: st.column_config.TextColumn(_("Code"), width=250),
            **{group.id: st.column_config.TextColumn(group.name, width=120) for group in groups},
        },
        selection_mode="single-cell",
        on_select=_open_chosen,
        alt=_("How far the summary of each code in each group has come"),
    )


def _say_how_far(states: States) -> None:
    texts = session.texts()
    kinds = list(states.values())
    with_passages = len(kinds) - kinds.count("nothing coded")
    said = texts.ngettext(
        "{written} of {count} summary with passages behind it is written.",
        "{written} of {count} summaries with passages behind them are written.",
        with_passages,
    ).format(written=kinds.count("written") + kinds.count("out of date"), count=with_passages)
    if late := kinds.count("out of date"):
        said += " " + texts.ngettext(
            "{count} is out of date: codings changed since.", "{count} are out of date: codings changed since.", late
        ).format(count=late)
    st.markdown(f"**{said}**")
    st.caption(texts.gettext("Choose a cell to write in it."))


def _as_frame(evidence: Evidence, codes: Sequence[str], groups: Sequence[Group], states: States) -> Any:
    import pandas as pd

    words = state_words(session.texts())
    book = evidence.codebook
    frame = pd.DataFrame(
        {
            _COLOUR: [swatch_picture(book.code(code_id).colour) for code_id in codes],
            _CODE: ["\N{EM SPACE}" * (len(book.path(code_id)) - 1) + book.code(code_id).name for code_id in codes],
            **{group.id: [words[states[code_id, group.id]] for code_id in codes] for group in groups},
        }
    )
    styles = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for group in groups:
        styles[group.id] = [COLOURS[states[code_id, group.id]] for code_id in codes]
    return frame.style.apply(lambda _frame: styles, axis=None)


def state_words(texts: Texts) -> dict[State, str]:
    """The states as a person reads them."""
    _ = texts.gettext
    return {
        "written": _("written"),
        "out of date": _("out of date"),
        "to write": _("to write"),
        "nothing coded": _("nothing coded"),
    }


def _open_chosen() -> None:
    cells = st.session_state[TABLE]["selection"]["cells"]
    if cells and cells[0][1] not in (_COLOUR, _CODE):
        place, group_id = cells[0]
        open_writing(st.session_state[ROWS][place], group_id)
