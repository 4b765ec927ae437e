"""How a quote names its source: the public label, and what a reader must know of how the words came about."""

from collections.abc import Callable, Sequence

from coding.evidence import Excerpt
from corpus.language import Language, Texts
from corpus.participants import Participant
from exports.words import join


def quote_label(
    excerpt: Excerpt,
    texts: Texts,
    language: Language,
    *,
    names: Callable[[Sequence[Participant]], Sequence[str]] | None = None,
) -> str:
    """The words in the parentheses: "Citizen 1, via interpreter". `names` says what people are called; labels else.

    An interview with an interpreter, and a text that is no transcript, are named: the words are not all the
    informant's own.
    """
    _ = texts.gettext
    named = names(excerpt.voices) if names else [voice.label for voice in excerpt.voices]
    parts = [join(named, language)]
    if excerpt.mediated:
        parts.append(_("via interpreter"))
    kinds = {"summary": _("from a summary note"), "notes": _("from notes"), "survey": _("in a survey answer")}
    if excerpt.kind in kinds:
        parts.append(kinds[excerpt.kind])
    return ", ".join(parts)
