"""The framework matrix: people or cases down, themes across, and behind each cell the passages that it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from codebooks.values import PATH_SEPARATOR
from coding.evidence import Evidence, Excerpt, case_paths
from coding.guide_coverage import GuideCoverage
from corpus.participants import Case, Group, Participant, natural_key

RowKind = Literal["participant", "case", "case and group"]
Silence = Literal["", "not asked", "not coded", "not said"]
Place = tuple[str, str]
"""A code id and the key of a row."""


@dataclass(frozen=True)
class FrameworkRow:
    """One row: a participant, a case with those within it, or one group in a case.

    `key` names it in the study. `band` is what the rows around it have in common: the group, or of cases the case that
    they lie within. `people` are those of it who were interviewed; nobody where a group was not interviewed in a case.
    """

    key: str
    label: str
    band: str | None
    people: tuple[Participant, ...]
    participant_id: str | None = None
    case_id: str | None = None
    group_id: str | None = None


@dataclass(frozen=True)
class FrameworkMatrix:
    """Rows and themes with the excerpts of each cell: of the theme or below it, in which somebody of the row speaks."""

    evidence: Evidence
    rows: tuple[FrameworkRow, ...]
    code_ids: tuple[str, ...]
    found: Mapping[Place, tuple[Excerpt, ...]]
    coded: frozenset[str]
    guide: GuideCoverage | None = None

    def excerpts(self, code_id: str, row: FrameworkRow) -> tuple[Excerpt, ...]:
        """What a cell rests on, in the order of the interviews."""
        return self.found.get((code_id, row.key), ())

    def silence(self, code_id: str, row: FrameworkRow) -> Silence:
        """Why a cell has no passages: nobody was asked, nothing of theirs is coded yet, or they did not say it.

        Nobody was asked where nobody was interviewed, or where the guides hold no question about it for them.
        """
        if self.excerpts(code_id, row):
            return ""
        if not row.people:
            return "not asked"
        if self.guide is not None and self.guide.silence(code_id, row.people) == "not asked":
            return "not asked"
        return "not said" if any(person.id in self.coded for person in row.people) else "not coded"


def framework_rows(
    evidence: Evidence, cases: Sequence[Case], kind: RowKind, level: int = 0
) -> tuple[FrameworkRow, ...]:
    """The rows of one kind, band by band, "Leder 2" before "Leder 10".

    `level` is the depth of cases, 0 the outermost. Cases in which nobody was interviewed are left out; of the groups
    in a case all that were interviewed anywhere have a row.
    """
    if kind == "participant":
        return tuple(
            FrameworkRow(
                f"participant:{person.id}",
                person.label,
                person.group.name if person.group else None,
                (person,),
                participant_id=person.id,
            )
            for person in evidence.asked
        )
    within = _people_by_case(evidence, level)
    ids = {PATH_SEPARATOR.join(case.path): case.id for case in cases}
    paths = sorted((path for path in within if path in ids), key=natural_key)
    if kind == "case":
        return tuple(_case_row(path, ids[path], within[path]) for path in paths)
    return tuple(_group_row(group, path, ids[path], within[path]) for group in evidence.columns for path in paths)


def case_levels(evidence: Evidence) -> int:
    """How deep cases of those interviewed lie within one another; 0 where nobody has a case."""
    return max((len(case_paths(person)) for person in evidence.asked), default=0)


def framework_matrix(
    evidence: Evidence, rows: Sequence[FrameworkRow], code_ids: Sequence[str], guide: GuideCoverage | None = None
) -> FrameworkMatrix:
    """Find what stands behind every cell, in one pass over the excerpts; `guide` tells who was asked about what."""
    of_person: dict[str, list[str]] = {}
    for row in rows:
        for person in row.people:
            of_person.setdefault(person.id, []).append(row.key)
    themes = set(code_ids)
    found: dict[Place, list[Excerpt]] = {}
    coded: set[str] = set()
    for excerpt in evidence.excerpts:
        coded.update([voice.id for voice in excerpt.voices])
        codes = themes.intersection(evidence.above[excerpt.coding.code_id])
        if codes:
            keys = dict.fromkeys(key for voice in excerpt.voices for key in of_person.get(voice.id, ()))
            for code_id in codes:
                for key in keys:
                    found.setdefault((code_id, key), []).append(excerpt)
    return FrameworkMatrix(
        evidence,
        tuple(rows),
        tuple(code_ids),
        {place: tuple(excerpts) for place, excerpts in found.items()},
        frozenset(coded),
        guide,
    )


def _people_by_case(evidence: Evidence, level: int) -> Mapping[str, tuple[Participant, ...]]:
    within: dict[str, list[Participant]] = {}
    for person in evidence.asked:
        paths = case_paths(person)
        if len(paths) > level:
            within.setdefault(paths[level], []).append(person)
    return {path: tuple(people) for path, people in within.items()}


def _case_row(path: str, case_id: str, people: tuple[Participant, ...]) -> FrameworkRow:
    around, _between, label = path.rpartition(PATH_SEPARATOR)
    return FrameworkRow(f"case:{case_id}", label, around or None, people, case_id=case_id)


def _group_row(group: Group | None, path: str, case_id: str, people: tuple[Participant, ...]) -> FrameworkRow:
    group_id = group.id if group else None
    own = tuple(person for person in people if (person.group.id if person.group else None) == group_id)
    key = f"case:{case_id}|group:{group_id or ''}"
    return FrameworkRow(key, path, group.name if group else None, own, case_id=case_id, group_id=group_id)
