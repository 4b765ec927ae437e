"""The suggestion model for a codebook, with what Citat knows about codes of its ready-made codebooks."""

from codebooks.ready_made import load
from codebooks.spoken import load_spoken
from codebooks.values import Codebook
from coding.suggesting import SuggestionModel, describe
from coding.suggesting.nearness import INGREDIENTS, Ingredient
from coding.suggesting.values import PassageEncoder
from corpus.language import Language

_READY_MADE: dict[Language, str] = {"da": "stakeholders-da", "en": "stakeholders-en"}


def model_of(
    codebook: Codebook, encoder: PassageEncoder, ingredients: frozenset[Ingredient] = INGREDIENTS
) -> SuggestionModel:
    """Return a model of a codebook that is taught nothing yet.

    A code that still means what it means in the ready-made codebook is known by its utterances too, and by what is
    said of it in the other language; one whose definition somebody has changed is known by its own words only.
    """
    language: Language = "en" if codebook.language.startswith("en") else "da"
    other: Language = "da" if language == "en" else "en"
    ready = load(_READY_MADE[language])
    known = {
        code.id for code in codebook.codes if code.id in ready and code.definition == ready.code(code.id).definition
    }
    own = {code: texts for code, texts in load_spoken(language).items() if code in known}
    translated = describe(load(_READY_MADE[other]), load_spoken(other)) if known else ()
    return SuggestionModel(
        describe(codebook, own), encoder, language, [code for code in translated if code.id in known], ingredients
    )
