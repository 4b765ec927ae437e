"""The chapters of a report: one for each theme with what every group says of it, or one for each group."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from codebooks.values import PATH_SEPARATOR, Code
from coding.codings import Passage
from coding.matrix import Cell, Row
from corpus.participants import Group
from exports.report.asked import silence_in_table
from exports.report.beside_themes import linked_to, numbers_beside
from exports.report.blocks import Block, Box, Heading, Item, Paragraph, Span, Table, plain, written
from exports.report.cells import Cells
from exports.report.limits import Limit, limits_of
from exports.report.material import Material
from exports.report.positions import Positions, held_by_group
from exports.theme_summaries import group_name

_INDENT = "\u2003"


class Chapters:
    """Writes the chapters of one report; `cells` counts what was quoted."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.cells = Cells(material)
        self._limits = limits_of(material)

    def blocks(self) -> Iterator[Block]:
        """All chapters, in the order of the codebook or of the groups."""
        for _key, blocks in self.by_chapter():
            yield from blocks

    def by_chapter(self) -> Iterator[tuple[str, Iterator[Block]]]:
        """The chapters one by one with their title, so that a caller can tell how far it has come."""
        if self.material.plan.chapters_by == "group":
            for place, group in enumerate(self.material.evidence.columns):
                yield group_name(group, self.material.texts), self._group_chapter(place, group)
            yield self.material.texts.gettext("Across the groups"), self._across_chapter()
        else:
            for top in self.material.tops:
                yield top.name, self._theme_chapter(top)

    @cached_property
    def _coded(self) -> frozenset[str]:
        return frozenset(excerpt.coding.code_id for excerpt in self.material.evidence.excerpts)

    def _theme_chapter(self, top: Code) -> Iterator[Block]:
        _, rows = self.material.texts.gettext, self.material.rows
        codes = self._with_sub_codes(top)
        shown = [code for code in codes if self._has_something(rows[code.id])]
        own_texts = self.material.written("guidepost", top.id) + self.material.written("box", top.id)
        links = linked_to(self.material, codes)
        if self.material.plan.only_written and not shown and not own_texts and not links:
            return
        yield Heading(1, top.name, key=top.id)
        yield from written(top.definition, _("What the chapter is about."))
        yield from self._guideposts(top)
        if any(cell.passages for cell in rows[top.id].cells):
            yield from self._limits_read_along(
                [limit for limit in self._limits if limit.is_about([top.id], _heard(rows[top.id]))]
            )
            yield from self._table(top, [rows[code.id] for code in codes])
            yield from self._without_summary([cell for code in shown for cell in rows[code.id].cells])
            for code in shown:
                yield from self._code(code, rows[code.id], top.id, alone=len(codes) == 1)
            yield from Positions(self.material, top).across(2, _("Across the groups"), f"across {top.id}")
        else:
            yield plain(_("No passage is coded “{code}”.").format(code=top.name), "count")
        yield from numbers_beside(self.material, links)
        yield from self._boxes(top)

    def _group_chapter(self, place: int, group: Group | None) -> Iterator[Block]:
        _ = self.material.texts.gettext
        name, key = group_name(group, self.material.texts), group.id if group else ""
        codes = [code for top in self.material.tops for code in self._with_sub_codes(top)]
        shown = [code for code in codes if self.cells.has_own(self.material.rows[code.id].cells[place])]
        links = linked_to(self.material, codes, key)
        if self.material.plan.only_written and not shown and not links:
            return
        yield Heading(1, name, key=key)
        tops = list(dict.fromkeys(self.material.evidence.codebook.top(code.id).id for code in codes))
        yield from self._limits_read_along([x for x in self._limits if x.is_about(tops, [key])])
        yield from self._group_table(place, name, codes)
        if group is not None:
            yield from held_by_group(self.material, self.material.tops, group.id, name)
        yield from self._without_summary([self.material.rows[code.id].cells[place] for code in shown])
        begun: set[str] = set()
        for code in shown:
            top = self.material.evidence.codebook.top(code.id)
            row = self.material.rows[code.id]
            section = f"{key} {code.id}"
            yield Heading(2, PATH_SEPARATOR.join(row.path), key=section)
            if top.id not in begun:
                begun.add(top.id)
                yield from self._guideposts(top)
            yield from self.cells.blocks(code, row.cells[place], section, set())
        yield from numbers_beside(self.material, links)

    def _across_chapter(self) -> Iterator[Block]:
        """After the groups, theme by theme what they share and where they differ."""
        sections = [
            block
            for top in self.material.tops
            for block in Positions(self.material, top).across(2, top.name, f"across {top.id}")
        ]
        if sections:
            yield Heading(1, self.material.texts.gettext("Across the groups"))
            yield from sections

    def _with_sub_codes(self, top: Code) -> list[Code]:
        below = self.material.evidence.codebook.descendants(top.id)
        return [top, *(code for code in below if not code.retired)]

    def _has_something(self, row: Row) -> bool:
        """Passages coded with this very code, or words on it: a code with only sub-codes needs no section."""
        if any(not self.material.stored(cell).empty for cell in row.cells):
            return True
        if self.material.plan.only_written:
            return any(self.material.has_words(cell) for cell in row.cells)
        return row.code_id in self._coded

    def _code(self, code: Code, row: Row, chapter: str, *, alone: bool) -> Iterator[Block]:
        _ = self.material.texts.gettext
        section, level = chapter, 2
        if not alone:
            below_top = PATH_SEPARATOR.join(row.path[1:])
            section, level = f"section {code.id}", 3
            yield Heading(2, below_top or _("{code} as a whole").format(code=code.name), key=section)
            if below_top and code.definition:
                yield plain(code.definition)
        printed: set[Passage] = set()
        for cell in row.cells:
            if self.cells.has_own(cell):
                yield Heading(level, self.material.group_name(cell))
                yield from self.cells.blocks(code, cell, section, printed)
        silent = [cell for cell in row.cells if not cell.passages and self.material.stored(cell).empty]
        if silent and not self.material.plan.only_written:
            yield Heading(level, _("Groups without passages"))
            for cell in silent:
                yield self.cells.count(cell, code)

    def _without_summary(self, cells: Sequence[Cell]) -> Iterator[Block]:
        """Said once for a chapter: of how many themes in a group nobody has written."""
        printed = [cell for cell in cells if self.cells.has_own(cell)]
        without = sum(self.material.stored(cell).empty for cell in printed)
        if without:
            sentence = self.material.texts.ngettext(
                "{count} of the {all} themes in a group below has no summary yet; its quotes stand alone.",
                "{count} of the {all} themes in a group below have no summary yet; their quotes stand alone.",
                without,
            )
            yield plain(sentence.format(count=without, all=len(printed)), "note")

    def _table(self, top: Code, rows: Sequence[Row]) -> Iterator[Block]:
        _ = self.material.texts.gettext
        silent = [group.name for group in self.material.overview.not_interviewed if group.key != "other"]
        share = _("{informants} of {asked}")
        body = tuple(
            (
                _INDENT * row.level + row.path[-1],
                *(
                    share.format(informants=cell.informants, asked=cell.asked) + silence_in_table(self.material, cell)
                    for cell in row.cells
                ),
                *(_("not interviewed") for _group in silent),
            )
            for row in rows
        )
        columns = [group_name(group, self.material.texts) for group in self.material.evidence.columns]
        header = (_("Code"), *columns, *silent)
        caption = _("Informants who speak of “{code}”, of those interviewed in each group").format(code=top.name)
        yield Table(caption, header, body, (5, *(11 / (len(header) - 1) for _column in header[1:])))
        yield plain(_("Persons, not passages. A code counts what is coded with it or with a code below it."), "note")

    def _group_table(self, place: int, name: str, codes: Sequence[Code]) -> Iterator[Block]:
        _ = self.material.texts.gettext
        cells = [(self.material.rows[code.id], self.material.rows[code.id].cells[place]) for code in codes]
        body = tuple(
            (
                _INDENT * row.level + row.path[-1],
                _("{informants} of {asked}").format(informants=cell.informants, asked=cell.asked),
                str(cell.interviews),
                str(cell.passages),
            )
            for row, cell in cells
            if cell.passages
        )
        if not body:
            yield plain(_("Nothing is coded in this group yet."), "count")
            return
        caption = _("What is spoken of in the group {group}").format(group=name)
        yield Table(caption, (_("Code"), _("Informants"), _("Interviews"), _("Passages")), body, (7, 3, 3, 3))
        yield plain(_("Persons, not passages. A code counts what is coded with it or with a code below it."), "note")

    def _guideposts(self, top: Code) -> Iterator[Block]:
        if self.material.plan.guideposts:
            for text in self.material.written("guidepost", top.id):
                yield Box(self.material.texts.gettext("Guideposts"), _box_lines(text.text))

    def _boxes(self, top: Code) -> Iterator[Block]:
        if self.material.plan.boxes:
            for text in self.material.written("box", top.id):
                yield Box(text.title, _box_lines(text.text))

    def _limits_read_along(self, limits: Sequence[Limit]) -> Iterator[Block]:
        if limits:
            lead = self.material.texts.gettext("Limits of what this chapter rests on.")
            yield Paragraph((Span(f"{lead} ", "run-in"), Span(" ".join(limit.text for limit in limits))), "note")


def _box_lines(text: str) -> tuple[tuple[Span, ...], ...]:
    return tuple((Span("• "), *line.spans) if isinstance(line, Item) else line.spans for line in written(text))


def _heard(row: Row) -> list[str]:
    """The groups whose words a chapter rests on."""
    return [cell.group.id for cell in row.cells if cell.group and cell.passages]


def shown_cells(material: Material) -> tuple[int, int]:
    """How many cells with passages the researcher has written on, and how many there are."""
    cells: list[Cell] = [cell for row in material.rows.values() for cell in row.cells if cell.passages]
    return sum(material.has_words(cell) for cell in cells), len(cells)
