"""Word, Excel, CSV and the codebook, made when asked for and after a look at personal data in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from app import session
from app.framework_choice import chosen_matrix
from app.plain_text import escaped
from app.report_view import choose_plan, made_report, show_preview
from app.study_files import path_for
from app.translation import REFUSALS, in_words
from codebooks.yaml_format import write_yaml
from corpus.language import Texts
from corpus.study.facts import load_facts
from exports.disclosure import Finding, check_disclosure
from exports.framework_matrix import write_framework_excel, write_framework_word
from exports.report.files import report_file
from exports.report.plan import ReportPlan
from exports.spreadsheet import write_csv, write_excel

FINDINGS_SHOWN = 200
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MADE, _FOUND = "study:export:made", "study:export:found"


@dataclass(frozen=True)
class _Export:
    """One kind of file. `write` makes it; `options` is what it depends on besides the study."""

    key: str
    name: str
    about: str
    making: str
    ending: str
    mime: str
    write: Callable[[], bytes | None]
    options: object = None


def show_exports() -> None:
    """The check, then one line a file: make it, then take it down. A file is made anew when the study changed."""
    _ = session.texts().gettext
    allowed = _show_check()
    st.divider()
    plan = choose_plan()
    show_preview(plan)
    for export in _reports(plan):
        _show_export(export, allowed=allowed)
    st.divider()
    st.markdown("**" + _("Data") + "**")
    for export in _data_files():
        _show_export(export, allowed=allowed)


def _show_check() -> bool:
    """What looks like personal data in the exports; whether a person let it pass."""
    texts = session.texts()
    _ = texts.gettext
    revision = session.study().revision()
    looked = st.button(_("Look for personal data"), key="export:check", icon=":material/privacy_tip:")
    if looked:
        with st.spinner(_("Looking for personal data …")):
            st.session_state[_FOUND] = (revision, check_disclosure(session.study()))
    at, found = st.session_state.get(_FOUND, (None, ()))
    if at != revision:
        st.caption(
            _("First have the study looked through for CPR numbers, phone numbers and e-mail addresses.")
            if at is None
            else _("The study has changed since it was looked through. Have it looked through again.")
        )
        return False
    if not found:
        st.markdown(":material/verified_user: " + _("No CPR number, phone number or e-mail address was found."))
        st.caption(_("Names, places and rare combinations are not looked for: read the files before you share them."))
        return True
    st.warning(
        texts.ngettext(
            "{count} place looks like personal data. Look at it before anything leaves this machine.",
            "{count} places look like personal data. Look at them before anything leaves this machine.",
            len(found),
        ).format(count=len(found)),
        icon=":material/privacy_tip:",
    )
    st.dataframe(_as_rows(found[:FINDINGS_SHOWN], texts), hide_index=True, row_height=28, key="export:found")
    return st.checkbox(
        _("I have looked at these places, and the files may be made with them in"), key=f"study:export:ok:{hash(found)}"
    )


def _as_rows(found: Sequence[Finding], texts: Texts) -> list[dict[str, str]]:
    _ = texts.gettext
    kinds = {"cpr": _("CPR number"), "phone": _("Phone number"), "email": _("E-mail address")}
    places = {
        "quote": _("Passage"),
        "memo": _("Memo"),
        "summary": _("Theme summary"),
        "framework": _("Framework matrix"),
        "document": _("Title of an interview"),
        "participant": _("Participant"),
        "codebook": _("Codebook"),
    }
    return [
        {
            _("What"): kinds[finding.kind],
            _("Words"): finding.words,
            _("In"): places[finding.place],
            _("Where"): finding.where,
        }
        for finding in found
    ]


def _reports(plan: ReportPlan) -> tuple[_Export, ...]:
    texts = session.texts()
    _ = texts.gettext

    def write(ending: str) -> bytes | None:
        report = made_report(plan)
        return None if report is None else report_file(report, texts, ending)

    options = (session.language(), plan)
    return (
        _Export(
            "word",
            _("Word report"),
            _("To go on writing in; looks through styles."),
            _("Make the Word report"),
            ".docx",
            _OFFICE + "wordprocessingml.document",
            lambda: write(".docx"),
            options,
        ),
        _Export(
            "html",
            _("Report as a web page"),
            _("One file that any browser shows, pictures in it."),
            _("Make the web page"),
            ".html",
            "text/html",
            lambda: write(".html"),
            options,
        ),
        _Export(
            "markdown",
            _("Report as Markdown"),
            _("Plain text with headings, for other programs."),
            _("Make the Markdown file"),
            ".md",
            "text/markdown",
            lambda: write(".md"),
            options,
        ),
    )


def _data_files() -> tuple[_Export, ...]:
    texts, language, study = session.texts(), session.language(), session.study()
    _ = texts.gettext
    return (
        _Export(
            "excel",
            _("Excel"),
            _("A row a coding, everything known of it in columns; codes by case, participant and group."),
            _("Make the Excel file"),
            ".xlsx",
            _OFFICE + "spreadsheetml.sheet",
            lambda: write_excel(study, texts),
            language,
        ),
        *_framework_exports(),
        _Export(
            "csv",
            _("CSV"),
            _("The rows of the Excel file as plain text, for other programs."),
            _("Make the CSV file"),
            ".csv",
            "text/csv",
            lambda: write_csv(study, texts, language=language),
            language,
        ),
        _Export(
            "codebook",
            _("Codebook"),
            _("The codes with their definitions, to use in another study (YAML)."),
            _("Make the codebook file"),
            ".yaml",
            "application/yaml",
            lambda: write_yaml(session.evidence().codebook).encode("utf-8"),
        ),
    )


def _framework_exports() -> tuple[_Export, ...]:
    """The framework matrix with the rows and themes that are chosen on its tab."""
    texts, language, study = session.texts(), session.language(), session.study()
    _ = texts.gettext
    matrix = chosen_matrix(session.evidence())
    chosen = (language, matrix.code_ids, tuple(row.key for row in matrix.rows))
    return (
        _Export(
            "framework_word",
            _("Framework matrix in Word"),
            _("The rows and themes chosen on its tab, on landscape pages, and the passages behind your words."),
            _("Make the Word table"),
            ".docx",
            _OFFICE + "wordprocessingml.document",
            lambda: write_framework_word(study, matrix, texts, language=language),
            chosen,
        ),
        _Export(
            "framework_excel",
            _("Framework matrix in Excel"),
            _("The same as a table, the passages by number on a sheet of their own."),
            _("Make the Excel table"),
            ".xlsx",
            _OFFICE + "spreadsheetml.sheet",
            lambda: write_framework_excel(study, matrix, texts, language=language),
            chosen,
        ),
    )


def _show_export(export: _Export, *, allowed: bool) -> None:
    _ = session.texts().gettext
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{export.name}**  \n:gray[{export.about}]", width="stretch")
        stamp = (session.study().revision(), export.options)
        made = st.session_state.get(_MADE, {})
        if st.button(export.making, key=f"make:{export.key}", disabled=not allowed):
            content = _make(export)
            if content is None:
                return
            made = st.session_state[_MADE] = {**made, export.key: (stamp, content)}
        known, content = made.get(export.key, (None, b""))
        if known == stamp and allowed:
            st.download_button(
                _("Download"),
                content,
                file_name=file_name(load_facts(session.study()).title, export.name, export.ending, date.today()),
                mime=export.mime,
                key=f"download:{export.key}",
                icon=":material/download:",
                type="primary",
                on_click="ignore",
            )


def _make(export: _Export) -> bytes | None:
    texts = session.texts()
    try:
        with st.spinner(texts.gettext("Making {file} …").format(file=escaped(export.name))):
            return export.write()
    except REFUSALS as refusal:
        st.error(escaped(in_words(refusal, texts)), icon=":material/error:")
        return None


def file_name(title: str, what: str, ending: str, day: date) -> str:
    """The study's title, what the file is, and the day, in a name that every system takes."""
    return f"{path_for(title, Path()).stem} - {what} {day.isoformat()}{ending}"
