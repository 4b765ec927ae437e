"""Which codes lie on the same words: the table of codes by codes, read as pairs.

Nothing is counted here: every number is that of a cell of `code_by_band` with a column for each code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from codebooks.values import Code, Codebook
from coding.breakdown import CODE, bands
from coding.evidence import Evidence, Filter
from coding.matrix import BandRow, Tally, code_by_band


@dataclass(frozen=True)
class Pair:
    """Two codes on the same words, as one cell of the table says it: passages of `code_id` that share words with
    passages of `other_id`, and the informants who speak in them.

    Of the two cells that a pair has it is the one with fewer informants, then passages: never more than either says.
    """

    code_id: str
    other_id: str
    informants: int
    passages: int


@dataclass(frozen=True)
class Network:
    """The codes of one level with what each amounts to, in the codebook's order, and the pairs, the strongest first.

    `asked` are the informants whom the filter lets in. No code counts another one of them as its sub-code.
    """

    codes: tuple[BandRow, ...]
    pairs: tuple[Pair, ...]
    asked: int

    def pairs_from(self, least: int) -> tuple[Pair, ...]:
        """The pairs with at least so many informants."""
        return tuple(pair for pair in self.pairs if pair.informants >= max(least, 1))

    def clearest(self, most: int) -> int:
        """The lowest number of informants from which at most so many pairs are left; 1 where all fit."""
        heights = sorted({pair.informants for pair in self.pairs}) or [1]
        return next((least for least in [1, *heights] if len(self.pairs_from(least)) <= most), heights[-1])


def co_occurrence(evidence: Evidence, chosen: Filter | None = None, *, sub_codes: bool = True) -> Network:
    """The pairs among the codes that have no sub-codes, or, without `sub_codes`, among the top codes.

    `chosen` narrows what is counted, as in `code_by_band`.
    """
    columns = bands(evidence, CODE)
    places = {code_id: place for place, band in enumerate(columns) for code_id in band.only.together}
    kept = {code.id for code in _codes(evidence.codebook, sub_codes=sub_codes)}
    rows = [row for row in code_by_band(evidence, columns, chosen) if row.code_id in kept]
    pairs = [
        min(
            _pair(one.code_id, other.code_id, one.tallies[places[other.code_id]]),
            _pair(other.code_id, one.code_id, other.tallies[places[one.code_id]]),
            key=lambda pair: (pair.informants, pair.passages),
        )
        for one, other in combinations(rows, 2)
    ]
    met = sorted((pair for pair in pairs if pair.informants), key=lambda pair: (-pair.informants, -pair.passages))
    return Network(tuple(rows), tuple(met), rows[0].total.asked if rows else 0)


def _codes(codebook: Codebook, *, sub_codes: bool) -> Sequence[Code]:
    used = [code for code in codebook.codes if not code.retired]
    if not sub_codes:
        return [code for code in used if code.parent is None]
    parents = {code.parent for code in used}
    return [code for code in used if code.id not in parents]


def _pair(code_id: str, other_id: str, tally: Tally) -> Pair:
    return Pair(code_id, other_id, tally.informants, tally.passages)
