"""Which word for how many: the study's rule to read, and a small table to set it in."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from app import session
from app.plain_text import escaped
from app.translation import REFUSALS, in_words
from coding.number_words import USUAL, Ladder, Need, Step, rule_lines
from coding.study_ladder import load_ladder, reset_ladder, save_ladder

STEPS = tuple(reversed(list(Step)[1:]))
"""The steps that a person sets, the strongest first as in the rule."""

_OPEN, _TABLE = "study:ladder:open", "study:ladder:table"
_WORD, _SHARE, _PEOPLE, _ASKED = "word", "share", "people", "asked"


def show_ladder() -> None:
    """The rule in an expander, with the way to change it."""
    texts = session.texts()
    _ = texts.gettext
    ladder = load_ladder(session.study())
    with st.expander(_("Which word for how many")):
        if ladder != USUAL:
            st.caption(":material/tune: " + _("The study has set its own rule."))
        for line in rule_lines(session.language(), texts, ladder):
            st.caption(escaped(line))
        if st.toggle(_("Change the rule"), key=_OPEN):
            _edit(ladder)


def changed_ladder(ladder: Ladder, rows: Mapping[Step, Mapping[str, Any]], words_of: str) -> Ladder:
    """The ladder with what a person set in the table; an empty number is 0 and an empty word none."""
    needs = {
        step: Need(*(int(rows[step][name] or 0) for name in (_SHARE, _PEOPLE, _ASKED))) if step in rows else old
        for step, old in ladder.needs.items()
    }
    words = {
        language: MappingProxyType(
            {
                step: str(rows[step][_WORD] or "") if language == words_of and step in rows else word
                for step, word in own.items()
            }
        )
        for language, own in ladder.words.items()
    }
    return Ladder(MappingProxyType(needs), MappingProxyType(words))


def _edit(ladder: Ladder) -> None:
    _ = session.texts().gettext
    study, language = session.study(), session.language()
    st.caption(
        _(
            "A word holds where all its numbers do. The rule is used in drafts and in the flags under your own text, "
            "and the report prints it."
        )
    )
    config = st.column_config
    table = [
        {
            _WORD: ladder.words[language][step],
            _SHARE: ladder.needs[step].percent,
            _PEOPLE: ladder.needs[step].informants,
            _ASKED: ladder.needs[step].asked,
        }
        for step in STEPS
    ]
    edited = st.data_editor(
        table,
        key=_TABLE,
        hide_index=True,
        num_rows="fixed",
        row_height=30,
        column_config={
            _WORD: config.TextColumn(_("Word"), required=True, width=150),
            _SHARE: config.NumberColumn(
                _("Share, %"), help=_("At least so many per cent of those asked."), min_value=0, max_value=100, width=90
            ),
            _PEOPLE: config.NumberColumn(
                _("Informants"), help=_("At least so many informants."), min_value=1, width=100
            ),
            _ASKED: config.NumberColumn(
                _("Asked"), help=_("Only where at least so many were asked."), min_value=0, width=90
            ),
        },
    )
    wanted = changed_ladder(ladder, dict(zip(STEPS, edited, strict=True)), language)
    with st.container(horizontal=True, gap="small"):
        saved = st.button(_("Save the rule"), key="ladder:save", type="primary", disabled=wanted == ladder)
        reset = st.button(_("Back to the usual rule"), key="ladder:reset", disabled=ladder == USUAL)
    try:
        if saved:
            save_ladder(study, session.coder().id, wanted, language)
        if reset:
            reset_ladder(study, session.coder().id)
    except REFUSALS as refusal:
        st.error(escaped(in_words(refusal, session.texts())), icon=":material/error:")
    else:
        if saved or reset:
            del st.session_state[_TABLE], st.session_state[_OPEN]
            st.rerun()
