"""How a quote names its source: the public label, and what a reader must know of how the words came about."""

from codebooks.values import PATH_SEPARATOR
from coding.evidence import Excerpt
from corpus.language import Language, Texts
from exports.words import join


def quote_label(excerpt: Excerpt, texts: Texts, language: Language, *, with_case: bool = False) -> str:
    """The words in the parentheses: "Citizen 1, Nordby, via interpreter".

    An interview with an interpreter, and a text that is no transcript, are named: the words are not all the
    informant's own.
    """
    _ = texts.gettext
    parts = [join([voice.label for voice in excerpt.voices], language)]
    if with_case:
        cases = dict.fromkeys(PATH_SEPARATOR.join(voice.case.path) for voice in excerpt.voices if voice.case)
        parts += cases
    if excerpt.mediated:
        parts.append(_("via interpreter"))
    kinds = {"summary": _("from a summary note"), "notes": _("from notes"), "survey": _("in a survey answer")}
    if excerpt.kind in kinds:
        parts.append(kinds[excerpt.kind])
    return ", ".join(parts)
