"""Texts fall into sentences where a reader would say so, quotes whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.written import sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Et. To? Tre!", ["Et.", "To?", "Tre!"]),
        ("Det koster f.eks. 3.600 kr. om året. Nemt.", ["Det koster f.eks. 3.600 kr. om året.", "Nemt."]),
        ("Hun siger: »Det går. Vi ved det.« Men ikke altid.", ["Hun siger: »Det går. Vi ved det.«", "Men ikke altid."]),
        ("Det er »sådan. Ja« for alle. Nej.", ["Det er »sådan. Ja« for alle.", "Nej."]),
        ("»Vi ved det.« (Leder 1) Det er nok.", ["»Vi ved det.« (Leder 1) Det er nok."]),
        ("Uden punktum\n\nNy linje", ["Uden punktum", "Ny linje"]),
        (" \n. \n", []),
    ],
)
def test_a_text_falls_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert [each.words for each in sentences_of(text)] == sentences


@given(st.text(alphabet="Aa bæ.!?\n»«“”()1", max_size=60))
def test_sentences_stand_where_they_say_in_order_and_leave_no_word_out(text: str) -> None:
    found = sentences_of(text)
    assert all(text[each.start : each.end] == each.words for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {at for each in found for at in range(each.start, each.end)}
    assert all(at in covered for at, sign in enumerate(text) if sign.isalnum())
