"""A reason names what was near and the words that were said, in one line, in the user's language."""

from gettext import NullTranslations

import pytest

from codebooks.ready_made import load
from coding.model_of_codebook import model_of
from coding.suggesting import Reason, Stretch, Word, say
from coding.suggesting.words import Signs, tokens
from coding.suggestions import CachedEncoder
from corpus.language import ENGLISH

SAID = "Øh 😀 jeg forstår ikke dansk så godt, og tolken kommer kun én gang om ugen."


class Danish(NullTranslations):
    """A catalogue of two messages."""

    def gettext(self, message: str) -> str:
        return {
            "Close to an example of “{code}”: “{text}”.": "Ligner et eksempel på »{code}«: »{text}«.",
            "Words that point to it: {words}.": "Ord, der peger på den: {words}.",
        }.get(message, message)


def reason(part: str, text: str, *words: str) -> Reason:
    assert part in ("definition", "include", "example", "name")
    found = tuple(Word(word, 0, len(word)) for word in words)
    return Reason(part, "1", "Barrierer > Tid", text, found)  # type: ignore[arg-type]


def test_words_are_those_that_were_said_at_their_places(encoder: CachedEncoder) -> None:
    codebook = load("stakeholders-da")
    (ranking,) = model_of(codebook, encoder).rank([Stretch(SAID)])
    first = ranking.ranked[0].reason
    assert [word.text for word in first.words][:3] == ["forstår ikke", "dansk", "tolken"]
    assert all(SAID[word.start : word.end] == word.text for word in first.words)
    assert first.code_path == "Barrierer > Sprog og kompetencer"
    assert first.code_id == ranking.ranked[0].code_id
    own = codebook.code(first.code_id)
    assert first.text in own.definition + own.include + "".join(own.examples)


@pytest.mark.parametrize("part", ["definition", "include", "example", "name"])
def test_every_kind_of_reason_is_one_line_that_names_the_code(part: str) -> None:
    line = say(reason(part, "Tid,\nsom\n\nmangler. " * 30, "tid"), ENGLISH)
    assert "Barrierer > Tid" in line
    assert "\n" not in line
    assert line.endswith("Words that point to it: tid.")
    assert len(line) < 200


def test_without_words_the_line_ends_with_what_was_near() -> None:
    assert say(reason("example", "Vi når det ikke."), ENGLISH) == (
        "Close to an example of “Barrierer > Tid”: “Vi når det ikke”."
    )


def test_it_is_said_in_the_users_language() -> None:
    assert say(reason("example", "Vi når det ikke.", "når", "tiden"), Danish()) == (
        "Ligner et eksempel på »Barrierer > Tid«: »Vi når det ikke«. Ord, der peger på den: når, tiden."
    )


def test_stems_join_the_forms_of_a_word() -> None:
    forms = tokens("kerneopgaven kerneopgaver KERNEOPGAVE", "da")
    assert len({form.stem for form in forms}) == 1
    assert {form.stem for form in tokens("caseworker caseworkers", "en")} == {"casework"}


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("Sproget er svært.", ["Sproget"]),
        ("Sprogbarrieren og sprogskolen", ["Sprogbarrieren", "sprogskolen"]),
        ("Det går i stå, og det GÅR I STÅ igen", ["går i stå", "GÅR I STÅ"]),
        ("Det går godt i stalden", []),
        ("modersprog", []),
    ],
)
def test_signs_are_found_as_words_phrases_and_beginnings_of_compounds(said: str, places: list[str]) -> None:
    signs = Signs([["sprog", "går i stå"]], "da")
    assert [said[start:end] for start, end in signs.places(tokens(said, "da"), 0)] == places
    assert (signs.strengths(tokens(said, "da"))[0] > 0) == bool(places)


def test_a_shared_sign_speaks_less_and_a_repeated_one_no_more() -> None:
    signs = Signs([["tid", "penge"], ["tid"], []], "da")
    first, second, none = signs.strengths(tokens("tid tid tid", "da"))
    assert first == second > none == 0
    assert signs.strengths(tokens("penge", "da"))[0] > first
