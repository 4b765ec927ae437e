"""Positions of a cell, the most widely shared first: sub-codes, their statements in the order they are worth quoting.

With an encoder, what lies in the middle of a position comes first and voices far from the others are offered as voices
against; without one the order is that of `pick_quotes`. Counts are the same either way.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from coding.evidence import Evidence
from coding.matrix import cell_excerpts
from coding.number_words import Count, count_among
from coding.review_material import without_notes
from coding.reviewing.typical_words import SaidWords, count_words_said, said_words, typical_words
from coding.reviewing.values import Vectors
from coding.summaries import GOOD_LENGTH
from coding.synthesis.statements import Statement, statements_among, statements_of
from coding.synthesis.values import CounterVoice, Position, Subgroup, Why
from corpus.language import guess_language
from corpus.participants import Participant

Encode = Callable[[Sequence[str]], Vectors]
"""Unit vectors of texts, a row a text."""

BY_CHANCE = 0.05
"""A subgroup is named where so many would share the attribute by chance with at most this probability."""

FEWEST_OF_SUBGROUP = 3
OFFERED = 5
"""Voices against that are offered at most."""

_TURNS = re.compile(
    r"\b(?:ikke|aldrig|ingen|intet|hverken|næppe|derimod|tværtimod|omvendt|nej|not|never|nobody|nothing|neither|"
    r"hardly|on the contrary|however|n't)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cell:
    """One code in one group: how many speak of it, and what they hold.

    `positions` are the sub-codes, the most widely shared first. `rest` is coded with the code itself: no position,
    since nobody has said what it holds. `counter` is offered for a person's judgement, never a finding.
    """

    code_id: str
    group_id: str | None
    count: Count
    positions: tuple[Position, ...]
    rest: tuple[Statement, ...]
    counter: tuple[CounterVoice, ...]

    @property
    def dominant(self) -> tuple[Position, ...]:
        """The positions that most informants share: two or more of them, and as many for each where they tie."""
        most = max((position.count.informants for position in self.positions), default=0)
        return tuple(one for one in self.positions if one.count.informants == most) if most > 1 else ()

    @property
    def nuances(self) -> tuple[Position, ...]:
        """The positions that fewer share."""
        dominant = {one.code_id for one in self.dominant}
        return tuple(one for one in self.positions if one.code_id not in dominant)


def find_positions(evidence: Evidence, code_id: str, group_id: str | None, encode: Encode | None = None) -> Cell:
    """What a group holds about a code, from its codings alone. The same study and encoder give the same answer."""
    found = statements_of(evidence, code_id, group_id)
    return positions_among(evidence, code_id, group_id, found, evidence.asked_in(group_id), encode=encode)


def count_positions(evidence: Evidence, code_id: str, group_id: str | None) -> Cell:
    """As `find_positions`, where only counts are asked for: statements in the order of the interviews, no voices
    against, no subgroups. Takes a fraction of the time.
    """
    asked = evidence.asked_in(group_id)
    people = {person.id for person in asked}
    found = statements_among(evidence, cell_excerpts(evidence, code_id, group_id), people, about=False)
    by_sub_code = _by_sub_code(evidence, code_id, found)
    count, rest = _count(evidence, found, asked), tuple(by_sub_code.pop(code_id, ()))
    positions = [Position(code, _count(evidence, own, asked), tuple(own), None) for code, own in by_sub_code.items()]
    return Cell(code_id, group_id, count, _widest_first(evidence, positions), rest, ())


def positions_among(
    evidence: Evidence,
    code_id: str,
    group_id: str | None,
    found: Sequence[Statement],
    asked: Sequence[Participant],
    *,
    encode: Encode | None = None,
) -> Cell:
    """As `find_positions`, of statements of the code by any people, counted among those of them who were `asked`."""
    central = _Middle(found, encode)
    by_sub_code = _by_sub_code(evidence, code_id, found)
    rest = by_sub_code.pop(code_id, [])
    positions = []
    for sub_code, own in by_sub_code.items():
        count = _count(evidence, own, asked)
        positions.append(
            Position(
                sub_code,
                count,
                in_order(own, central.of(own)),
                _subgroup(own, asked),
            )
        )
    count, ordered = _count(evidence, found, asked), _widest_first(evidence, positions)
    cell = Cell(code_id, group_id, count, ordered, in_order(rest, central.of(rest)), ())
    return replace(cell, counter=_counter(evidence, cell, central))


def _by_sub_code(evidence: Evidence, code_id: str, found: Sequence[Statement]) -> dict[str, list[Statement]]:
    by_sub_code: dict[str, list[Statement]] = {}
    for statement in found:
        by_sub_code.setdefault(_below(evidence, code_id, statement.code), []).append(statement)
    return by_sub_code


def _widest_first(evidence: Evidence, positions: Sequence[Position]) -> tuple[Position, ...]:
    order = {code.id: at for at, code in enumerate(evidence.codebook.codes)}
    return tuple(sorted(positions, key=lambda one: (-one.count.informants, -len(one.statements), order[one.code_id])))


def in_order(statements: Sequence[Statement], central: Mapping[int, float]) -> tuple[Statement, ...]:
    """Statements in the order they are worth quoting: starred ones first, then spread over informants and cases.

    Nobody comes twice before everybody has come once. For each, certain codings come first, then a length that reads
    well, then what lies in the middle of what all say.
    """

    def own_rank(one: Statement) -> tuple[object, ...]:
        return (
            one.excerpt.coding.certainty != "certain",
            _off_length(one),
            -round(central.get(id(one), 0.0), 6),
            one.number,
            one.place,
        )

    order = sorted(statements, key=lambda one: (not one.starred, own_rank(one)))
    person = _times_before(order, lambda one: one.voice.id)
    order.sort(key=lambda one: (not one.starred, person[id(one)], own_rank(one)))
    case = _times_before(order, lambda one: (one.starred, person[id(one)], one.voice.case))
    return tuple(sorted(order, key=lambda one: (not one.starred, person[id(one)], case[id(one)], own_rank(one))))


def _times_before(order: Sequence[Statement], what: Callable[[Statement], object]) -> Mapping[int, int]:
    """By statement, how many before it have the same."""
    seen = Counter[object]()
    found = {}
    for one in order:
        found[id(one)] = seen[what(one)]
        seen[what(one)] += 1
    return found


class _Middle:
    """How near statements lie to the middle of others, once what all of a cell share is taken away; 0 if unknown."""

    def __init__(self, statements: Sequence[Statement], encode: Encode | None) -> None:
        self._row = {id(each): at for at, each in enumerate(statements)}
        self._vectors: Vectors | None = None
        if encode is not None and len(statements) > 1:
            made = encode([without_notes(each.words) for each in statements])
            moved = made - made.mean(axis=0)
            self._vectors = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)

    def of(self, own: Sequence[Statement], among: Sequence[Statement] | None = None) -> Mapping[int, float]:
        """By statement, likeness to the middle of `among`, usually of the statements themselves."""
        others = [self._row[id(each)] for each in (own if among is None else among)]
        if self._vectors is None or not others:
            return {}
        middle = self._vectors[others].mean(axis=0)
        return {id(each): float(self._vectors[self._row[id(each)]] @ middle) for each in own}


@lru_cache(maxsize=20_000)
def _words(text: str) -> SaidWords:
    return said_words(without_notes(text), guess_language(text))


def words_of(cell: Cell, position: Position) -> tuple[str, ...]:
    """The words that the holders of a position say more than the rest of the cell, the surest first.

    Not made with the cell: the first time in a program it takes seconds, while lists of stop words are read.
    """
    every = [*cell.rest, *(each for one in cell.positions for each in one.statements)]
    everywhere = count_words_said(_words(each.words) for each in every)
    return tuple(each.word for each in typical_words([_words(each.words) for each in position.statements], everywhere))


def _counter(evidence: Evidence, cell: Cell, central: _Middle) -> tuple[CounterVoice, ...]:
    """What is not in the dominant view, most telling first; nothing where no view is dominant."""
    dominant = cell.dominant
    if not dominant:
        return ()
    shared = [each for one in dominant for each in one.statements]
    others = [each for one in cell.nuances for each in one.statements] + list(cell.rest)
    places = {each.place for each in shared}
    others = [each for each in others if each.place not in places]
    pull = {evidence.codebook.code(one.code_id).valence for one in dominant} - {None}
    near = central.of(others, shared)

    def why(one: Statement) -> Why:
        valence = evidence.codebook.code(one.code).valence
        if valence is not None and pull and valence not in pull:
            return "valence"
        return "turns" if _TURNS.search(one.words) else "far"

    ranks: tuple[Why, ...] = ("valence", "turns", "far")
    offered = [CounterVoice(each, why(each)) for each in others]
    offered.sort(
        key=lambda one: (ranks.index(one.why), round(near.get(id(one.statement), 0.0), 6), one.statement.number)
    )
    return tuple(offered[:OFFERED])


def _count(evidence: Evidence, own: Sequence[Statement], asked: Sequence[Participant]) -> Count:
    return count_among(evidence, ((each.voice.id, each.document) for each in own), asked)


def _below(evidence: Evidence, code_id: str, found: str) -> str:
    """The code right below `code_id` that leads to a code found in its cell, or `code_id` itself."""
    parent = evidence.codebook.code(found).parent
    while found != code_id and parent is not None and parent != code_id:
        found = parent
        parent = evidence.codebook.code(found).parent
    return found


def _subgroup(own: Sequence[Statement], asked: Sequence[Participant]) -> Subgroup | None:
    holders = {each.voice.id: each.voice for each in own}
    if len(holders) < FEWEST_OF_SUBGROUP:
        return None
    found = []
    for attribute, value in sorted(_shared(list(holders.values()))):
        have_it = sum(person.attributes.get(attribute) == value for person in asked)
        chance = math.comb(have_it, len(holders)) / math.comb(len(asked), len(holders))
        if chance <= BY_CHANCE:
            found.append((chance, Subgroup(attribute, value, have_it)))
    return min(found, key=lambda one: (one[0], one[1].attribute))[1] if found else None


def _shared(people: Sequence[Participant]) -> set[tuple[str, str]]:
    first, *others = ({(name, value) for name, value in person.attributes.items() if value} for person in people)
    return first.intersection(*others)


def _off_length(one: Statement) -> int:
    words = len(one.words.split())
    return 0 if words in GOOD_LENGTH else min(abs(words - GOOD_LENGTH.start), abs(words - GOOD_LENGTH.stop))
