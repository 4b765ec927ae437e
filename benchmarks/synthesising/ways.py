"""Ways of answering what a group holds about a code: the app's own, grouping by meaning alone, and plain baselines."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.cluster import AgglomerativeClustering

from coding.evidence import Evidence
from coding.number_words import Count, count_people
from coding.review_material import without_notes
from coding.synthesis import Statement, find_positions, statements_of, write_draft
from coding.synthesis.positions import Encode
from corpus.language import ENGLISH

GROUPS_PER_ROOT = 0.7
"""Of n statements so many times the root of n groups are made by meaning; chosen on the half for choosing."""


@dataclass(frozen=True)
class Answer:
    """What one way says of one cell: positions with their counts, quotes to print, and voices that may be against."""

    positions: tuple[tuple[Statement, ...], ...]
    counts: tuple[Count, ...]
    quotes: tuple[tuple[Statement, str], ...]
    counter: tuple[Statement, ...]


Way = Callable[[Evidence, str, str | None, random.Random], Answer]


def of_the_app(encode: Encode | None) -> Way:
    """Positions by sub-code, with the draft's quotes; the page asks no encoder."""

    def way(evidence: Evidence, code_id: str, group_id: str | None, _chance: random.Random) -> Answer:
        cell = find_positions(evidence, code_id, group_id, encode)
        draft = write_draft(cell, evidence.codebook, ENGLISH, "en")
        quotes = [(each.statements[0], each.quote) for each in (*draft.dominant, *draft.nuances) if each.quote]
        return Answer(
            tuple(one.statements for one in cell.positions),
            tuple(one.count for one in cell.positions),
            tuple(quotes),
            tuple(one.statement for one in cell.counter),
        )

    return way


def first_passages(app: Way) -> Way:
    """One position, all of the cell; as many quotes and voices as the app's, the first ones."""
    return _plain(app, shuffled=False)


def random_passages(app: Way) -> Way:
    """The same, drawn by chance, and positions of the sizes that the app finds, filled by chance."""
    return _plain(app, shuffled=True)


def by_meaning(app: Way, encode: Encode) -> Way:
    """Groups of what is alike in meaning within the cell, without any sub-code: complete linkage."""

    def way(evidence: Evidence, code_id: str, group_id: str | None, chance: random.Random) -> Answer:
        found = statements_of(evidence, code_id, group_id)
        ours = app(evidence, code_id, group_id, chance)
        if len(found) < 3:
            groups: list[tuple[Statement, ...]] = [tuple(found)] if found else []
        else:
            vectors = encode([without_notes(one.words) for one in found])
            vectors = vectors - vectors.mean(axis=0)
            wanted = max(1, min(len(found) - 1, round(GROUPS_PER_ROOT * len(found) ** 0.5)))
            labels = AgglomerativeClustering(wanted, metric="cosine", linkage="complete").fit_predict(vectors)
            groups = [
                tuple(one for one, label in zip(found, labels, strict=True) if label == group)
                for group in sorted(set(labels.tolist()))
            ]
        return Answer(tuple(groups), tuple(_counted(evidence, groups, group_id)), ours.quotes, ours.counter)

    return way


def likeness(statements: Sequence[Statement], encode: Encode) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Cosines of all pairs, what they share taken away."""
    vectors = encode([without_notes(one.words) for one in statements])
    vectors = vectors - vectors.mean(axis=0)
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    cosines: np.ndarray[tuple[int, int], np.dtype[np.float64]] = (vectors @ vectors.T).astype(np.float64)
    return cosines


def _plain(app: Way, *, shuffled: bool) -> Way:
    def way(evidence: Evidence, code_id: str, group_id: str | None, chance: random.Random) -> Answer:
        found = list(statements_of(evidence, code_id, group_id))
        ours = app(evidence, code_id, group_id, chance)
        groups = [tuple(found)] if found else []
        if shuffled:
            chance.shuffle(found)
            groups, at = [], 0
            for own in ours.positions:
                groups.append(tuple(found[at : at + len(own)]))
                at += len(own)
        quotes = tuple((one, one.words) for one in found[: len(ours.quotes)])
        counter = tuple((chance.sample(found, len(ours.counter)) if shuffled else found)[: len(ours.counter)])
        return Answer(tuple(groups), tuple(_counted(evidence, groups, group_id)), quotes, counter)

    return way


def _counted(evidence: Evidence, groups: Sequence[Sequence[Statement]], group_id: str | None) -> list[Count]:
    return [count_people(evidence, ((one.voice.id, one.document) for one in own), group_id) for own in groups]
