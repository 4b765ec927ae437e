"""What the queue of suggestions shows of a study, made as its component wants it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from babel.dates import format_date

from codebooks.values import Codebook
from coding.likeness import Alike, alike, unranked
from coding.suggesting import say
from coding.suggestion_queue import Queued, find_queued
from coding.suggestions import Suggestion
from corpus.embedding.encoder import Vectors
from corpus.errors import Refused
from corpus.language import Language, Texts
from corpus.study import Study

LIKELY: Mapping[str, float] = {"certain": 0.9, "likely": 0.7, "usual": 0.5}
"""From which probability on a suggestion is called nearly certain, likely, and more likely than not."""


def shown_item(
    queued: Queued, titles: Mapping[str, str], codebook: Codebook, texts: Texts, language: Language
) -> Mapping[str, Any]:
    """One suggestion with all that is told of it; `titles` are those of the interviews by id.

    Offsets are code points into the document.
    """
    one = queued.suggestion
    speaker = queued.turn.speaker
    return {
        "id": one.id,
        "document": queued.document_id,
        "title": queued.title,
        "speaker": _unless_in(queued.title, speaker.participant or speaker.name),
        "group": speaker.group or "",
        "start": one.start,
        "end": one.end,
        "from": queued.turn.start,
        "words": queued.words,
        "question": queued.question,
        "sentences": queued.sentences,
        "marks": [(one.start + word.start, one.start + word.end) for word in one.reason.words] if one.reason else [],
        "code": one.code_id,
        "path": codebook.path_text(one.code_id),
        "score": one.score,
        "likely": likely(one.score),
        "reason": say(one.reason, texts) if one.reason else "",
        "nearest": _nearest(queued, titles),
        "made": made_by(one, texts, language),
        "deferred": queued.deferred,
    }


def likely(score: float) -> str:
    """How probable something is, as the name of the label that says it."""
    return next((name for name, least in LIKELY.items() if score >= least), "everything")


def shown_alike(suggestion_id: str, alike: Sequence[Alike]) -> Mapping[str, Any]:
    """Suggestions of the same code, the most similar first; `near` are ticked from the start."""
    items = [{"id": each.id, "quote": each.words, "title": each.title, "near": each.near} for each in alike]
    return {"id": suggestion_id, "items": items}


def alike_on_page(
    study: Study, coder_id: str, wanted: object, encode: Callable[[Sequence[str]], Vectors], least: float
) -> Mapping[str, Any] | None:
    """The suggestions like one that a page names, as `shown_alike`; None where it names none that waits.

    Without a language model they are those of the same code, none of them ticked.
    """
    match wanted:
        case {"id": str(suggestion_id)}:
            found = find_queued(study, coder_id, suggestion_id)
            if found is None:
                return {"id": suggestion_id, "items": []}
            try:
                return shown_alike(suggestion_id, alike(study, coder_id, found, encode, least))
            except Refused:
                return shown_alike(suggestion_id, unranked(study, coder_id, found, least))
    return None


def shown_codes(codebook: Codebook) -> Sequence[Mapping[str, Any]]:
    """The codes in use, for choosing another one."""
    return [
        {"id": code.id, "path": codebook.path_text(code.id), "definition": code.definition, "colour": code.colour}
        for code in codebook.codes
        if not code.retired
    ]


def _nearest(queued: Queued, titles: Mapping[str, str]) -> Mapping[str, Any] | None:
    reason = queued.suggestion.reason
    nearest = reason.nearest if reason else None
    if nearest is None or nearest.source not in titles:
        return None
    return {"quote": nearest.text, "title": titles[nearest.source]}


def _unless_in(title: str, name: str) -> str:
    return "" if name.casefold() in title.casefold() else name


def made_by(suggestion: Suggestion, texts: Texts, language: Language) -> str:
    """Which model suggests this, in which version, and when it was made."""
    made_with, made = suggestion.made_with, day(suggestion.made, language)
    parts = [made_with.name, texts.gettext("version {version}").format(version=made_with.version), made]
    named = ", ".join(part for part, known in zip(parts, (True, made_with.version, made), strict=True) if known)
    return texts.gettext("Suggested by {model}").format(model=named)


def day(made: str, language: Language) -> str:
    """The day of a time (ISO 8601) as a person writes it; empty where no time is known."""
    date = datetime.fromisoformat(made).date() if made else None
    return format_date(date, "medium", locale="en_GB" if language == "en" else language) if date else ""
