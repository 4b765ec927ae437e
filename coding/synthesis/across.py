"""A code across groups: positions that several hold, those of one alone, and where most hold different ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from coding.evidence import Evidence
from coding.synthesis.positions import Cell, Encode, find_positions
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
class Compared:
    """A code in all groups: `agree` held in two groups or more, `alone` in one, `differ` where dominant views do.

    `silent` are groups that were asked and have no passage of the code. Nothing is said of groups nobody interviewed.
    """

    cells: Mapping[str, Cell]
    agree: tuple[Held, ...]
    alone: tuple[Held, ...]
    differ: tuple[Apart, ...]
    silent: tuple[str, ...]


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
    )


def _apart(cells: Mapping[str, Cell]) -> list[Apart]:
    with_view = [group_id for group_id, cell in cells.items() if cell.dominant]
    found = []
    for at, one in enumerate(with_view):
        for other in with_view[at + 1 :]:
            views, others = cells[one].dominant, cells[other].dominant
            if not {view.code_id for view in views} & {view.code_id for view in others}:
                found.append(Apart(one, other, views[0], others[0]))
    return found
