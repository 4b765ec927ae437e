"""Shorter and longer alternatives: whole sentences, each within the next, never out of the turn."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coding.suggesting import alternatives
from corpus.segments import Segment, segments

ASKED = "Hvordan går det?\n"
SAID = "Det går godt. Jeg møder klokken ni. Så drikker vi kaffe. Og så går vi i gang med brødet."
TEXT = f"{ASKED}{SAID}\nDet var godt at høre."
TURN = (len(ASKED), len(ASKED) + len(SAID))


def said(stretch: Segment) -> str:
    return TEXT[stretch.start : stretch.end]


def segment(words: str) -> Segment:
    start = TEXT.index(words)
    return Segment(start, start + len(words))


def test_a_sentence_less_and_a_sentence_more() -> None:
    found = alternatives(TEXT, TURN, segment("Jeg møder klokken ni. Så drikker vi kaffe."))
    assert [said(one) for one in found] == [
        "Jeg møder klokken ni.",
        "Jeg møder klokken ni. Så drikker vi kaffe.",
        "Jeg møder klokken ni. Så drikker vi kaffe. Og så går vi i gang med brødet.",
        SAID,
    ]


def test_a_whole_turn_has_only_shorter_ones() -> None:
    found = alternatives(TEXT, TURN, Segment(*TURN))
    assert [said(one) for one in found][-1] == SAID
    assert len(found) == 4


@given(st.lists(st.sampled_from(["Ja. ", "Vi går en tur hver dag. ", "Hvad nu? ", "\n", "og så videre "]), max_size=12))
def test_each_lies_within_the_next_and_all_within_the_turn(words: list[str]) -> None:
    turn_text = "".join(words)
    text = f"Spørgsmål?\n{turn_text}\nMere?"
    turn = (len("Spørgsmål?\n"), len("Spørgsmål?\n") + len(turn_text))
    for stretch in segments(text, [turn]):
        found = alternatives(text, turn, stretch)
        assert stretch in found
        assert all(turn[0] <= one.start < one.end <= turn[1] for one in found)
        assert all(small.start >= large.start and small.end <= large.end for small, large in pairwise(found))
