"""Word, Excel, CSV and the codebook, made when asked for and after a look at personal data in them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from app import session
from app.disclosure_view import show_disclosure
from app.framework_choice import chosen_matrix
from app.plain_text import escaped
from app.report_view import choose_plan, made_report, show_preview
from app.study_files import path_for
from app.translation import REFUSALS, in_words
from codebooks.yaml_format import write_yaml
from corpus.study.facts import load_facts
from exports.framework_matrix import write_framework_excel, write_framework_word
from exports.report.files import report_file
from exports.report.plan import ReportPlan
from exports.report.plan_kept import load_template
from exports.spreadsheet import write_csv, write_excel

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MADE = "study:export:made"


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
    allowed = show_disclosure()
    st.divider()
    plan = choose_plan()
    show_preview(plan)
    for export in _reports(plan):
        _show_export(export, allowed=allowed)
    st.divider()
    st.markdown("**" + _("Data") + "**")
    for export in _data_files():
        _show_export(export, allowed=allowed)


def _reports(plan: ReportPlan) -> tuple[_Export, ...]:
    texts = session.texts()
    _ = texts.gettext

    template = load_template(session.study())

    def write(ending: str) -> bytes | None:
        report = made_report(plan)
        return None if report is None else report_file(report, texts, ending, template)

    options = (session.language(), plan, template)
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
