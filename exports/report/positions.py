"""What a theme's passages hold by sub-code: what is spoken of most widely, by whom, and across groups."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from codebooks.values import Code
from coding.synthesis.across import Compared, Held, across_groups
from coding.synthesis.positions import Cell, find_positions
from coding.synthesis.values import Position
from exports.report.attribution import GROUP, listed
from exports.report.blocks import Block, Heading, Item, Quote, Span, Table, plain
from exports.report.material import Material

MOST_NAMED: Final = 6
"""So many informants at most are named; of more the number tells enough."""
MOST_OPPOSED: Final = 3
"""Pairs of quotes that pull in opposite directions, printed at most."""


class Positions:
    """Writes what is held of one theme; `theme` is a top code with sub-codes."""

    def __init__(self, material: Material, theme: Code) -> None:
        self.material = material
        self.theme = theme

    @cached_property
    def compared(self) -> Compared:
        """The theme in all groups."""
        return across_groups(self.material.evidence, self.theme.id)

    def across(self, level: int, title: str, section: str) -> Iterator[Block]:
        """A section: a row for each group, what several share, what one alone says, where they differ, and quotes.

        Nothing for a theme whose passages have no sub-code, or of which no two groups speak.
        """
        groups = [group for group in self.material.evidence.groups if group.id in self.compared.cells]
        speaking = [group for group in groups if self.compared.cells[group.id].positions]
        if len(speaking) < 2:
            return
        _ = self.material.texts.gettext
        yield Heading(level, title, key=section)
        rows = tuple((group.name, *held_words(self.material, self.compared.cells[group.id])) for group in speaking)
        header = (_("Group"), _("Most widely spoken of"), _("Spoken of by fewer"))
        caption = _("“{code}”: what is spoken of most widely in each group").format(code=self.theme.name)
        yield Table(caption, header, rows, (3, 6.5, 6.5))
        yield named_note(self.material)
        for line in self._agreements(len(groups)):
            yield Item((Span(line),))
        yield from self._opposed(section)

    def _agreements(self, groups: int) -> Iterator[str]:
        _ = self.material.texts.gettext
        shared, found = self.compared.agree, self.compared
        everywhere = [held for held in shared if len(held.by_group) == groups]
        several = [held for held in shared if len(held.by_group) < groups]
        if everywhere:
            yield _("Spoken of in all groups: {codes}.").format(codes=self._joined(map(self._name, everywhere)))
        if several:
            yield _("Spoken of in several groups: {codes}.").format(codes=self._joined(map(self._with_groups, several)))
        if found.alone:
            yield _("Spoken of in one group alone: {codes}.").format(
                codes=self._joined(map(self._with_groups, found.alone))
            )
        apart = dict.fromkeys(group_id for each in found.differ for group_id, _held in each.sides)
        if apart:
            views = [f"{self._group(each)}: {self._most(each)}" for each in apart]
            yield _("What is most widely spoken of differs: {views}.").format(views="; ".join(views))

    def _opposed(self, section: str) -> Iterator[Block]:
        """Two people's words for each pair that the researcher's own marks on the sub-codes set against each other."""
        _ = self.material.texts.gettext
        if self.compared.opposed:
            yield plain(_("In opposite directions:"), "note")
        for pair in self.compared.opposed[:MOST_OPPOSED]:
            for pull, (_group, position), said in (
                (_("hinders"), pair.hinders, pair.hinders_quote),
                (_("supports"), pair.supports, pair.supports_quote),
            ):
                name = self.material.evidence.codebook.code(position.code_id).name
                label = f"{self.material.attribution.name(said.voice)}; {name}, {pull}"
                yield Quote(((Span(said.words),),), label, section, section)

    def _name(self, held: Held) -> str:
        return self._quoted(self.material.evidence.codebook.code(held.code_id).name)

    def _quoted(self, name: str) -> str:
        return self.material.texts.gettext("“{name}”").format(name=name)

    def _with_groups(self, held: Held) -> str:
        return f"{self._name(held)} ({', '.join(map(self._group, held.by_group))})"

    def _group(self, group_id: str) -> str:
        return next(group.name for group in self.material.evidence.groups if group.id == group_id)

    def _most(self, group_id: str) -> str:
        book = self.material.evidence.codebook
        names = [book.code(one.code_id).name for one in self.compared.cells[group_id].dominant]
        return ", ".join(map(self._quoted, names))

    @staticmethod
    def _joined(names: Iterator[str]) -> str:
        return ", ".join(names)


def held_by_group(material: Material, themes: Sequence[Code], group_id: str, name: str) -> Iterator[Block]:
    """A table of one group: for each theme with sub-codes what is most widely spoken of, what by fewer, and by whom."""
    _ = material.texts.gettext
    cells = [(theme, find_positions(material.evidence, theme.id, group_id)) for theme in themes]
    rows = tuple((theme.name, *held_words(material, cell)) for theme, cell in cells if cell.positions)
    if rows:
        caption = _("{group}: what is spoken of most widely").format(group=name)
        yield Table(caption, (_("Theme"), _("Most widely spoken of"), _("Spoken of by fewer")), rows, (3, 6.5, 6.5))
        yield named_note(material)


def named_note(material: Material) -> Block:
    """What the words in such a table mean."""
    return plain(
        material.texts.gettext(
            "Most widely: the sub-codes that more informants speak of than of any other, at least two. Where not all "
            "of the group do, those who do are named, up to {count}. What they say stands under each sub-code."
        ).format(count=MOST_NAMED),
        "note",
    )


def held_words(material: Material, cell: Cell) -> tuple[str, str]:
    """What is most widely spoken of in a group, and what by fewer, a line for each sub-code."""
    most, fewer = (
        "\n".join(_position(material, position) for position in held) or "–" for held in (cell.dominant, cell.nuances)
    )
    return most, fewer


def _position(material: Material, position: Position) -> str:
    name = material.evidence.codebook.code(position.code_id).name
    count = position.count
    share = material.texts.gettext("{informants} of {asked}").format(informants=count.informants, asked=count.asked)
    names = _who(material, position) if count.informants < count.asked and count.informants <= MOST_NAMED else ""
    return f"{name} ({share}: {names})" if names else f"{name} ({share})"


def _who(material: Material, position: Position) -> str:
    """The holders of a position by the scheme of their group, each name once; empty where it only names the group."""
    holders = {statement.voice.id: statement.voice for statement in position.statements}
    people = [person for person in material.evidence.asked if person.id in holders]
    if all(set(material.attribution.scheme(person)) == {GROUP} for person in people):
        return ""
    return listed(material.attribution.names(people), material.language)
