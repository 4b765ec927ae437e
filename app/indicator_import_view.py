"""Taking in a file of numbers: what it would do is shown first, and then all of it is stored or nothing."""

import streamlit as st

from app import session
from app.plain_text import escaped
from app.refusals_shown import refusals_shown
from corpus.indicator_files import read_numbers_file
from corpus.indicator_import import NumbersPlan, plan_numbers, store_numbers
from corpus.people_files import SUPPORTED_ENDINGS
from exports.indicator_words import plan_lines

_TAKEN = "study:numbers:taken"


def show_taking(*, first: bool) -> None:
    """The file field; open by itself where there is no number yet (`first`)."""
    texts = session.texts()
    _ = texts.gettext
    with st.expander(_("Take in numbers"), expanded=first, icon=":material/upload_file:"):
        st.caption(
            _(
                "An Excel or CSV file about participants or cases: who it is about, who filled it in, when, and a "
                "column for each indicator with its scale behind the name, such as “Belief in a job (1-7)”. Or a row "
                "for each number, with the columns Indicator and Value. An empty cell is a missing number, not a zero."
            )
        )
        file = st.file_uploader(
            _("Table of numbers"),
            type=[ending[1:] for ending in SUPPORTED_ENDINGS],
            key=f"numbers:file:{st.session_state.get(_TAKEN, 0)}",
        )
        if file is None:
            return
        with refusals_shown():
            table = read_numbers_file(file.name, file.getvalue())
            plan = plan_numbers(session.study(), table)
            _say_what_comes(plan)
            count = len(plan.added) + len(plan.changed)
            label = texts.ngettext("Take in {count} number", "Take in {count} numbers", count).format(count=count)
            if st.button(label, key="numbers:take", type="primary", disabled=plan.empty):
                store_numbers(session.study(), session.coder().id, table)
                # an empty field for the next file
                st.session_state[_TAKEN] = st.session_state.get(_TAKEN, 0) + 1
                st.rerun()


def _say_what_comes(plan: NumbersPlan) -> None:
    lines = plan_lines(plan, session.texts(), session.language())
    st.markdown("\n".join(f"- {escaped(line)}" for line in lines))
