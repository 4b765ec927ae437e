"""The study's codings for a spreadsheet: an Excel workbook with tables, or one CSV file.

Words are never run as formulas: Excel cells are written as text, CSV cells pass `exports.formula_guard`.
"""

import csv
import io
from collections.abc import Iterable

from coding.evidence import Evidence
from coding.guide_coverage import GuideCoverage, load_coverage
from corpus.documents import list_documents
from corpus.language import Language, Texts
from corpus.overview import AboutStudy, about_study
from corpus.study import Study
from exports.characters import writable
from exports.code_tables import (
    CodeTable,
    code_by_case,
    code_by_group_numbers,
    code_by_participant,
    present,
    silence_by,
)
from exports.coding_rows import CodingList, list_coding_rows
from exports.disclosure.masking import exported_evidence, load_masks
from exports.formula_guard import guard
from exports.indicator_sheets import add_indicator_sheets
from exports.workbook import SheetWriter, new_workbook, sheet_name

_DELIMITERS: dict[Language, str] = {"da": ";", "en": ","}
_NARROW, _PATH_WIDTH = 12, 28


def write_excel(study: Study, texts: Texts) -> bytes:
    """An .xlsx workbook: coded excerpts, codes by case, by participant and by group, and what the sheets mean.

    A passage longer than a cell holds is cut with a mark; `write_csv` has it whole.
    """
    _ = texts.gettext
    evidence = exported_evidence(study)
    guide = load_coverage(study, evidence)
    silence = silence_by(guide, texts)
    by_case, by_participant = code_by_case(evidence, silence), code_by_participant(evidence, silence)
    buffer = io.BytesIO()
    with new_workbook(buffer) as book:
        workbook = _Workbook(book, texts)
        workbook.add_codings(list_coding_rows(evidence, list_documents(study), texts))
        if by_case.headings:
            workbook.add_table(_("Code x case, passages"), by_case)
            workbook.add_table(_("Code x case, 0-1"), present(by_case))
        else:
            workbook.add_table(_("Code x participant, passages"), by_participant)
        workbook.add_table(_("Code x participant, 0-1"), present(by_participant))
        workbook.add_table(_("Code x group"), code_by_group_numbers(evidence, texts, silence, why=guide is not None))
        if guide is not None:
            workbook.add_questions(guide)
        about = about_study(study)
        add_indicator_sheets(workbook, study, evidence, load_masks(study), about.language)
        workbook.add_notes(about, evidence)
    return buffer.getvalue()


def write_csv(study: Study, texts: Texts, *, language: Language | None = None) -> bytes:
    """The coded excerpts as CSV that Excel opens rightly: UTF-8 with BOM, CRLF between rows.

    The delimiter is a semicolon in Danish and a comma in English (`language`; the study's own where not given), as
    Excel expects in those languages. Each text has passed `guard`; `unguard` gives it back.
    """
    listed = list_coding_rows(exported_evidence(study), list_documents(study), texts)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=_DELIMITERS[language or about_study(study).language])
    writer.writerow(guard(column.heading) for column in listed.columns)
    writer.writerows([guard(value) if isinstance(value, str) else value for value in row] for row in listed.rows)
    return buffer.getvalue().encode("utf-8-sig")


class _Workbook(SheetWriter):
    """Writes the sheets of a study's codings."""

    def add_codings(self, listed: CodingList) -> None:
        """The list of coded excerpts."""
        sheet = self.sheet(self.texts.gettext("Coded excerpts"), [c.heading for c in listed.columns])
        for place, column in enumerate(listed.columns):
            sheet.set_column(place, place, column.width)
        for number, row in enumerate(listed.rows, start=1):
            self.write(sheet, number, row)
        self.finish(sheet, len(listed.rows), len(listed.columns), frozen_columns=1)

    def add_table(self, name: str, table: CodeTable) -> None:
        """Codes down, units across; each level of the code path in a column of its own."""
        depth = max((len(path) for path, _ in table.rows), default=1)
        levels = [self.texts.gettext("Code {level}").format(level=level) for level in range(1, depth + 1)]
        sheet = self.sheet(name, [*levels, *table.headings])
        sheet.set_column(0, depth - 1, _PATH_WIDTH)
        if table.headings:
            sheet.set_column(depth, depth + len(table.headings) - 1, _NARROW)
        for number, (path, numbers) in enumerate(table.rows, start=1):
            self.write(sheet, number, (*path, *("" for _ in range(depth - len(path))), *numbers))
        self.finish(sheet, len(table.rows), depth + len(table.headings), frozen_columns=depth)

    def add_questions(self, guide: GuideCoverage) -> None:
        """The questions of the interview guides: how many of each group were asked, of how many, and not known of."""
        _ = self.texts.gettext
        headings = [_("Topic"), _("Question")]
        for group in guide.evidence.columns:
            name = group.name if group else _("Without group")
            headings += [
                _("{group}: asked").format(group=name),
                _("{group}: of interviewed").format(group=name),
                _("{group}: not known").format(group=name),
            ]
        sheet = self.sheet(_("Questions x groups"), headings)
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, 60)
        if len(headings) > 2:
            sheet.set_column(2, len(headings) - 1, _NARROW)
        table = guide.table()
        for number, (question, cells) in enumerate(table, start=1):
            numbers = [each for cell in cells for each in (cell.asked, cell.informants, cell.unknown)]
            self.write(sheet, number, (question.topic, question.text, *numbers))
        self.finish(sheet, len(table), len(headings), frozen_columns=2)

    def add_notes(self, about: AboutStudy, evidence: Evidence) -> None:
        """What the sheets hold and how their numbers are meant."""
        _ = self.texts.gettext
        sheet = self.book.add_worksheet(sheet_name(_("About")))
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, writable(about.title), self.title)
        for number, line in enumerate(_notes(about, evidence, self.texts), start=2):
            sheet.write_string(number, 0, line, self.wrapped)


def _notes(about: AboutStudy, evidence: Evidence, texts: Texts) -> Iterable[str]:
    _ = texts.gettext
    if about.made_up:
        yield _("Everything in this study is made up: persons, places and words.")
    yield _("Labels stand for persons. That pseudonymises; it does not make anybody anonymous. This is personal data.")
    yield _("Coded excerpts: one row for each coding. A passage with two codes has two rows.")
    yield _("Start and end count characters (Unicode code points) in the interview's text; the turn is counted from 1.")
    yield _(
        "Suggestions shown: whether the coder could see suggestions where the passage was coded. Empty: not known, as "
        "for what was imported or coded with an earlier Citat."
    )
    yield _(
        "In the other sheets a code counts what is coded with it or with a code below it, and a case counts the cases "
        "within it. So rows and columns cannot be added up."
    )
    yield _("Passages are different stretches of text, however many coders coded them.")
    yield _("0-1: 1 where there is at least one passage, 0 where there is none.")
    yield _(
        "“Not asked” and “not said” stand in place of 0 where the interview guide tells; 0 where it does not. They are "
        "words, and count as nothing in a sum."
    )
    yield _("Code x group: informants are persons who speak in a coded passage, out of those interviewed in the group.")
    yield _("Numbers from outside: an empty number is missing and says so in the column beside it; it is never a zero.")
    yield _("State of the study: revision {revision}.").format(revision=evidence.revision)
