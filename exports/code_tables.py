"""Codes against cases, participants and groups as rows of numbers; a code counts what is coded below it, too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from codebooks.values import PATH_SEPARATOR
from coding.evidence import Evidence, Excerpt, with_sub_codes
from coding.matrix import code_by_group
from corpus.language import Texts
from corpus.participants import Participant

Path = tuple[str, ...]


@dataclass(frozen=True)
class CodeTable:
    """One row a code in codebook order: its path and its numbers, one for each heading."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Path, tuple[int, ...]], ...]


def code_by_case(evidence: Evidence) -> CodeTable:
    """Passages per code and case; a case counts the cases within it, too. Without cases the table has no headings."""
    paths = {person.case.path for person in evidence.asked if person.case}
    cases = sorted({path[: depth + 1] for path in paths for depth in range(len(path))})

    def within(case: Path) -> Callable[[Participant], bool]:
        return lambda voice: voice.case is not None and voice.case.path[: len(case)] == case

    return _count_passages(evidence, [(PATH_SEPARATOR.join(case), within(case)) for case in cases])


def code_by_participant(evidence: Evidence) -> CodeTable:
    """Passages per code and participant interviewed."""

    def same(person: Participant) -> Callable[[Participant], bool]:
        return lambda voice: voice.id == person.id

    return _count_passages(evidence, [(person.label, same(person)) for person in evidence.asked])


def present(table: CodeTable) -> CodeTable:
    """The same table saying only whether there is any: 1 or 0."""
    return CodeTable(table.headings, tuple((path, tuple(map(int, map(bool, numbers)))) for path, numbers in table.rows))


def code_by_group_numbers(evidence: Evidence, texts: Texts) -> CodeTable:
    """Per group: informants who speak of the code, informants asked, passages."""
    _ = texts.gettext
    headings: list[str] = []
    for group in evidence.columns:
        name = group.name if group else _("Without group")
        headings += [
            _("{group}: informants").format(group=name),
            _("{group}: of asked").format(group=name),
            _("{group}: passages").format(group=name),
        ]
    rows = tuple(
        (row.path, tuple(n for cell in row.cells for n in (cell.informants, cell.asked, cell.passages)))
        for row in code_by_group(evidence)
    )
    return CodeTable(tuple(headings), rows)


def _count_passages(evidence: Evidence, units: Sequence[tuple[str, Callable[[Participant], bool]]]) -> CodeTable:
    book = evidence.codebook
    by_code: dict[str, list[Excerpt]] = {}
    for excerpt in evidence.excerpts:
        by_code.setdefault(excerpt.coding.code_id, []).append(excerpt)
    rows = []
    for code in book.codes:
        if code.retired:
            continue
        found = [x for code_id in with_sub_codes(book, [code.id]) for x in by_code.get(code_id, ())]
        numbers = tuple(len({x.passage for x in found if any(map(belongs, x.voices))}) for _, belongs in units)
        rows.append((book.path(code.id), numbers))
    return CodeTable(tuple(name for name, _ in units), tuple(rows))
