"""Findings and report: theme summaries in the researcher's words, and the files they end up in."""

import streamlit as st

from app import session
from app.indicator_links_view import show_linked_numbers
from app.progress_view import show_progress
from app.summary_view import TAB, choose_code, choose_group, show_comparison, show_writing
from app.undo_buttons import undo_buttons
from coding.framework_cells import SCOPE as FRAMEWORK
from coding.study_ladder import SCOPE as LADDER
from coding.summaries import SCOPE, list_summaries
from coding.summary_states import summary_states
from corpus.indicators import SCOPE as NUMBERS

_ = session.texts().gettext
evidence = session.evidence()
summaries = list_summaries(session.study())

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.subheader(_("Findings and report"), width="content")
    undo_buttons(SCOPE, FRAMEWORK, LADDER, NUMBERS)

write, framework, compare, numbers, check, progress, report_texts, export = st.tabs(
    [
        _("Write"),
        _("Framework matrix"),
        _("Compare groups"),
        _("Numbers"),
        _("Check"),
        _("Progress"),
        _("Report texts"),
        _("Report and data"),
    ],
    key=TAB,
    on_change="rerun",
)
if not (evidence.codebook.codes and any(evidence.columns)):
    with write:
        st.info(_("Theme summaries need interviews with groups, and a codebook."), icon=":material/info:")
        st.page_link("page_scripts/interviews.py", label=_("Interviews"), icon=":material/forum:")
        st.page_link("page_scripts/codebook.py", label=_("Codebook"), icon=":material/account_tree:")
elif write.open:
    with write:
        states = summary_states(evidence, summaries)
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            code_id = choose_code(evidence)
            group_id = choose_group(evidence, code_id, states)
        show_writing(evidence, code_id, group_id, summaries)
        show_linked_numbers(evidence, summaries, code_id, group_id)
elif framework.open:
    from app.framework_view import show_framework

    with framework:
        show_framework(evidence)
elif compare.open:
    with compare:
        show_comparison(evidence, choose_code(evidence), summaries)
elif numbers.open:
    from app.indicators_view import show_indicators

    with numbers:
        show_indicators(evidence, summaries)
elif check.open:
    from app.check_view import show_check

    with check:
        show_check(evidence)
elif progress.open:
    with progress:
        show_progress(evidence, summaries)
elif report_texts.open:
    from app.report_texts_view import show_report_texts

    with report_texts:
        show_report_texts(evidence)
if export.open:
    from app.export_view import show_exports

    with export:
        show_exports()
