"""Names in quotes and texts: those the transcripts give speakers, and words that are written as names are.

In Danish a capital letter inside a sentence nearly always marks a name, so such words are offered, each once with every
place where it stands. Names at the beginning of a sentence alone, and names written small, are not found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sqlalchemy import select

from coding.evidence import Evidence
from coding.framework_cells import list_cells
from coding.report_texts import list_report_texts
from coding.summaries import list_summaries
from corpus.role_words import meaning_of, word_set
from corpus.study import Study
from corpus.study import tables as t
from exports.disclosure.values import Finding, Place

SHOWN = 3
"""Places of one name that are named; there may be more."""
_NAME: Final = re.compile(r"(?<![\w.@-])[A-ZÆØÅÉÖÜ][a-zæøåéöüá]+(?:-[A-ZÆØÅ][a-zæøå]+)?(?![\w@])")
_BEGINS: Final = re.compile(r"(?:^|[.!?…:\n]|[»«“”„\"(–-])\s*$")
_NO_NAMES: Final = word_set(
    "I De Dem Deres Jer Jeres Hr Fru Gud Danmark Dansk Europa EU Covid Corona Excel Word Teams Google Facebook Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December Danish English"
)
_SHORTEST: Final = 3


def names(study: Study, evidence: Evidence) -> Iterator[Finding]:
    """Every word that may be a name, once, with the places where it stands; names of speakers first."""
    speakers = _speaker_names(study)
    plain = _known_words(evidence)
    places: dict[str, list[tuple[Place, str]]] = {}
    for place, where, text in _texts(study, evidence):
        for word in dict.fromkeys(names_in(text, speakers)):
            if word in speakers or word not in plain:
                places.setdefault(word, []).append((place, where))
    for word in sorted(places, key=lambda word: (word not in speakers, word)):
        found = list(dict.fromkeys(places[word]))
        more = len(found) - SHOWN
        where = "; ".join(dict.fromkeys(where for _place, where in found[:SHOWN])) + (f" (+{more})" if more > 0 else "")
        context = "\x1f".join(sorted({where for _place, where in found}))
        yield Finding("name", found[0][0], where, 0, 0, word, context=context, certain=word in speakers)


def names_in(text: str, speakers: Iterable[str] = ()) -> tuple[str, ...]:
    """Words of a text that may be names, in order: with a capital inside a sentence, or the name of a speaker."""
    known = frozenset(speakers)
    return tuple(
        found.group()
        for found in _NAME.finditer(text)
        if found.group() in known
        or (
            found.group() not in _NO_NAMES
            and len(found.group()) >= _SHORTEST
            and not _BEGINS.search(text[max(0, found.start() - 4) : found.start()])
            and found.start() > 0
        )
    )


def _texts(study: Study, evidence: Evidence) -> Iterator[tuple[Place, str, str]]:
    for excerpts in evidence.by_passage.values():
        yield "quote", excerpts[0].document, excerpts[0].quote
    for excerpt in evidence.excerpts:
        if excerpt.coding.memo:
            yield "memo", excerpt.document, excerpt.coding.memo
    groups: Mapping[str, str] = {group.id: group.name for group in evidence.groups}
    for summary in list_summaries(study).values():
        where = f"{evidence.codebook.path_text(summary.code_id)}, {groups.get(summary.group_id, '')}"
        for text in (summary.dominant, summary.nuances, summary.counter_voices):
            yield "summary", where, text
    for cell in list_cells(study).values():
        yield "framework", evidence.codebook.path_text(cell.code_id), cell.words
    for written in list_report_texts(study):
        yield "report", written.title or written.kind, written.text


def _speaker_names(study: Study) -> frozenset[str]:
    """Words of the names that transcripts give informants, where they are names and no roles."""
    with study.read() as connection:
        rows = connection.execute(select(t.speaker.c.name).where(t.speaker.c.name != "")).scalars().all()
        labels = set(connection.execute(select(t.participant.c.label)).scalars())
    written = {name for name in rows if name not in labels and not ((told := meaning_of(name)) and told.is_plain)}
    return frozenset(word for name in written for word in _NAME.findall(name) if len(word) >= _SHORTEST)


def _known_words(evidence: Evidence) -> frozenset[str]:
    """Words that labels, groups and codes print anyway."""
    said = [person.label for person in evidence.asked] + [group.name for group in evidence.groups]
    said += [code.name for code in evidence.codebook.codes]
    return frozenset(word for text in said for word in _NAME.findall(text))
