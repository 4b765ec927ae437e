"""Codes against bands of informants: how many of those asked, and how many passages; a code counts its sub-codes."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from coding.breakdown import GROUP, Band, bands
from coding.codings import Passage
from coding.evidence import Evidence, Excerpt, Filter, select_excerpts
from corpus.participants import Group, Participant


@dataclass(frozen=True)
class Cell:
    """One code in one group. `informants` of `asked` participants; never more than were asked.

    `passages` are different stretches of text, however many coders coded them; `interviews` the documents they
    stand in. Where `asked` is 0 the group was not interviewed, which is not the same as having said nothing.
    """

    code_id: str
    group: Group | None
    informants: int
    asked: int
    passages: int
    interviews: int
    cases: int


@dataclass(frozen=True)
class Tally:
    """What a list of excerpts amounts to, each number with a unit of its own, as in `Cell`."""

    informants: int
    asked: int
    passages: int
    interviews: int
    cases: int


@dataclass(frozen=True)
class Row:
    """One code with its cells, one a group."""

    code_id: str
    path: tuple[str, ...]
    level: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class BandRow:
    """One code with what it amounts to in each band of informants, and among all of them."""

    code_id: str
    path: tuple[str, ...]
    level: int
    tallies: tuple[Tally, ...]
    total: Tally

    def difference(self, left_out: Container[int] = ()) -> float:
        """How far bands are apart: the largest share of informants of those asked, less the smallest; from 0 to 1.

        `left_out` are places of bands that say nothing of the code, as where the guide did not ask of it.
        """
        tallies = [tally for place, tally in enumerate(self.tallies) if place not in left_out]
        return spread([tally.informants / tally.asked for tally in tallies if tally.asked])


def spread(shares: Collection[float]) -> float:
    """How far shares are apart: the largest less the smallest, 0 where there are none."""
    return max(shares) - min(shares) if shares else 0.0


def code_by_band(
    evidence: Evidence, bands: Sequence[Band], chosen: Filter | None = None, *, retired: bool = False
) -> tuple[BandRow, ...]:
    """The table of all codes in codebook order; a code counts what is coded with it or anything below it.

    `chosen` narrows what is counted (a coder, a case); N asked narrows with what it asks of people. Retired codes are
    left out unless asked for.
    """
    chosen = chosen or Filter()
    everybody = {person.id: person for person in evidence.asked if chosen.lets_in(person)}
    asked = [{id: p for id, p in everybody.items() if band.only.lets_in(p)} for band in bands]
    columns: dict[str, list[int]] = {}
    for place, people in enumerate([*asked, everybody]):
        for id in people:
            columns.setdefault(id, []).append(place)
    together = [*(band.only.together for band in bands), frozenset[str]()]
    crossed = any(together)
    found = {(code.id, place): _Heap() for code in evidence.codebook.codes for place in range(len(bands) + 1)}
    for said in _alike(select_excerpts(evidence, chosen), evidence.codes_on if crossed else None):
        places = {place for voice in said.voices for place in columns.get(voice, ())}
        places = {place for place in places if together[place] <= said.codes_there}
        for code_id in evidence.above[said.code_id]:
            for place in {*places, len(bands)}:
                found[code_id, place].add(said)
    book = evidence.codebook
    rows = []
    for code in book.codes:
        if retired or not code.retired:
            path = book.path(code.id)
            tallies = [found[code.id, place].tally(each) for place, each in enumerate([*asked, everybody])]
            rows.append(BandRow(code.id, path, len(path) - 1, tuple(tallies[:-1]), tallies[-1]))
    return tuple(rows)


def code_by_group(evidence: Evidence, chosen: Filter | None = None, *, retired: bool = False) -> tuple[Row, ...]:
    """`code_by_band` with a band for each group."""
    return tuple(
        Row(
            row.code_id,
            row.path,
            row.level,
            tuple(
                Cell(row.code_id, group, **vars(counted))
                for group, counted in zip(evidence.columns, row.tallies, strict=True)
            ),
        )
        for row in code_by_band(evidence, bands(evidence, GROUP), chosen, retired=retired)
    )


def code_cells(evidence: Evidence, code_id: str) -> tuple[Cell, ...]:
    """One code's cells, one a group: its row of the table, counted alone."""
    cells = []
    for group in evidence.columns:
        group_id = group.id if group else None
        asked = {person.id: person for person in evidence.asked_in(group_id)}
        cells.append(Cell(code_id, group, **vars(_tally(cell_excerpts(evidence, code_id, group_id), asked))))
    return tuple(cells)


def cell_excerpts(evidence: Evidence, code_id: str, group_id: str | None) -> tuple[Excerpt, ...]:
    """What a cell counts: excerpts of the code or below it in which somebody of the group speaks."""
    return evidence.by_cell.get((code_id, group_id), ())


def tally(evidence: Evidence, excerpts: Iterable[Excerpt], chosen: Filter | None = None) -> Tally:
    """Count excerpts that passed a filter: informants among those whom its groups, cases and participants let in."""
    chosen = chosen or Filter()
    return _tally(excerpts, {person.id: person for person in evidence.asked if chosen.lets_in(person)})


def tally_among(excerpts: Iterable[Excerpt], people: Iterable[Participant]) -> Tally:
    """Count excerpts, with informants among these people."""
    return _tally(excerpts, {person.id: person for person in people})


@dataclass(frozen=True)
class _Alike:
    """Passages of one interview with the same voices and the same code: a table puts them in the same cells."""

    code_id: str
    document_id: str
    voices: tuple[str, ...]
    codes_there: frozenset[str]
    passages: Set[Passage]


def _alike(excerpts: Iterable[Excerpt], codes_on: Mapping[Passage, frozenset[str]] | None = None) -> Iterator[_Alike]:
    """Excerpts by what decides where they count, since a study has many passages of few kinds.

    `codes_on` where the codes that share words with a passage decide too.
    """
    nothing = frozenset[str]()
    kinds: dict[tuple[str, str, tuple[str, ...], frozenset[str]], set[Passage]] = {}
    for excerpt in excerpts:
        passage = excerpt.passage
        voices = tuple([voice.id for voice in excerpt.voices])
        there = codes_on[passage] if codes_on is not None else nothing
        kind = (excerpt.coding.code_id, passage[0], voices, there)
        known = kinds.get(kind)
        if known is None:
            kinds[kind] = {passage}
        else:
            known.add(passage)
    for kind, passages in kinds.items():
        yield _Alike(*kind, passages)


class _Heap:
    """What came together in one cell."""

    def __init__(self) -> None:
        self._voices: set[str] = set()
        self._passages: set[Passage] = set()
        self._interviews: set[str] = set()

    def add(self, said: _Alike) -> None:
        self._voices.update(said.voices)
        self._passages |= said.passages
        self._interviews.add(said.document_id)

    def tally(self, asked: Mapping[str, Participant]) -> Tally:
        heard = [asked[voice] for voice in self._voices if voice in asked]
        return Tally(
            informants=len(heard),
            asked=len(asked),
            passages=len(self._passages),
            interviews=len(self._interviews),
            cases=len({person.case for person in heard} - {None}),
        )


def _tally(excerpts: Iterable[Excerpt], asked: Mapping[str, Participant]) -> Tally:
    heap = _Heap()
    for said in _alike(excerpts):
        heap.add(said)
    return heap.tally(asked)
