import re

import pytest

from codebooks import ready_made
from codebooks.spoken import load_spoken

LEAST = {"da": 12, "en": 8}
BOTH = pytest.mark.parametrize("language", LEAST)


def every(language: str) -> list[str]:
    return [utterance for group in load_spoken(language).values() for utterance in group]


def alike(text: str) -> str:
    """The words alone, so that a comma or a capital more does not make two of one."""
    return " ".join(re.findall(r"\w+", text.lower()))


@BOTH
def test_every_code_of_the_ready_made_book_has_utterances_enough_and_no_other_code_has(language: str) -> None:
    book, spoken = ready_made.load(f"stakeholders-{language}"), load_spoken(language)
    assert list(spoken) == [code.id for code in book.codes]
    assert {book.path_text(id): len(group) for id, group in spoken.items() if len(group) < LEAST[language]} == {}


@BOTH
def test_no_utterance_stands_twice_or_is_an_example_of_the_codebook(language: str) -> None:
    book = ready_made.load(f"stakeholders-{language}")
    seen = {alike(example) for code in book.codes for example in code.examples}
    again = []
    for utterance in every(language):
        if alike(utterance) in seen:
            again.append(utterance)
        seen.add(alike(utterance))
    assert again == []


@BOTH
def test_utterances_are_as_long_as_talk_and_written_on_one_line(language: str) -> None:
    for utterance in every(language):
        assert 6 <= len(utterance.split()) <= 60, utterance
        assert utterance == " ".join(utterance.split())
        assert utterance.endswith((".", "?", "!")), utterance


@BOTH
def test_few_utterances_hold_the_signs_of_their_code_since_the_model_has_those_already(language: str) -> None:
    book, spoken = ready_made.load(f"stakeholders-{language}"), load_spoken(language)
    for code in book.codes:
        signs = re.compile("|".join(rf"\b{re.escape(sign)}\b" for sign in (code.name, *code.signs)), re.IGNORECASE)
        holding = [utterance for utterance in spoken[code.id] if signs.search(utterance)]
        assert len(holding) <= len(spoken[code.id]) / 3, (code.name, holding)


def test_a_region_is_left_out_and_an_unknown_language_has_none() -> None:
    assert load_spoken("da-DK") == load_spoken("da")
    assert load_spoken("sv") == {}
    assert load_spoken("../ready_made/stakeholders") == {}
    assert load_spoken("") == {}
