"""A report's free texts: executive summary, recommendations by addressee, limits, and each chapter's own texts."""

from collections.abc import Sequence

import streamlit as st

from app import session
from app.grounds_view import show_report_grounds
from app.plain_text import escaped
from app.report_text_fields import add_text, move_text, remove_text, text_area, text_choice, text_line
from coding.evidence import Evidence
from coding.report_texts import ReportText, list_report_texts
from corpus.overview import interview_overview
from exports.report.limits import found_limits

CHAPTER = "study:report_texts:chapter"
EXECUTIVE_HEIGHT, SMALL_HEIGHT = 260, 90


def show_report_texts(evidence: Evidence) -> None:
    """Everything of a report that belongs to no single theme and group, to write."""
    _ = session.texts().gettext
    texts = list_report_texts(session.study())
    left, right = st.columns([1, 1], gap="large")
    with left:
        _show_executive(texts)
        _show_recommendations([text for text in texts if text.kind == "recommendation"])
    with right:
        _show_limits(evidence, [text for text in texts if text.kind == "limit"])
        _show_chapter(evidence, texts)
    show_report_grounds(evidence, texts)


def _show_executive(texts: Sequence[ReportText]) -> None:
    _ = session.texts().gettext
    st.markdown("**" + _("Executive summary") + "**")
    stored = [text for text in texts if text.kind == "executive"]
    if not stored:
        add_text("executive", _("Write an executive summary"))
    for text in stored[:1]:
        text_area(
            text, _("Executive summary"), _("What the study says, for those who read nothing else."), EXECUTIVE_HEIGHT
        )


def _show_recommendations(texts: Sequence[ReportText]) -> None:
    _ = session.texts().gettext
    st.markdown("**" + _("Recommendations") + "**")
    for place, text in enumerate(texts):
        with st.container(border=True, gap="xsmall", key=f"recommendation:{text.id}"):
            with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
                text_line(text, _("For whom"), _("Management"))
                _show_buttons(texts, place)
            text_area(text, _("Recommendation"), "", SMALL_HEIGHT)
    add_text("recommendation", _("Add a recommendation"), title=texts[-1].title if texts else _("Management"))


def _show_limits(evidence: Evidence, texts: Sequence[ReportText]) -> None:
    _ = session.texts().gettext
    st.markdown("**" + _("Limits") + "**")
    st.caption(_("Printed under Method, and in every chapter that rests on what they are about."))
    overview = interview_overview(session.study())
    for limit in found_limits(evidence, overview, session.texts(), session.language()):
        st.caption(f":material/auto_awesome_motion: {escaped(limit.text)}")
    groups = {group.id: group.name for group in evidence.columns if group}
    codes = {code.id: code.name for code in evidence.codebook.children(None) if not code.retired}
    for place, text in enumerate(texts):
        with st.container(border=True, gap="xsmall", key=f"limit:{text.id}"):
            text_area(text, _("Limit"), "", SMALL_HEIGHT)
            with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
                text_choice(text, "groups", _("About groups"), groups, _("All"))
                text_choice(text, "codes", _("About themes"), codes, _("All"))
                _show_buttons(texts, place)
    add_text("limit", _("Add a limit"))


def _show_chapter(evidence: Evidence, texts: Sequence[ReportText]) -> None:
    _ = session.texts().gettext
    st.markdown("**" + _("In the chapters") + "**")
    book = evidence.codebook
    tops = {code.id: code.name for code in book.children(None) if not code.retired}
    if not tops:
        return
    if st.session_state.get(CHAPTER) not in tops:
        st.session_state[CHAPTER] = next(iter(tops))
    top_id = st.selectbox(_("Chapter"), list(tops), format_func=tops.__getitem__, key=CHAPTER, persist_state="session")
    here = [text for text in texts if text.code_id in book and book.top(text.code_id or "").id == top_id]
    guideposts = [text for text in here if text.kind == "guidepost"]
    boxes = [text for text in here if text.kind == "box"]
    for text in guideposts:
        text_area(text, _("Guideposts"), _("What to look for in the chapter. A dash makes a point of a list."), 120)
    if not guideposts:
        add_text("guidepost", _("Write guideposts"), code_id=top_id)
    for place, text in enumerate(boxes):
        with st.container(border=True, gap="xsmall", key=f"box:{text.id}"):
            with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
                text_line(text, _("Heading of the box"), _("An example from practice"))
                _show_buttons(boxes, place)
            text_area(text, _("Box"), "", SMALL_HEIGHT)
    add_text("box", _("Add a box"), code_id=top_id)


def _show_buttons(texts: Sequence[ReportText], place: int) -> None:
    _ = session.texts().gettext
    for step, icon, helping, possible in (
        (-1, ":material/arrow_upward:", _("Earlier"), place > 0),
        (1, ":material/arrow_downward:", _("Later"), place < len(texts) - 1),
    ):
        if len(texts) > 1:
            st.button(
                icon,
                key=f"report_text:{step}:{texts[place].id}",
                type="tertiary",
                help=helping,
                disabled=not possible,
                on_click=move_text,
                args=([text.id for text in texts], place, step),
            )
    st.button(
        ":material/delete:",
        key=f"report_text:remove:{texts[place].id}",
        type="tertiary",
        help=_("Remove"),
        on_click=remove_text,
        args=(texts[place].id,),
    )
