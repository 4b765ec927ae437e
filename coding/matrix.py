"""Code x group: how many informants of those asked, and how many passages, for every code with its sub-codes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coding.evidence import Evidence, Excerpt, Filter, select_excerpts, with_sub_codes
from corpus.participants import Group


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
    excerpts = select_excerpts(evidence, chosen) if chosen else evidence.excerpts
    book = evidence.codebook
    return tuple(
        Row(
            code.id,
            book.path(code.id),
            len(book.path(code.id)) - 1,
            tuple(_count(evidence, code.id, group, excerpts, chosen) for group in evidence.columns),
        )
        for code in book.codes
        if retired or not code.retired
    )


def cell_excerpts(
    evidence: Evidence, code_id: str, group_id: str | None, excerpts: Iterable[Excerpt] | None = None
) -> tuple[Excerpt, ...]:
    """What a cell counts: excerpts of the code or below it in which somebody of the group speaks."""
    codes = with_sub_codes(evidence.codebook, [code_id])
    return tuple(
        excerpt
        for excerpt in (evidence.excerpts if excerpts is None else excerpts)
        if excerpt.coding.code_id in codes
        and any((voice.group.id if voice.group else None) == group_id for voice in excerpt.voices)
    )


def _count(
    evidence: Evidence, code_id: str, group: Group | None, excerpts: Sequence[Excerpt], chosen: Filter | None
) -> Cell:
    group_id = group.id if group else None
    found = cell_excerpts(evidence, code_id, group_id, excerpts)
    asked = {p.id: p for p in evidence.asked_in(group_id)}
    if chosen and (chosen.participants or chosen.cases):
        asked = {i: p for i, p in asked.items() if _asked_too(i, p.case.path if p.case else (), chosen)}
    voices = {voice.id for excerpt in found for voice in excerpt.voices if voice.id in asked}
    cases = {asked[voice].case for voice in voices} - {None}
    return Cell(
        code_id,
        group,
        informants=len(voices),
        asked=len(asked),
        passages=len({excerpt.passage for excerpt in found}),
        interviews=len({excerpt.coding.document_id for excerpt in found}),
        cases=len(cases),
    )


def _asked_too(participant_id: str, case: tuple[str, ...], chosen: Filter) -> bool:
    paths = {" > ".join(case[: depth + 1]) for depth in range(len(case))}
    return (not chosen.participants or participant_id in chosen.participants) and (
        not chosen.cases or bool(paths & chosen.cases)
    )
