"""People who may be recognised by what is printed of them, and numbers about very few.

A person is recognisable where fewer than `FEWEST` of those interviewed share the printed combination (k-anonymity:
L. Sweeney, "k-anonymity: a model for protecting privacy", 2002). Named is the smallest combination that tells (minimal
sample uniques: M. Elliot, A. Manning and R. Ford, "A computational algorithm for handling the special uniques problem",
2002). Colleagues count too: who knows that somebody was interviewed sees more than these numbers do. Cells of very few
follow the usual threshold rule (A. Hundepool and others, "Statistical disclosure control", 2012).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from coding.evidence import Evidence
from coding.matrix import code_by_group
from corpus.participants import Participant
from exports.disclosure.values import Finding, Place

FEWEST: Final = 3
"""So many people at least must share what is printed, and stand behind a number."""
_LARGEST: Final = 3
"""Combinations of so many parts are tried; what needs more parts hardly tells anybody who it is."""

_SPEAK_FOR_THEMSELVES: Final = frozenset({"group", "role"})

Parts = Mapping[str, str]
"""What is printed of a person: each part by its name."""


def printed_in_files(person: Participant) -> Parts:
    """What Excel and CSV print of a person besides the label: group, each level of the case, every attribute."""
    parts = {"": person.group.name} if person.group else {}
    if person.case:
        parts |= {f"case {level}": label for level, label in enumerate(person.case.path, start=1)}
    return parts | {name: value for name, value in person.attributes.items() if value}


def telling_combination(
    person: Participant, people: Sequence[Participant], printed: Callable[[Participant], Parts]
) -> tuple[tuple[str, str], ...]:
    """The fewest printed parts that fewer than `FEWEST` people share; empty where more share any three."""
    own = sorted(printed(person).items())
    others = [frozenset(printed(each).items()) for each in people]
    for size in range(1, min(_LARGEST, len(own)) + 1):
        for parts in combinations(own, size):
            if sum(frozenset(parts) <= each for each in others) < FEWEST:
                return parts
    return ()


def recognisable(
    evidence: Evidence,
    printed: Callable[[Participant], Parts] = printed_in_files,
    place: Place = "table",
    people: Sequence[Participant] | None = None,
) -> Iterator[Finding]:
    """Everybody whom a small combination of printed parts tells from the others, in the order of the study.

    `people` are those of whom something is printed; everybody with a coded passage where not given.
    """
    quoted = {voice.id for excerpt in evidence.excerpts for voice in excerpt.voices}
    for person in evidence.asked if people is None else people:
        if people is None and person.id not in quoted:
            continue
        parts = telling_combination(person, evidence.asked, printed)
        if parts:
            said = ", ".join(
                f"{name}: {value}"
                if name and name not in _SPEAK_FOR_THEMSELVES and not name.startswith("case")
                else value
                for name, value in parts
            )
            share = sum(frozenset(parts) <= frozenset(printed(each).items()) for each in evidence.asked)
            yield Finding(
                "recognisable", place, person.label, 0, 0, person.label, about=said, context=f"{said} {share}"
            )


def small_cells(evidence: Evidence) -> Iterator[Finding]:
    """Groups in which fewer than `FEWEST` were asked, and in others the codes that only one or two people speak of."""
    rows = code_by_group(evidence)
    for at, group in enumerate(evidence.columns):
        name = group.name if group else ""
        asked = len(evidence.asked_in(group.id if group else None))
        cells = [row for row in rows if 0 < row.cells[at].informants < FEWEST]
        if asked < FEWEST:
            yield Finding("small cell", "table", name, 0, 0, f"N = {asked}", context=f"{name} N {asked}")
        elif cells:
            paths = [evidence.codebook.path_text(row.code_id) for row in cells]
            words = "; ".join(paths[:2]) + (f" (+{len(paths) - 2})" if len(paths) > 2 else "")
            context = "\x1f".join([name, *(f"{row.code_id} {row.cells[at].informants}" for row in cells)])
            yield Finding("small cell", "table", name, 0, 0, words, about=str(len(paths)), context=context)
