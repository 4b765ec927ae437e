"""What the coding page shows of one interview, made from the study as the component wants it."""

import hashlib

from app.action_words import action_words
from app.transcript_component import (
    CodingView,
    Place,
    ShownCode,
    ShownCoding,
    ShownSuggestion,
    ShownTranscript,
    ShownTurn,
)
from codebooks.values import Codebook
from coding.codebook_store import load_codebook
from coding.codings import list_codings
from coding.suggesting import say
from coding.suggestions import list_suggestions
from corpus.coders import Coder
from corpus.documents import Document, Turn
from corpus.language import Texts
from corpus.study import Entry, Study


def shown_transcript(document: Document) -> ShownTranscript:
    """The text and turns of a document. The hash changes with the text and with who speaks."""
    turns = tuple(_turn(turn) for turn in document.turns)
    digest = hashlib.sha256(repr((document.text_hash, document.title, turns)).encode()).hexdigest()
    return ShownTranscript(document.id, digest[:16], document.title, document.text, turns)


def coding_view(
    study: Study,
    transcript: ShownTranscript,
    coder: Coder,
    texts: Texts,
    *,
    coders: frozenset[str] | None = None,
    with_suggestions: bool = True,
    goto: Place | None = None,
) -> CodingView:
    """Codes, codings and open suggestions of a document, and what could be undone.

    `coders` limits the codings of others to these ids; the coder's own are always shown.
    """
    book = load_codebook(study)
    shown = [
        ShownCoding(
            id=coding.id,
            start=coding.start,
            end=coding.end,
            code=coding.code_id,
            coder=coding.coder_id,
            coder_name=coding.coder,
            origin=coding.origin,
            certainty=coding.certainty,
            memo=coding.memo,
            starred=coding.starred,
        )
        for coding in list_codings(study, transcript.id)
        if coders is None or coding.coder_id in coders or coding.coder_id == coder.id
    ]
    return CodingView(
        document=transcript.id,
        hash=transcript.hash,
        revision=study.revision(),
        coder=coder.id,
        coder_name=coder.name,
        codes=_codes(book),
        codings=tuple(shown),
        suggestions=_suggestions(study, transcript.id, coder, texts) if with_suggestions else (),
        goto=goto,
        undo=_named(study.undoable(coder.id, transcript.id), texts),
        redo=_named(study.redoable(coder.id, transcript.id), texts),
    )


def _suggestions(study: Study, document_id: str, coder: Coder, texts: Texts) -> tuple[ShownSuggestion, ...]:
    return tuple(
        ShownSuggestion(each.id, each.start, each.end, each.code_id, each.score, say(each.reason, texts))
        for each in list_suggestions(study, document_id, coder.id)
    )


def _turn(turn: Turn) -> ShownTurn:
    speaker = turn.speaker
    return ShownTurn(
        n=turn.position + 1,
        start=turn.start,
        end=turn.end,
        speaker=speaker.participant or speaker.name or None,
        role=speaker.role,
        group=speaker.group,
        time=turn.time or None,
    )


def _codes(book: Codebook) -> tuple[ShownCode, ...]:
    return tuple(
        ShownCode(
            id=code.id,
            parent=code.parent,
            name=code.name,
            path=book.path_text(code.id),
            definition=code.definition,
            colour=code.colour,
            retired=code.retired,
        )
        for code in book.codes
    )


def _named(entry: Entry | None, texts: Texts) -> str | None:
    return action_words(entry.action, entry.details, texts) if entry else None
