"""Code x group: how many informants of those asked, and how many passages, for every code with its sub-codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from coding.evidence import Evidence, Excerpt, Filter, select_excerpts, with_sub_codes
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


def code_by_group(evidence: Evidence, chosen: Filter | None = None, *, retired: bool = False) -> tuple[Row, ...]:
    """The table of all codes in codebook order; a code counts what is coded with it or anything below it.

    `chosen` narrows what is counted (a coder, a case); N asked narrows with its cases and participants. Retired
    codes are left out unless asked for.
    """
    chosen = chosen or Filter()
    counted = replace(evidence, excerpts=select_excerpts(evidence, chosen)) if chosen != Filter() else evidence
    asked = {group: _asked_in(evidence, group, chosen) for group in evidence.columns}
    book = evidence.codebook
    return tuple(
        Row(
            code.id,
            book.path(code.id),
            len(book.path(code.id)) - 1,
            tuple(_count(counted, code.id, group, asked[group]) for group in evidence.columns),
        )
        for code in book.codes
        if retired or not code.retired
    )


def code_cells(evidence: Evidence, code_id: str) -> tuple[Cell, ...]:
    """One code's cells, one a group: its row of the table, counted alone."""
    everything = Filter()
    return tuple(_count(evidence, code_id, group, _asked_in(evidence, group, everything)) for group in evidence.columns)


def cell_excerpts(
    evidence: Evidence, code_id: str, group_id: str | None, excerpts: Iterable[Excerpt] | None = None
) -> tuple[Excerpt, ...]:
    """What a cell counts: excerpts of the code or below it in which somebody of the group speaks."""
    if excerpts is None:
        return evidence.by_cell.get((code_id, group_id), ())
    codes = with_sub_codes(evidence.codebook, [code_id])
    return tuple(
        excerpt
        for excerpt in excerpts
        if excerpt.coding.code_id in codes
        and any((voice.group.id if voice.group else None) == group_id for voice in excerpt.voices)
    )


def tally(evidence: Evidence, excerpts: Iterable[Excerpt], chosen: Filter | None = None) -> Tally:
    """Count excerpts that passed a filter: informants among those whom its groups, cases and participants let in."""
    chosen = chosen or Filter()
    asked = {
        person.id: person
        for person in evidence.asked
        if (not chosen.groups or (person.group.id if person.group else None) in chosen.groups)
        and _asked_too(person, chosen)
    }
    return _tally(excerpts, asked)


def _count(evidence: Evidence, code_id: str, group: Group | None, asked: Mapping[str, Participant]) -> Cell:
    found = _tally(cell_excerpts(evidence, code_id, group.id if group else None), asked)
    return Cell(code_id, group, found.informants, found.asked, found.passages, found.interviews, found.cases)


def _tally(excerpts: Iterable[Excerpt], asked: Mapping[str, Participant]) -> Tally:
    voices: set[str] = set()
    passages: set[tuple[str, int, int]] = set()
    for excerpt in excerpts:
        passages.add(excerpt.passage)
        voices.update([voice.id for voice in excerpt.voices])
    heard = [asked[voice] for voice in voices if voice in asked]
    return Tally(
        informants=len(heard),
        asked=len(asked),
        passages=len(passages),
        interviews=len({document_id for document_id, _, _ in passages}),
        cases=len({person.case for person in heard} - {None}),
    )


def _asked_in(evidence: Evidence, group: Group | None, chosen: Filter) -> Mapping[str, Participant]:
    people = evidence.asked_in(group.id if group else None)
    return {person.id: person for person in people if _asked_too(person, chosen)}


def _asked_too(person: Participant, chosen: Filter) -> bool:
    labels = person.case.path if person.case else ()
    paths = {" > ".join(labels[: depth + 1]) for depth in range(len(labels))}
    return (not chosen.participants or person.id in chosen.participants) and (
        not chosen.cases or bool(paths & chosen.cases)
    )
