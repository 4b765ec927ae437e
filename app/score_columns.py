"""High and low by a score as columns of the table on the reading page, from when a person asks for them."""

from dataclasses import dataclass

import streamlit as st

from app import session
from coding.breakdown import Band
from coding.score_groups import SCORE, ScoreGroups

SCORE_COLUMNS = SCORE
"""The way to divide by the score that was chosen last."""

_KEPT = "study:reading:score"


@dataclass(frozen=True)
class ScoreColumns:
    """What the score is called, and its columns."""

    name: str
    bands: tuple[Band, ...]


def keep_columns(name: str, groups: ScoreGroups) -> None:
    """Let the table offer these groups as columns from now on, until others are chosen."""
    _ = session.texts().gettext
    columns = groups.bands(_("high: {name}").format(name=name), _("low: {name}").format(name=name))
    st.session_state[_KEPT] = ScoreColumns(name, columns)


def kept_columns() -> ScoreColumns | None:
    """The columns that were chosen last, if any."""
    kept: ScoreColumns | None = st.session_state.get(_KEPT)
    return kept
