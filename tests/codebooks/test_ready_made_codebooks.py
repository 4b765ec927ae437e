import re
from dataclasses import fields
from uuid import UUID

import pytest

from codebooks import ready_made
from codebooks.colours import TOP_COLOURS
from codebooks.errors import CodebookRefused
from codebooks.values import Code
from codebooks.yaml_format import read_yaml, write_yaml

DANISH, ENGLISH = "stakeholders-da", "stakeholders-en"
TREE = {
    "Barrierer": 6,
    "Kerneopgave": 3,
    "Mening": 6,
    "Samarbejde": 5,
}
EVERY = pytest.mark.parametrize("name", [DANISH, ENGLISH])


def test_the_books_are_named_and_no_other_is_loaded() -> None:
    assert ready_made.names() == (DANISH, ENGLISH)
    with pytest.raises(CodebookRefused, match=r"no ready-made codebook with the name nvivo.*stakeholders-da"):
        ready_made.load("nvivo")
    with pytest.raises(CodebookRefused):
        ready_made.load("../ready_made/stakeholders-da")


def test_the_danish_book_has_the_four_top_codes_and_their_sub_codes() -> None:
    book = ready_made.load(DANISH)
    assert {top.name: len(book.children(top.id)) for top in book.children(None)} == TREE
    assert len(book.codes) == 4 + 20
    assert book.find_path("Barrierer > Sprog og kompetencer") is not None
    english = ready_made.load(ENGLISH)
    assert [top.name for top in english.children(None)] == ["Barriers", "Core task", "Meaning", "Cooperation"]


def test_the_languages_hold_the_same_codes() -> None:
    danish, english = ready_made.load(DANISH), ready_made.load(ENGLISH)
    assert (danish.language, english.language) == ("da", "en")
    translated = {"name", "definition", "include", "exclude", "examples", "signs", "source"}
    kept = [field.name for field in fields(Code) if field.name not in translated]
    for one, other in zip(danish.codes, english.codes, strict=True):
        assert [getattr(one, key) for key in kept] == [getattr(other, key) for key in kept]
        assert UUID(one.id).version == 4
        assert len(one.examples) == len(other.examples)
        assert bool(one.source) == bool(other.source)
        for key in ("definition", "include", "exclude", "examples"):
            assert getattr(one, key) != getattr(other, key)


@EVERY
def test_every_code_says_what_it_is_and_where_its_neighbours_begin(name: str) -> None:
    book = ready_made.load(name)
    for code in book.codes:
        assert code.definition
        assert code.include
        assert code.examples
        assert code.signs
        neighbours = set(re.findall(r"[»“]([^«”]+)[«”]", code.exclude))
        assert neighbours, code.name
        assert neighbours <= {other.name for other in book.codes} - {code.name}, code.name


@EVERY
def test_examples_and_signs_are_given_once(name: str) -> None:
    book = ready_made.load(name)
    examples = [example for code in book.codes for example in code.examples]
    assert len(examples) == len(set(examples))
    for code in book.codes:
        assert len(code.signs) == len(set(code.signs)), code.name


@EVERY
def test_top_colours_are_told_apart_and_siblings_differ(name: str) -> None:
    book = ready_made.load(name)
    assert {top.colour for top in book.children(None)} == set(TOP_COLOURS[:4])
    assert len({code.colour for code in book.codes}) == len(book.codes)


@EVERY
def test_a_ready_made_book_can_be_taken_out_and_in_again(name: str) -> None:
    book = ready_made.load(name)
    assert read_yaml(write_yaml(book), "x.yaml") == book


def test_the_concept_of_meaning_names_its_source() -> None:
    book = ready_made.load(DANISH)
    meaning = book.find_path("Mening")
    assert meaning is not None
    assert "Ravn, I. (2008)" in meaning.source
    assert [("Ravn (2008)" in code.source) for code in book.children(meaning.id)] == [True] * 4 + [False] * 2
