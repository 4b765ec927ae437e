"""What a review is made from: all that interviewees say, all that people coded, and the meaning of both as vectors."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from codebooks.values import Codebook
from coding.evidence import Evidence, Excerpt
from coding.reviewing.doubts import Described
from coding.reviewing.likeness import Sharpening
from coding.reviewing.typical_words import SaidWords, said_words
from coding.reviewing.values import Coded, Span, Vectors
from corpus.documents import INTERVIEWEE, Document, list_document_ids, load_document
from corpus.language import Language
from corpus.participants import Participant
from corpus.segments import count_words, segments
from corpus.study import Study

FEWEST_WORDS = 8
"""A stretch with fewer words says too little to be compared."""

_NOTE = re.compile(r"[(\[][^()\[\]]{0,30}[)\]]")

Encode = Callable[[Sequence[str]], Vectors]
"""Unit vectors of texts, a row a text: an encoder with its cache. Always the same encoder for what builds on before."""


@dataclass(frozen=True)
class Said:
    """A stretch that one interviewee says, verbatim; `voice` is None where the speaker is no participant."""

    span: Span
    document: str
    language: Language
    quote: str
    voice: Participant | None


@dataclass(frozen=True)
class Material:
    """One state of a study for a review.

    `excerpts` are the codings in which an interviewee speaks; `said` all that interviewees say, in stretches. Each
    has a sharpened vector in the row of its place. `described` is what the codebook says of its codes.
    """

    evidence: Evidence
    excerpts: tuple[Excerpt, ...]
    said: tuple[Said, ...]
    excerpt_vectors: Vectors
    said_vectors: Vectors
    described: Described
    sharpening: Sharpening
    known: "_Known"

    def coded(self) -> tuple[Coded, ...]:
        """The codings as a review sees them, in the order of `excerpts`."""
        return tuple(
            Coded(each.coding.id, span_of(each), each.coding.code_id, each.coding.coder_id) for each in self.excerpts
        )

    def words(self, text: str, language: Language) -> SaidWords:
        """The words of a text that carry meaning; each text is read once."""
        key = (language, text)
        if key not in self.known.words:
            self.known.words[key] = said_words(without_notes(text), language)
        return self.known.words[key]


@dataclass
class _Known:
    """What need not be made again while the program runs."""

    segments: dict[tuple[str, str], tuple[Said, ...]] = field(default_factory=dict)
    vectors: dict[str, Vectors] = field(default_factory=dict)
    words: dict[tuple[Language, str], SaidWords] = field(default_factory=dict)


def load_material(
    study: Study,
    evidence: Evidence,
    encode: Encode,
    *,
    before: Material | None = None,
) -> Material:
    """The material of a study as `evidence` has it; with `before`, only what is new is cut and encoded."""
    known = before.known if before is not None else _Known()
    people = {person.id: person for person in evidence.asked}
    said = tuple(
        each
        for document_id in list_document_ids(study)
        for each in _said(load_document(study, document_id), people, known)
    )
    excerpts = tuple(each for each in evidence.excerpts if each.voices)
    coded = [without_notes(each.quote) for each in excerpts]
    spoken = [without_notes(each.quote) for each in said]
    parts = _parts(evidence.codebook)
    new = sorted({*coded, *spoken, *chain.from_iterable(parts.values())} - known.vectors.keys())
    if new:
        known.vectors.update(zip(new, encode(new), strict=True))
    spoken_vectors = _stacked(spoken, known.vectors)
    same = before is not None and before.said == said
    sharpening = before.sharpening if before is not None and same else Sharpening(spoken_vectors)
    described = {top: sharpening(_stacked(texts, known.vectors)) for top, texts in parts.items() if texts}
    return Material(
        evidence,
        excerpts,
        said,
        sharpening(_stacked(coded, known.vectors)),
        before.said_vectors if before is not None and same else sharpening(spoken_vectors),
        Described(lineages(evidence.codebook), described),
        sharpening,
        known,
    )


def span_of(excerpt: Excerpt) -> Span:
    """Where a coding stands."""
    return Span(excerpt.coding.document_id, excerpt.coding.start, excerpt.coding.end)


def without_notes(text: str) -> str:
    """What was said, without what the transcriber noted in brackets, such as "(griner)"."""
    return _NOTE.sub(" ", text)


def lineages(codebook: Codebook) -> Mapping[str, tuple[str, ...]]:
    """Every code by id with itself and the codes above it, the top code last."""
    found: dict[str, tuple[str, ...]] = {}
    for code in codebook.codes:
        line, above = [code.id], code.parent
        while above is not None:
            line.append(above)
            above = codebook.code(above).parent
        found[code.id] = tuple(line)
    return found


def spoken_language(document: Document) -> Language:
    """The language whose rules fit a document."""
    return "en" if document.language == "en" else "da"


def _said(document: Document, people: Mapping[str, Participant], known: _Known) -> tuple[Said, ...]:
    # who speaks may be corrected later, and then other stretches are an interviewee's
    key = (document.id, repr((document.text_hash, document.title, document.language, _speakers(document))))
    if key not in known.segments:
        known.segments[key] = _cut(document, people)
    return known.segments[key]


def _speakers(document: Document) -> list[tuple[str, str | None, str | None, str | None]]:
    who = {turn.speaker.id: turn.speaker for turn in document.turns}
    return [(one.role, one.participant_id, one.participant, one.group) for one in who.values()]


def _cut(document: Document, people: Mapping[str, Participant]) -> tuple[Said, ...]:
    language = spoken_language(document)
    found = []
    for turn in document.turns:
        if turn.speaker.role != INTERVIEWEE:
            continue
        voice = people.get(turn.speaker.participant_id or "")
        for each in segments(document.text, [(turn.start, turn.end)], language):
            quote = document.text[each.start : each.end]
            heard = without_notes(quote)
            if count_words(heard, 0, len(heard)) >= FEWEST_WORDS:
                found.append(Said(Span(document.id, each.start, each.end), document.title, language, quote, voice))
    return tuple(found)


def _parts(codebook: Codebook) -> Mapping[str, list[str]]:
    """What the codebook says of each top code and of the codes below it, a text a part."""
    parts: dict[str, list[str]] = {}
    for code in codebook.codes:
        said = [part for part in (code.definition, code.include, *code.examples) if part.strip()]
        parts.setdefault(codebook.top(code.id).id, []).extend(said)
    return parts


def _stacked(texts: Sequence[str], vectors: Mapping[str, Vectors]) -> Vectors:
    return np.stack([vectors[text] for text in texts]) if texts else np.zeros((0, 0), np.float32)
