"""Second opinion: the codings of one person that the evidence of all people's codings speaks against most.

Only people's codings count, and every passage is left out where it is judged itself.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coding.reviewing.case import NEAREST, NEAREST_OF_CODE, Case, Places
from coding.reviewing.colleagues import dissents
from coding.reviewing.likeness import NEVER, spread
from coding.reviewing.values import Coded, Doubt, Lineages, Numbers, Span, Vectors, Why

WORTH_A_LOOK = 1.5
"""From so many spreads off the usual a passage is unlike the others of its code."""

MORE_FOR_MISSED = 2.5
"""Spreads by which an uncoded passage must stand out more than a coded one: most of what is uncoded is so rightly."""

WEIGHT_OF_CODEBOOK = 0.07
"""Of one spread of what the codebook says, beside a cosine."""

MOST = 100
_PATIENCE = (0.97, 0.95, 0.95)


@dataclass(frozen=True)
class Talk:
    """Stretches that interviewees say, each with its sharpened vector, a row a stretch."""

    spans: Sequence[Span]
    vectors: Vectors


@dataclass(frozen=True)
class Described:
    """The codebook: the codes above each code, and by top code the vectors of what it says of it and of those below."""

    lineages: Lineages
    parts: Mapping[str, Vectors]


@dataclass(frozen=True)
class _Suspicion:
    """A doubt whose proof is still to be looked up among the codings `among`; `at` is None for an uncoded stretch."""

    why: Why
    span: Span
    at: int | None
    vector: Vectors
    among: Places
    strength: float


def find_doubts(codings: Sequence[Coded], vectors: Vectors, talk: Talk, coder: str, codebook: Described) -> list[Doubt]:
    """The doubts about one coder's codings, most telling first and spread over reasons, codes and interviews.

    `vectors` has a sharpened vector (see `Sharpening`) for the words of each coding; so have `talk` and `codebook`.
    `talk` is all that interviewees say; what of it nobody coded, in interviews that this coder coded, may have been
    missed. Each coding has at most one doubt: the strongest. What the codebook says of a code helps to order the
    doubts and never raises one by itself. The same evidence gives the same doubts, whatever its order; at most MOST
    of them.
    """
    order = sorted(range(len(codings)), key=lambda at: _place(codings[at]))
    case = Case([codings[at] for at in order], vectors[order], codebook.lineages)
    own = [at for at, each in enumerate(case.codings) if each.coder == coder]
    if not own:
        return []
    described = _described(case, codebook)
    margins, rivals = _against(case, own, described)
    sided = _sided(margins)
    strongest: dict[int, _Suspicion] = {}
    for each in (
        *_coded_otherwise(case, sided, margins, rivals),
        *_unlike(case, [at for at in own if margins.get(at, 0.0) <= 0], sided),
        *_colleagues(case, own, sided),
    ):
        known = strongest.get(each.at) if each.at is not None else None
        if each.at is not None and (known is None or each.strength > known.strength):
            strongest[each.at] = each
    found = [*strongest.values(), *_missed(case, own, talk)]
    found.sort(key=lambda each: (-each.strength, each.span.document, each.span.start, each.why))
    doubts = [doubt for each in found[: 2 * MOST] if (doubt := _proven(case, each)) is not None]
    return _spread_out(doubts)


def _described(case: Case, codebook: Described) -> Numbers:
    """What the codebook adds to the nearness of each coding, a row, to each top code, a column."""
    found = np.zeros((len(case.codings), len(case.tops)))
    for column, top in enumerate(case.tops):
        if top in codebook.parts:
            fits = (case.vectors @ codebook.parts[top].T).mean(axis=1)
            found[:, column] = WEIGHT_OF_CODEBOOK * (fits - fits.mean()) / max(float(fits.std()), 1e-9)
    return found


def _against(case: Case, own: Sequence[int], described: Numbers) -> tuple[Mapping[int, float], Mapping[int, int]]:
    """By own coding, how much nearer another top code lies than its own, and which; left out where none can be said.

    A top code that the same person gave the same words, too, is no rival.
    """
    near = case.nearness_to_tops(case.vectors[own], [case.spans[at] for at in own], NEAREST)
    margins, rivals = {}, {}
    for nearness, at in zip(near, own, strict=True):
        row = np.where(nearness > NEVER, nearness + described[at], NEVER)
        given = case.given[case.spans[at], case.codings[at].coder]
        others = [top for top in range(len(case.tops)) if top not in given and row[top] > NEVER]
        if others and row[case.top_of[at]] > NEVER:
            rivals[at] = max(others, key=lambda top: float(row[top]))
            margins[at] = float(row[rivals[at]] - row[case.top_of[at]])
    return margins, rivals


def _sided(margins: Mapping[int, float]) -> Mapping[int, float]:
    """By own coding, how unusually much its neighbours side with another code, in spreads of all margins."""
    if not margins:
        return {}
    usual, width = spread(np.array(list(margins.values())))
    return {at: (margin - usual) / width for at, margin in margins.items()}


def _coded_otherwise(
    case: Case, sided: Mapping[int, float], margins: Mapping[int, float], rivals: Mapping[int, int]
) -> Iterator[_Suspicion]:
    for at, rival in rivals.items():
        if margins[at] > 0:
            yield _of_coding(case, "coded_otherwise", at, case.members[rival], _strength(sided[at]))


def _unlike(case: Case, own: Sequence[int], sided: Mapping[int, float]) -> Iterator[_Suspicion]:
    mine = set(own)
    for members in case.by_code.values():
        near = case.nearness_within(members)
        if not (near > NEVER).any():
            continue
        usual, width = spread(near[near > NEVER])
        for at, value in zip(members.tolist(), near, strict=True):
            off = (usual - value) / width
            if at in mine and value > NEVER and off >= WORTH_A_LOOK:
                # odd passages are found in every code; what lies near another code as well is likelier a slip
                yield _of_coding(case, "unlike", at, members, _strength((off + sided.get(at, 0.0)) / 2))


def _colleagues(case: Case, own: Sequence[int], sided: Mapping[int, float]) -> Iterator[_Suspicion]:
    """Where colleagues disagree; strongest where the passages that are like it speak against the code, too."""
    at_of = {each.id: at for at, each in enumerate(case.codings)}
    against = dissents([case.codings[at] for at in own], case.codings, case.lineages)
    for at in own:
        dissent = against.get(case.codings[at].id)
        if dissent is not None:
            words = dissent.overlap if dissent.codings else -0.5
            among = np.array([at_of[each.id] for each in dissent.codings[:2]], dtype=np.int64)
            yield _of_coding(case, "colleague", at, among, _strength(sided.get(at, 0.0) + words))


def _missed(case: Case, own: Sequence[int], talk: Talk) -> Iterator[_Suspicion]:
    """Uncoded stretches that are as like the passages of one top code as those are like each other, or more."""
    usual = case.usual_of_tops
    left = uncoded(talk.spans, case.spans, {case.spans[at].document for at in own})
    if not left or len(usual) < 2:
        return
    rows, spans = talk.vectors[left], [talk.spans[at] for at in left]
    for row, span, near in zip(rows, spans, case.nearness_to_tops(rows, spans, NEAREST_OF_CODE), strict=True):
        first, second = sorted(usual, key=lambda top: (-float(near[top]), top))[:2]
        median, width = usual[first]
        above, lead = (near[first] - median) / width, (near[first] - near[second]) / width
        if above > 0 and lead > 0:
            yield _Suspicion("missed", span, None, row, case.members[first], _strength(above + lead - MORE_FOR_MISSED))


def uncoded(talk: Sequence[Span], coded: Sequence[Span], documents: set[str]) -> list[int]:
    """Which stretches of these documents share no word with a coded span, by their number."""
    ends: dict[str, list[tuple[int, int]]] = {}
    for span in sorted(coded, key=lambda each: (each.document, each.start)):
        before = ends.setdefault(span.document, [])
        # the furthest end so far stands beside each start, so that one look to the left is enough
        before.append((span.start, max(span.end, before[-1][1] if before else 0)))
    found = []
    for at, span in enumerate(talk):
        if span.document in documents:
            here = ends.get(span.document, [])
            last = bisect_left(here, (span.end, 0)) - 1
            if last < 0 or here[last][1] <= span.start:
                found.append(at)
    return found


def _of_coding(case: Case, why: Why, at: int, among: Places, strength: float) -> _Suspicion:
    return _Suspicion(why, case.spans[at], at, case.vectors[at], among, strength)


def _proven(case: Case, found: _Suspicion) -> Doubt | None:
    """The doubt with its proof; None where there is nothing to compare with."""
    if found.why == "colleague":
        proof = [int(at) for at in found.among]
    else:
        proof = case.two_nearest(found.vector, found.span, found.among)
        if not proof:
            return None
        if found.at is None:
            same = [at for at in found.among.tolist() if case.codings[at].code == case.codings[proof[0]].code]
            proof = case.two_nearest(found.vector, found.span, np.array(same))
    named = case.codings[proof[0]].code if proof else None
    ids = tuple(case.codings[at].id for at in proof)
    if found.at is None:
        return Doubt(found.why, found.span, named or "", None, None, ids, found.strength)
    coding = case.codings[found.at]
    other = None if found.why == "unlike" else named
    return Doubt(found.why, found.span, coding.code, coding.id, other, ids, found.strength)


def _strength(spreads: float) -> float:
    return 1 / (1 + math.exp(1.5 - min(float(spreads), 30.0)))


def _place(coding: Coded) -> tuple[str, int, int, str, str, str]:
    return coding.span.document, coding.span.start, coding.span.end, coding.coder, coding.code, coding.id


def _spread_out(doubts: Sequence[Doubt]) -> list[Doubt]:
    """The strongest first, but one of a reason, code or interview that was named often waits a little."""
    left = list(doubts)
    named: dict[tuple[str, str], int] = {}
    ordered: list[Doubt] = []
    while left and len(ordered) < MOST:
        best = max(left, key=lambda each: _weighed(each, named))
        left.remove(best)
        ordered.append(best)
        for key in _keys(best):
            named[key] = named.get(key, 0) + 1
    return ordered


def _keys(doubt: Doubt) -> tuple[tuple[str, str], ...]:
    return ("why", doubt.why), ("code", doubt.code), ("document", doubt.span.document)


def _weighed(doubt: Doubt, named: Mapping[tuple[str, str], int]) -> float:
    return doubt.strength * math.prod(
        patience ** named.get(key, 0) for key, patience in zip(_keys(doubt), _PATIENCE, strict=True)
    )
