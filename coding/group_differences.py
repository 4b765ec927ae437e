"""How far groups are apart on each code: of those interviewed and asked, the largest share less the smallest."""

from collections.abc import Iterable
from dataclasses import dataclass

from coding.evidence import Evidence
from coding.guide_coverage import GuideCoverage, Known
from coding.matrix import Cell, Row, code_by_group, spread


@dataclass(frozen=True)
class GroupShare:
    """One code in one group; `why` tells of a cell without passages whether it was not asked or not said."""

    cell: Cell
    why: Known = ""

    @property
    def share(self) -> float | None:
        """Informants of those interviewed, 0 to 1; None where nobody was interviewed or nobody was asked."""
        return None if not self.cell.asked or self.why == "not asked" else self.cell.informants / self.cell.asked


@dataclass(frozen=True)
class Difference:
    """One code with its groups, and how far they are apart: 0 to 1, 0 where fewer than two groups can be compared."""

    row: Row
    groups: tuple[GroupShare, ...]

    @property
    def apart(self) -> float:
        """The largest share less the smallest."""
        return spread([group.share for group in self.groups if group.share is not None])


def group_differences(evidence: Evidence, guide: GuideCoverage | None = None) -> tuple[Difference, ...]:
    """Every code that somebody speaks of, those farthest apart first, then in the codebook's order.

    The numbers are those of `code_by_group`. With a guide, a group that was not asked is no group with nobody: it is
    left out of the difference.
    """
    found = [
        Difference(row, tuple(_shares(evidence, row, guide)))
        for row in code_by_group(evidence)
        if any(cell.informants for cell in row.cells)
    ]
    return tuple(sorted(found, key=lambda difference: -difference.apart))


def _shares(evidence: Evidence, row: Row, guide: GuideCoverage | None) -> Iterable[GroupShare]:
    for cell in row.cells:
        why: Known = ""
        if guide is not None and cell.asked and not cell.passages:
            why = guide.silence(cell.code_id, evidence.asked_in(cell.group.id if cell.group else None))
        yield GroupShare(cell, why)
