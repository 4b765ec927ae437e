"""Codes against cases, participants and groups as rows of numbers; a code counts what is coded below it, too.

Where an interview guide tells why there is no passage, the word for it stands in place of the nought.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from codebooks.values import PATH_SEPARATOR
from coding.evidence import Evidence, Excerpt, with_sub_codes
from coding.guide_coverage import GuideCoverage
from coding.matrix import code_by_group
from corpus.language import Texts
from corpus.participants import Participant
from exports.words import silence_word

Path = tuple[str, ...]
Silence = Callable[[str, Sequence[Participant]], str]
"""Why people have no passage of a code, in a word; empty where nobody knows."""


@dataclass(frozen=True)
class CodeTable:
    """One row a code in codebook order: its path and its numbers, one for each heading."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Path, tuple[int | str, ...]], ...]


def silence_by(guide: GuideCoverage | None, texts: Texts) -> Silence:
    """What the guides tell; nothing where there is none."""

    def silence(code_id: str, people: Sequence[Participant]) -> str:
        why = guide.silence(code_id, people) if guide is not None and people else ""
        return silence_word(why, texts) if why else ""

    return silence


def code_by_case(evidence: Evidence, silence: Silence) -> CodeTable:
    """Passages per code and case; a case counts the cases within it, too. Without cases the table has no headings."""
    paths = {person.case.path for person in evidence.asked if person.case}
    cases = sorted({path[: depth + 1] for path in paths for depth in range(len(path))})

    def within(case: Path) -> Callable[[Participant], bool]:
        return lambda voice: voice.case is not None and voice.case.path[: len(case)] == case

    return _count_passages(evidence, [(PATH_SEPARATOR.join(case), within(case)) for case in cases], silence)


def code_by_participant(evidence: Evidence, silence: Silence) -> CodeTable:
    """Passages per code and participant interviewed."""

    def same(person: Participant) -> Callable[[Participant], bool]:
        return lambda voice: voice.id == person.id

    return _count_passages(evidence, [(person.label, same(person)) for person in evidence.asked], silence)


def present(table: CodeTable) -> CodeTable:
    """The same table saying only whether there is any: 1 or 0, or why there is none."""
    rows = tuple(
        (path, tuple(value if isinstance(value, str) else int(value > 0) for value in values))
        for path, values in table.rows
    )
    return CodeTable(table.headings, rows)


def code_by_group_numbers(evidence: Evidence, texts: Texts, silence: Silence, *, why: bool) -> CodeTable:
    """Per group: informants who speak of the code, informants asked, passages; with `why` also why there is none."""
    _ = texts.gettext
    headings: list[str] = []
    for group in evidence.columns:
        name = group.name if group else _("Without group")
        headings += [
            _("{group}: informants").format(group=name),
            _("{group}: of asked").format(group=name),
            _("{group}: passages").format(group=name),
        ]
        if why:
            headings.append(_("{group}: why none").format(group=name))
    rows = []
    for row in code_by_group(evidence):
        values: list[int | str] = []
        for cell in row.cells:
            values += [cell.informants, cell.asked, cell.passages]
            if why:
                people = evidence.asked_in(cell.group.id if cell.group else None)
                values.append("" if cell.passages else silence(row.code_id, people))
        rows.append((row.path, tuple(values)))
    return CodeTable(tuple(headings), tuple(rows))


def _count_passages(
    evidence: Evidence, units: Sequence[tuple[str, Callable[[Participant], bool]]], silence: Silence
) -> CodeTable:
    book = evidence.codebook
    people = [tuple(filter(belongs, evidence.asked)) for _name, belongs in units]
    by_code: dict[str, list[Excerpt]] = {}
    for excerpt in evidence.excerpts:
        by_code.setdefault(excerpt.coding.code_id, []).append(excerpt)
    rows = []
    for code in book.codes:
        if code.retired:
            continue
        found = [x for code_id in with_sub_codes(book, [code.id]) for x in by_code.get(code_id, ())]
        numbers = [len({x.passage for x in found if any(map(belongs, x.voices))}) for _, belongs in units]
        told = (number or silence(code.id, own) or 0 for number, own in zip(numbers, people, strict=True))
        rows.append((book.path(code.id), tuple(told)))
    return CodeTable(tuple(name for name, _ in units), tuple(rows))
