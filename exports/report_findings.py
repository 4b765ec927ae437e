"""The chapters of a report: a top code each, its codes with evidence, and in them what each group says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from babel.dates import format_date

from codebooks.values import PATH_SEPARATOR, Code
from coding.evidence import Evidence, Excerpt
from coding.matrix import Cell, Row, cell_excerpts, code_by_group
from coding.summaries import Summary, chosen_quotes, count_sentence, is_out_of_date
from corpus.language import Texts
from corpus.participants import Group
from exports import word_styles as look
from exports.quote_labels import quote_label
from exports.theme_summaries import group_name
from exports.word_writer import WordWriter, add_text
from exports.words import locale_of, role_word

Passage = tuple[str, int, int]


@dataclass
class Findings:
    """Writes the chapters of one report. Remembers where each passage was quoted."""

    writer: WordWriter
    evidence: Evidence
    not_interviewed: Sequence[Group]
    summaries: Mapping[tuple[str, str], Summary]
    quotes: int
    with_case: bool
    _quoted: dict[Passage, str] = field(default_factory=dict)

    def write(self) -> None:
        """A chapter for every top code in use, in the codebook's order."""
        rows = {row.code_id: row for row in code_by_group(self.evidence)}
        for code in self.evidence.codebook.children(None):
            if not code.retired:
                self._write_chapter(code, rows)

    @cached_property
    def _coded(self) -> frozenset[str]:
        return frozenset(excerpt.coding.code_id for excerpt in self.evidence.excerpts)

    def _write_chapter(self, top: Code, rows: Mapping[str, Row]) -> None:
        book, _ = self.evidence.codebook, self.writer.texts.gettext
        number = self.writer.heading(1, top.name)
        if top.definition:
            self.writer.run_in(_("What the chapter is about."), top.definition)
        codes = [top, *(code for code in book.descendants(top.id) if not code.retired)]
        if not any(cell.passages for cell in rows[top.id].cells):
            self.writer.paragraph(_("No passage is coded “{code}”.").format(code=top.name), look.COUNT_SENTENCE)
            return
        self._write_table(top, [rows[code.id] for code in codes])
        for code in codes:
            if self._has_something(rows[code.id]):
                self._write_code(code, rows[code.id], number, alone=len(codes) == 1)

    def _write_table(self, top: Code, rows: Sequence[Row]) -> None:
        _ = self.writer.texts.gettext
        silent = [group.name for group in self.not_interviewed if group.key != "other"]
        columns = [group_name(group, self.writer.texts) for group in self.evidence.columns]
        share = _("{informants} of {asked}")
        body = [
            [
                "\u2003" * row.level + row.path[-1],
                *(share.format(informants=cell.informants, asked=cell.asked) for cell in row.cells),
                *(_("not interviewed") for _group in silent),
            ]
            for row in rows
        ]
        width = 11 / (len(columns) + len(silent))
        caption = _("Informants who speak of “{code}”, of those interviewed in each group").format(code=top.name)
        header = [_("Code"), *columns, *silent]
        self.writer.table(caption, header, body, [5, *(width for _column in header[1:])], total=False)
        self.writer.paragraph(
            _("Persons, not passages. A code counts what is coded with it or with a code below it."), look.NOTE
        )

    def _has_something(self, row: Row) -> bool:
        """Passages coded with this very code, or a summary of it: a code with only sub-codes needs no section."""
        return row.code_id in self._coded or any(self._summary(cell) is not None for cell in row.cells)

    def _write_code(self, code: Code, row: Row, chapter: str, *, alone: bool) -> None:
        _ = self.writer.texts.gettext
        place, level = chapter, 2
        if not alone:
            below_top = PATH_SEPARATOR.join(row.path[1:])
            place = self.writer.heading(2, below_top or _("{code} as a whole").format(code=code.name))
            level = 3
            if below_top and code.definition:
                self.writer.paragraph(code.definition)
        printed: set[Passage] = set()
        for cell in row.cells:
            if self._has_own(cell):
                self.writer.heading(level, group_name(cell.group, self.writer.texts), numbered=level == 2)
                self._write_cell(code, cell, place, printed)
        silent = [cell for cell in row.cells if not cell.passages and self._summary(cell) is None]
        if silent:
            self.writer.heading(level, _("Groups without passages"), numbered=level == 2)
        for cell in silent:
            self.writer.paragraph(self._count(cell, code), look.COUNT_SENTENCE)

    def _has_own(self, cell: Cell) -> bool:
        """A group whose passages all have sub-codes is read there; its number stands in the chapter's table."""
        if self._summary(cell) is not None or self._stored(cell).evidence:
            return True
        found = cell_excerpts(self.evidence, cell.code_id, cell.group.id if cell.group else None)
        return any(excerpt.coding.code_id == cell.code_id for excerpt in found)

    def _write_cell(self, code: Code, cell: Cell, place: str, printed: set[Passage]) -> None:
        group_id = cell.group.id if cell.group else None
        found = cell_excerpts(self.evidence, code.id, group_id)
        summary = self._summary(cell)
        self.writer.paragraph(self._count(cell, code), look.COUNT_SENTENCE)
        self._write_summary(summary)
        for excerpt in self._choose(code, self._stored(cell), found, printed):
            printed.add(excerpt.passage)
            self._write_quote(excerpt, place)

    def _write_summary(self, summary: Summary | None) -> None:
        _ = self.writer.texts.gettext
        if summary is None:
            nothing = self.writer.paragraph(_("No summary has been written yet."), look.NOTE)
            nothing.paragraph_format.keep_with_next = True
            return
        if is_out_of_date(summary, self.evidence):
            day = format_date(_day(summary.changed), format="long", locale=locale_of(self.writer.language))
            notice = _("Written on {day}. Codings have changed since: read the summary again.").format(day=day)
            self.writer.paragraph(notice, look.NOTICE)
        self.writer.run_in(_("Dominant view."), summary.dominant)
        self.writer.run_in(_("Nuances."), summary.nuances)
        if summary.counter_voices.strip():
            self.writer.run_in(_("Counter-voices."), summary.counter_voices)
        elif summary.counter_looked_for:
            self.writer.run_in(_("Counter-voices."), _("Looked for; none found."))
        else:
            self.writer.run_in(_("Counter-voices."), _("Nothing is written about them."))

    def _choose(
        self, code: Code, wanted: Summary, found: Sequence[Excerpt], printed: set[Passage]
    ) -> tuple[Excerpt, ...]:
        """The researcher's quotes; else some of this very code, its sub-codes having sections of their own.

        Nothing that this section has printed already, and no passage twice because two coders coded it.
        """
        fresh = [x for x in found if x.passage not in printed]
        if not set(wanted.evidence) & {x.coding.id for x in found}:
            wanted = replace(wanted, evidence=())
            fresh = [x for x in fresh if x.coding.code_id == code.id]
        chosen = chosen_quotes(wanted, fresh, self.quotes) if fresh else ()
        return tuple({x.passage: x for x in reversed(chosen)}.values())[::-1]

    def _write_quote(self, excerpt: Excerpt, place: str) -> None:
        label = quote_label(excerpt, self.writer.texts, self.writer.language, with_case=self.with_case)
        elsewhere = self._quoted.setdefault(excerpt.passage, place)
        if elsewhere != place:
            label += self.writer.texts.gettext("; also quoted in {section}").format(section=elsewhere)
        lines = list(_spoken_lines(excerpt, self.writer.texts))
        for number, line in enumerate(lines):
            paragraph = self.writer.paragraph("", "Quote")
            last = number == len(lines) - 1
            paragraph.paragraph_format.keep_together = True
            if not last:
                paragraph.paragraph_format.keep_with_next = True
                paragraph.paragraph_format.space_after = 0
            if line.speaker:
                add_text(paragraph, f"{line.speaker}: ", look.MUTED)
            add_text(paragraph, line.words, None if line.own else look.MUTED)
            if last:
                add_text(paragraph, f" ({label})", look.MUTED)

    def _summary(self, cell: Cell) -> Summary | None:
        """What is written; quotes may be chosen before that."""
        stored = self._stored(cell)
        return None if stored.empty else stored

    def _stored(self, cell: Cell) -> Summary:
        group_id = cell.group.id if cell.group else ""
        return self.summaries.get((cell.code_id, group_id)) or Summary(cell.code_id, group_id)

    def _count(self, cell: Cell, code: Code) -> str:
        return count_sentence(cell, code.name, group_name(cell.group, self.writer.texts), self.writer.texts)


@dataclass(frozen=True)
class _Line:
    speaker: str
    words: str
    own: bool


def _spoken_lines(excerpt: Excerpt, texts: Texts) -> Iterator[_Line]:
    """The passage speaker by speaker, verbatim; who speaks is only said where there are several."""
    labels = {voice.label for voice in excerpt.voices}
    several = len({(part.speaker, part.role) for part in excerpt.parts}) > 1
    for part, words in excerpt.said:
        own = part.speaker in labels
        speaker = part.speaker if own else role_word(part.role, texts)
        yield _Line(speaker if several else "", words, own)


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()
