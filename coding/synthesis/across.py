"""A code across groups: positions that several hold, those of one alone, and where most hold different ones."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coding.evidence import Evidence
from coding.synthesis.positions import Cell, Encode, find_positions
from coding.synthesis.statements import Statement
from coding.synthesis.values import Position


@dataclass(frozen=True)
class Held:
    """One position with those who hold it, by group id in the study's order."""

    code_id: str
    by_group: Mapping[str, Position]


@dataclass(frozen=True)
class Apart:
    """Two groups whose dominant views are different positions: the group ids and what each holds."""

    one: str
    other: str
    held: Position
    other_held: Position

    @property
    def sides(self) -> tuple[tuple[str, Position], tuple[str, Position]]:
        """Each group id with what it holds."""
        return (self.one, self.held), (self.other, self.other_held)


@dataclass(frozen=True)
class Opposed:
    """One position that hinders and one that supports, as the researcher set it on the sub-codes, each with a group.

    They may be of one group. `hinders_quote` and `supports_quote` are words of two different people, to read side by
    side.
    """

    hinders: tuple[str, Position]
    supports: tuple[str, Position]
    hinders_quote: Statement
    supports_quote: Statement


@dataclass(frozen=True)
class Compared:
    """A code in all groups: `agree` held in two groups or more, `alone` in one, `differ` where dominant views do.

    `opposed` are pairs of quotes that pull in opposite directions, the most widely held first, nobody quoted twice
    before everybody once. `silent` are groups that were asked and have no passage of the code. Nothing is said of
    groups nobody interviewed.
    """

    cells: Mapping[str, Cell]
    agree: tuple[Held, ...]
    alone: tuple[Held, ...]
    differ: tuple[Apart, ...]
    silent: tuple[str, ...]
    opposed: tuple[Opposed, ...] = ()


def across_groups(evidence: Evidence, code_id: str, encode: Encode | None = None) -> Compared:
    """Compare what the groups hold about a code, by its sub-codes. One group alone can neither agree nor differ."""
    cells = {
        group.id: find_positions(evidence, code_id, group.id, encode) for group in evidence.columns if group is not None
    }
    held: dict[str, dict[str, Position]] = {}
    for group_id, cell in cells.items():
        for position in cell.positions:
            held.setdefault(position.code_id, {})[group_id] = position
    order = {code.id: at for at, code in enumerate(evidence.codebook.codes)}
    every = [Held(code, held[code]) for code in sorted(held, key=order.__getitem__)]
    speaking = [group_id for group_id, cell in cells.items() if cell.count.informants]
    return Compared(
        cells,
        tuple(one for one in every if len(one.by_group) > 1),
        tuple(one for one in every if len(one.by_group) == 1) if len(speaking) > 1 else (),
        tuple(_apart(cells)),
        tuple(group_id for group_id in cells if group_id not in speaking),
        tuple(_opposed(evidence, cells)),
    )


def _opposed(evidence: Evidence, cells: Mapping[str, Cell]) -> Iterator[Opposed]:
    sides: dict[str, list[tuple[str, Position]]] = {"hinders": [], "supports": []}
    for group_id, cell in cells.items():
        for position in cell.positions:
            pull = evidence.codebook.code(position.code_id).valence
            if pull in sides:
                sides[pull].append((group_id, position))
    for side in sides.values():
        side.sort(key=lambda each: -each[1].count.informants)
    quoted: Counter[str] = Counter()
    for number in range(max(len(side) for side in sides.values())):
        if not all(sides.values()):
            return
        hinders, supports = (side[min(number, len(side) - 1)] for side in sides.values())
        one = _least_quoted(hinders[1].statements, quoted, None)
        other = _least_quoted(supports[1].statements, quoted, one)
        if one is not None and other is not None:
            quoted.update((one.voice.id, other.voice.id))
            yield Opposed(hinders, supports, one, other)


def _least_quoted(statements: Sequence[Statement], quoted: Counter[str], but: Statement | None) -> Statement | None:
    free = [each for each in statements if but is None or each.voice.id != but.voice.id]
    return min(free, key=lambda each: quoted[each.voice.id], default=None)


def _apart(cells: Mapping[str, Cell]) -> list[Apart]:
    with_view = [group_id for group_id, cell in cells.items() if cell.dominant]
    found = []
    for at, one in enumerate(with_view):
        for other in with_view[at + 1 :]:
            views, others = cells[one].dominant, cells[other].dominant
            if not {view.code_id for view in views} & {view.code_id for view in others}:
                found.append(Apart(one, other, views[0], others[0]))
    return found
