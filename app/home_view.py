"""Parts of the first page: the steps of the work, who was interviewed, the latest changes, the study's own facts."""

from datetime import datetime
from itertools import groupby

import streamlit as st
from babel.dates import format_datetime

from app import session
from app.action_words import entry_words
from app.plain_text import escaped
from app.refusals_shown import refusals_shown
from app.small_table import small_table
from app.work_steps import Step, next_step, work_steps
from coding.checking import check_study
from coding.progress import load_progress
from corpus.overview import Overview
from corpus.study.facts import change_facts, load_facts
from corpus.study.history import latest_entries

LATEST = 6
LOOKED_AT = 60
"""Log entries of which LATEST lines are made: the same thing done many times in a row is one line."""
SIGNS = {
    "done": ":green[:material/check_circle:]",
    "begun": ":material/timelapse:",
    "open": ":material/radio_button_unchecked:",
}


def show_steps(overview: Overview) -> None:
    """The five steps with their state in numbers, each with a link; the next one stands out."""
    texts = session.texts()
    steps = work_steps(load_progress(session.study()), overview.total.persons, len(overview.rows), texts)
    following = next_step(steps)
    for step in steps:
        if step is following:
            with st.container(border=True, key="next_step", gap="xsmall"):
                _show_step(step, badge=texts.gettext("Next"))
                st.markdown(step.advice)
        else:
            _show_step(step)


def _show_step(step: Step, badge: str | None = None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(SIGNS[step.state], width="content")
        st.page_link(step.page, label=f"**{step.name}**" if badge else step.name, width="content")
        st.caption(step.numbers, width="content")
        if badge:
            st.badge(badge, color="primary")


def show_overview(overview: Overview) -> None:
    """Interviews, persons and cases group by group."""
    _ = session.texts().gettext
    if not overview.rows:
        st.caption(_("Nobody yet. The groups appear here when interviews are imported."))
        return
    levels = [_("Cases")] + [_("Cases, level {level}").format(level=i) for i in range(2, len(overview.total.cases) + 1)]
    rows = [*overview.rows, overview.total]
    names = [row.group.name if row.group else _("No group") for row in overview.rows] + [_("All")]
    small_table(
        "overview",
        [_("Group"), _("Interviews"), _("Persons"), *levels[: len(overview.total.cases)]],
        [[name, row.interviews, row.persons, *row.cases] for name, row in zip(names, rows, strict=True)],
        total=True,
    )
    if overview.shared:
        st.caption(_("The groups add up to more than all: some interviews or cases belong to several groups."))


def show_latest() -> None:
    """The latest entries of the log: when, who, what."""
    texts = session.texts()
    _ = texts.gettext
    entries = latest_entries(session.study(), LOOKED_AT)
    if not entries:
        st.caption(_("Nothing yet."))
        return
    lines: list[list[str | int]] = []
    for (who, what), alike in groupby(entries, lambda entry: (entry.coder or "Citat", entry_words(entry, texts))):
        same = list(alike)
        times = _("{what} ({count} times)").format(what=what, count=len(same)) if len(same) > 1 else what
        lines.append([local_time(same[0].at), who, times])
    small_table("latest", [_("When"), _("Who"), _("What")], lines[:LATEST])


def local_time(at: str) -> str:
    """A stored time in the user's time zone and manner of writing."""
    return format_datetime(datetime.fromisoformat(at).astimezone(), "short", locale=session.language())


def show_facts() -> None:
    """Title, scope and limits to edit, where the file lies, and the check of the study."""
    _ = session.texts().gettext
    study = session.study()
    facts = load_facts(study)
    # A key that holds what is stored, so that undo shows in the fields.
    with st.form(f"facts:{hash(facts)}", border=False):
        title = st.text_input(_("Title"), facts.title, max_chars=200)
        scope = st.text_area(
            _("Scope and limits"),
            facts.scope,
            help=_("Who was interviewed, who was not, and what that means for the findings. It goes into the report."),
        )
        if st.form_submit_button(_("Save"), icon=":material/save:"):
            with refusals_shown():
                change_facts(study, session.coder().id, title=title, scope=scope)
                st.rerun()
    st.caption(_("The study lies in this file:"))
    st.code(str(study.path), language=None, wrap_lines=True)
    if st.button(_("Check the study"), icon=":material/fact_check:", key="check"):
        _check()


def _check() -> None:
    texts = session.texts()
    _ = texts.gettext
    with st.spinner(_("Checking …")):
        problems = check_study(session.study())
    if not problems:
        st.success(_("All is well: every quote stands where it was coded, and the log is whole."))
        return
    st.error(
        texts.ngettext(
            "{count} problem. Keep a copy of the file before you go on.",
            "{count} problems. Keep a copy of the file before you go on.",
            len(problems),
        ).format(count=len(problems))
    )
    for problem in problems[:50]:
        st.markdown("- " + escaped(texts.gettext(problem.msgid).format(**problem.values)))
