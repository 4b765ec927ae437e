"""New themes: passages grouped by meaning, for a person to see whether a code is missing, and to make it.

Nothing here names a theme. A group shows words that are typical for it, how many say so, and quotes; a code is made
only from the name that a person types, as that person's own codings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

import numpy as np
from sqlalchemy import exists, select

from coding import tables as c
from coding.codebook_store import create_code
from coding.codings import apply_code, ensure_passage
from coding.evidence import with_sub_codes
from coding.review_material import Material, Said, span_of
from coding.reviewing.doubts import uncoded
from coding.reviewing.grouping import OUTSIDE, Grain, group_passages, most_central
from coding.reviewing.typical_words import TypicalWord, count_words_said, typical_words
from coding.reviewing.values import Span, Vectors
from coding.second_opinion import SCOPE
from coding.suggesting.thresholds import SPEAK_FROM
from corpus.errors import Refused
from corpus.study import Study

Source = Literal["uncoded", "everything"]


@dataclass(frozen=True)
class Question:
    """Which passages to group: what no code fits, everything said, or what carries one code (with its sub-codes).

    `group` is a stakeholder group's id, None for all of them.
    """

    source: Source = "uncoded"
    code: str | None = None
    group: str | None = None
    grain: Grain = "medium"


@dataclass(frozen=True)
class GroupCount:
    """How often a theme is voiced in one stakeholder group (None: people without one), each number with its unit."""

    group: str | None
    passages: int
    informants: int
    interviews: int


@dataclass(frozen=True)
class Theme:
    """Passages that are alike, the most central first and spread over people, with what is typical for them."""

    words: tuple[TypicalWord, ...]
    counts: tuple[GroupCount, ...]
    passages: tuple[Said, ...]


@dataclass(frozen=True)
class Themes:
    """All groups found, the largest first; `looked_at` passages in all, `outside` of them in no group.

    `unread` interviews were left out because nobody has coded anything in them.
    """

    themes: tuple[Theme, ...]
    looked_at: int
    outside: int
    unread: int


def find_themes(material: Material, question: Question, seen: frozenset[Span] = frozenset()) -> Themes:
    """Group the passages that the question asks for. `seen` are spans that the model has a suggestion for.

    The same study gives the same groups.
    """
    chosen, vectors, unread = _chosen(material, question, seen)
    words = [material.words(each.quote, each.language) for each in chosen]
    labels = group_passages(vectors, [each.stems for each in words], question.grain)
    central = most_central(vectors, labels)
    everywhere = count_words_said(material.words(each.quote, each.language) for each in material.said)
    themes = []
    for label in range(int(labels.max(initial=OUTSIDE)) + 1):
        members = np.flatnonzero(labels == label).tolist()
        members.sort(key=lambda at: (-round(float(central[at]), 6), at))
        passages = _over_people([chosen[at] for at in members])
        themes.append(Theme(typical_words([words[at] for at in members], everywhere), _counts(passages), passages))
    return Themes(tuple(themes), len(chosen), int((labels == OUTSIDE).sum()), unread)


def seen_by_model(study: Study) -> frozenset[Span]:
    """Passages with a suggestion that the app speaks of and that nobody has said no to."""
    said, suggestion = c.suggestion_decision, c.suggestion
    refused = exists().where(
        said.c.passage_id == suggestion.c.passage_id,
        said.c.code_id == suggestion.c.code_id,
        said.c.status == "rejected",
    )
    query = (
        select(c.passage.c.document_id, c.passage.c.start, c.passage.c.end)
        .join(suggestion, suggestion.c.passage_id == c.passage.c.id)
        .where(suggestion.c.status == "pending", suggestion.c.top_score >= SPEAK_FROM, ~refused)
    )
    with study.read() as connection:
        return frozenset(Span(*row) for row in connection.execute(query))


def make_code(study: Study, coder_id: str, name: str, parent: str | None, passages: Sequence[Said]) -> str:
    """Make a code and put it on these passages as the person's own codings, all in one undoable act; returns its id.

    Raises Refused or CodebookRefused, changing nothing, where name or place do not fit the codebook.
    """
    if not name.strip():
        raise Refused("The new code needs a name. Write what the passages have in common.")
    code_id = str(uuid4())
    with study.act(coder_id, "theme.make", scope=SCOPE) as act:
        create_code(act, code_id, name.strip(), parent)
        for each in passages:
            passage_id = ensure_passage(act.connection, each.span.document, each.span.start, each.span.end)
            apply_code(act, coder_id, passage_id, code_id, quote=each.quote)
        act.details.update(code=name.strip(), count=len(passages))
        act.details.pop("quote", None)
    return code_id


def _chosen(material: Material, question: Question, seen: frozenset[Span]) -> tuple[list[Said], Vectors, int]:
    if question.code is not None:
        chosen, vectors, unread = _coded_with(material, question.code)
    else:
        said, unread = list(range(len(material.said))), 0
        if question.source == "uncoded":
            coded = [span_of(each) for each in material.evidence.excerpts]
            read = {span.document for span in coded}
            unread = len({each.span.document for each in material.said} - read)
            said = uncoded([each.span for each in material.said], [*coded, *seen], read)
        chosen, vectors = [material.said[at] for at in said], material.said_vectors[said]
    kept = [at for at, each in enumerate(chosen) if question.group is None or _group(each) == question.group]
    return [chosen[at] for at in kept], vectors[kept], unread


def _coded_with(material: Material, code: str) -> tuple[list[Said], Vectors, int]:
    """The passages of a code, each stretch once however many coded it."""
    wanted = with_sub_codes(material.evidence.codebook, [code])
    languages = {each.span.document: each.language for each in material.said}
    found: dict[Span, tuple[Said, int]] = {}
    for at, each in enumerate(material.excerpts):
        if each.coding.code_id in wanted:
            span = span_of(each)
            said = Said(span, each.document, languages.get(span.document, "da"), each.quote, each.voices[0])
            found.setdefault(span, (said, at))
    rows = [at for _, at in found.values()]
    return [said for said, _ in found.values()], material.excerpt_vectors[rows], 0


def _over_people(passages: Sequence[Said]) -> tuple[Said, ...]:
    """In order, but each person's second passage after everybody's first, and so on."""
    turn: dict[object, int] = {}
    rounds = []
    for each in passages:
        who: object = each.voice.id if each.voice else each.span.document
        turn[who] = turn.get(who, 0) + 1
        rounds.append(turn[who])
    order = sorted(range(len(passages)), key=lambda at: (rounds[at], at))
    return tuple(passages[at] for at in order)


def _counts(passages: Sequence[Said]) -> tuple[GroupCount, ...]:
    by_group: dict[str | None, list[Said]] = {}
    for each in passages:
        by_group.setdefault(each.voice.group.name if each.voice and each.voice.group else None, []).append(each)
    counted = [
        GroupCount(
            name,
            len(here),
            len({each.voice.id for each in here if each.voice}),
            len({each.span.document for each in here}),
        )
        for name, here in by_group.items()
    ]
    return tuple(sorted(counted, key=lambda each: (-each.informants, -each.passages, each.group or "")))


def _group(said: Said) -> str | None:
    return said.voice.group.id if said.voice and said.voice.group else None
