"""Numbers from outside: taken in from a file, read beside a theme of a group, linked to it, and used to divide by."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from app import session
from app.indicator_import_view import show_taking
from app.indicator_links_view import show_late_links, show_links
from app.picture_drawn import offer_file
from app.plain_text import escaped
from app.refusals_shown import refusals_shown
from app.score_groups_view import show_score_groups
from app.small_table import small_table
from app.summary_view import choose_code, choose_group
from app.view_choice import choose_view
from coding.evidence import Evidence
from coding.indicator_figures import Line, NumbersBeside, ThemeNumbers, numbers_beside, theme_numbers
from coding.indicator_links import LinkGround
from coding.summaries import Summary
from coding.summary_states import summary_states
from corpus.indicators import Indicator, change_indicator, remove_indicator
from exports.indicator_pictures import MOST_FIELDS, courses_chart
from exports.indicator_words import line_cells, lines_sentence, rater_word, scale_words, theme_sentence

VIEW, INDICATOR, RATER = "study:numbers:view", "study:numbers:indicator", "study:numbers:rater"
THEME, DIVIDE, SCALES = "theme", "divide", "scales"
_KEPT = "study:numbers:kept"
ALL_RATERS = "\n"
"""Stands for all who filled it in: no name of anybody is a line break."""


def show_indicators(evidence: Evidence, summaries: Mapping[tuple[str, str], Summary]) -> None:
    """The file field, and below it what the numbers are used for, as soon as there are any."""
    _ = session.texts().gettext
    beside = _kept_numbers(evidence)
    show_taking(first=not beside.numbers.indicators)
    if not beside.numbers.indicators:
        return
    views = {THEME: _("Beside a theme"), DIVIDE: _("High and low"), SCALES: _("Scale and source")}
    chosen = choose_view(_("Numbers"), views, VIEW)
    if chosen == SCALES:
        _show_scale(_choose_indicator(beside))
    elif chosen == DIVIDE:
        show_score_groups(beside, _choose_indicator(beside))
    else:
        _show_theme(beside, summaries)
        show_late_links(LinkGround(beside, summaries))


def _kept_numbers(evidence: Evidence) -> NumbersBeside:
    """The numbers at the evidence's revision, read once for it."""
    kept: NumbersBeside | None = st.session_state.get(_KEPT)
    if kept is None or kept.evidence is not evidence:
        kept = numbers_beside(session.study(), evidence)
        st.session_state[_KEPT] = kept
    return kept


def _show_theme(beside: NumbersBeside, summaries: Mapping[tuple[str, str], Summary]) -> None:
    evidence, texts, language = beside.evidence, session.texts(), session.language()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        code_id = choose_code(evidence)
        group_id = choose_group(evidence, code_id, summary_states(evidence, summaries))
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        indicator = _choose_indicator(beside)
        rater = _choose_rater(beside, indicator)
    found = theme_numbers(beside, indicator.id, code_id, group_id, rater)
    group = next(group.name for group in evidence.groups if group.id == group_id)
    said = theme_sentence(found, evidence.codebook.code(code_id).name, group, texts)
    st.markdown(f"**{escaped(said)}**")
    if about := scale_words(indicator, texts, language):
        st.caption(escaped(about))
    if indicator.source:
        st.caption(escaped(texts.gettext("Source: {source}.").format(source=indicator.source.rstrip("."))))
    if not found.lines:
        st.info(
            texts.gettext("There is no number about anybody in this group. Choose another group or indicator."),
            icon=":material/info:",
        )
    else:
        _show_lines(found)
        _show_courses(indicator, found)
    show_links(LinkGround(beside, summaries), indicator, code_id, group_id, rater)


def _show_lines(found: ThemeNumbers) -> None:
    _ = session.texts().gettext
    for key, title, lines in (
        ("speaking", _("Those who speak of it"), found.of_speaking),
        ("others", _("The others in the group"), found.of_others),
    ):
        if lines:
            said = lines_sentence(lines, session.texts(), session.language())
            st.markdown(f"**{title}.** {escaped(said)}")
            _show_table(key, lines)


def _show_table(key: str, lines: Sequence[Line]) -> None:
    texts = session.texts()
    _ = texts.gettext
    header = (_("Whom"), _("Filled in by"), _("First value"), _("Last value"), _("Change"), _("Missing"))
    rows = [(line.label, rater_word(line.rater, texts), *line_cells(line, texts, session.language())) for line in lines]
    small_table(f"numbers_{key}", header, rows)


def _show_courses(indicator: Indicator, found: ThemeNumbers) -> None:
    _ = session.texts().gettext
    picture = courses_chart(indicator, found.lines, session.texts(), session.language())
    if picture is None or all(len(line.points) < 2 for line in found.lines):
        return
    st.altair_chart(picture.chart, width="content", theme=None, key="numbers:courses")
    offer_file("courses", picture)
    labels = {line.label for line in found.lines}
    if len(labels) > MOST_FIELDS:
        st.caption(_("The first {count} of {all}; the table has all.").format(count=MOST_FIELDS, all=len(labels)))


def _choose_indicator(beside: NumbersBeside) -> Indicator:
    _ = session.texts().gettext
    names = {indicator.id: indicator.name for indicator in beside.numbers.indicators}
    if st.session_state.get(INDICATOR) not in names:
        st.session_state[INDICATOR] = next(iter(names))
    chosen = st.selectbox(
        _("Indicator"),
        list(names),
        format_func=lambda indicator_id: names.get(indicator_id, ""),
        key=INDICATOR,
        persist_state="session",
        width=380,
    )
    return beside.numbers.indicator(chosen)


def _choose_rater(beside: NumbersBeside, indicator: Indicator) -> str | None:
    texts = session.texts()
    raters = beside.numbers.raters(indicator.id)
    if len(raters) < 2:
        return raters[0] if raters else None
    options = [ALL_RATERS, *raters]
    if st.session_state.get(RATER) not in options:
        st.session_state[RATER] = ALL_RATERS
    chosen = st.selectbox(
        texts.gettext("Filled in by"),
        options,
        format_func=lambda rater: rater_word(None if rater == ALL_RATERS else rater, texts),
        key=RATER,
        persist_state="session",
        width=280,
    )
    return None if chosen == ALL_RATERS else chosen


def _show_scale(indicator: Indicator) -> None:
    _ = session.texts().gettext
    key = f"study:numbers:scale:{indicator.id}:{session.study().revision()}"
    with st.form(key, border=False):
        name = st.text_input(_("Name"), indicator.name, max_chars=120)
        low_side, high_side = st.columns(2, gap="medium")
        with low_side:
            low = st.number_input(_("Lowest number of the scale"), value=indicator.low, step=1.0)
            low_label = st.text_input(_("What the lowest means"), indicator.low_label, max_chars=120)
        with high_side:
            high = st.number_input(_("Highest number of the scale"), value=indicator.high, step=1.0)
            high_label = st.text_input(_("What the highest means"), indicator.high_label, max_chars=120)
        source = st.text_input(_("Where the numbers come from"), indicator.source, max_chars=300)
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    removed = st.button(
        _("Remove this indicator with its numbers"),
        key="numbers:remove",
        type="tertiary",
        icon=":material/delete:",
        help=_("It can be undone."),
    )
    with refusals_shown():
        if saved:
            wanted = replace(
                indicator, name=name, low=low, high=high, low_label=low_label, high_label=high_label, source=source
            )
            change_indicator(session.study(), session.coder().id, wanted)
        if removed:
            remove_indicator(session.study(), session.coder().id, indicator.id)
        if saved or removed:
            st.rerun()
