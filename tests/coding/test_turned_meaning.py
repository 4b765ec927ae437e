"""A mark that takes out a negation, or puts one in, is no mere cut: both wordings are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.quote_location import Source, locate_quote
from coding.turned_meaning import turns_meaning, weighty_words

TALK = (
    "Jeg kunne ikke arbejde mere den uge. Planen hjælper mig ikke. Vi kan kun komme om morgenen, og jeg tror måske "
    "det går. Hun arbejder godt, når hun ikke er træt, og det er fint. De kan godt lide stedet. Det gik, desværre, "
    "aldrig stille for sig. We didn't get any help, and it is sometimes too late."
)
SOURCES = (Source("a", TALK),)


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("Jeg kunne [...] arbejde mere", "Jeg kunne ikke arbejde mere"),
        ("Jeg kunne (…) arbejde mere", "Jeg kunne ikke arbejde mere"),
        ("Jeg kunne [faktisk] arbejde mere", "Jeg kunne ikke arbejde mere"),
        ("De kan [ikke] lide stedet", "De kan godt lide stedet"),
        ("De kan [aldrig] lide stedet", "De kan godt lide stedet"),
        ("De [ikke] kan godt lide stedet", "De kan godt lide stedet"),
        ("Planen hjælper mig [...]", "Planen hjælper mig ikke"),
        ("[...] arbejde mere den uge", "Jeg kunne ikke arbejde mere den uge"),
        ("Vi kan [...] komme om morgenen", "Vi kan kun komme om morgenen"),
        ("jeg tror [...] det går", "jeg tror måske det går"),
        ("De kan [altid] lide stedet", "De kan godt lide stedet"),
        ("Det gik [...] stille for sig", "Det gik … aldrig stille for sig"),
        ("We [...] get any help", "We didn't get any help"),
        ("it is [...] too late", "it is sometimes too late"),
    ],
)
def test_a_mark_that_turns_the_meaning_is_told_with_both_wordings(quote: str, said: str) -> None:
    found = locate_quote(quote, SOURCES)
    assert found.outcome == "cut"
    assert [(each.quoted, each.said) for each in found.turned] == [(quote, said)]


@pytest.mark.parametrize(
    "quote",
    [
        "Jeg kunne [slet ikke] arbejde mere",
        "Jeg kunne ikke arbejde [på lageret] den uge",
        "Hun arbejder godt [...] og det er fint",
        "Planen hjælper [borgeren] ikke",
        "Jeg kunne ikke arbejde mere den uge. [...] De kan godt lide stedet.",
        "[Lederen:] De kan godt lide stedet",
        "[...] De kan godt lide stedet [...]",
        "Det gik [...] aldrig stille for sig",
    ],
)
def test_other_marks_are_left_alone(quote: str) -> None:
    found = locate_quote(quote, SOURCES)
    assert (found.outcome, found.turned) == ("cut", ())


def test_a_source_that_says_it_so_goes_before_one_that_denies_it() -> None:
    other = Source("b", "Jeg kunne godt arbejde mere, hvis det var.")
    found = locate_quote("Jeg kunne [...] arbejde mere", (*SOURCES, other))
    assert (found.source, found.turned) == ("b", ())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Det er ikke uden grund.", {"negation": 2}),
        ("Vi ryger uden for døren.", {}),
        ("No, not here. There is no time.", {"negation": 2}),
        ("Kun sjældent, måske.", {"limit": 1, "often": 1, "doubt": 1}),
        ("ikkeryger og ungarske", {}),
        ("He couldn’t.", {"negation": 1}),
    ],
)
def test_words_that_weigh_are_counted_by_kind_and_whole(text: str, kinds: dict[str, int]) -> None:
    assert {kind: count for kind, count in weighty_words(text).items() if count} == kinds


words = st.lists(st.sampled_from(["ikke", "kun", "måske", "altid", "hun", "kom"]), max_size=8)


@given(words, words)
def test_own_words_turn_the_meaning_exactly_where_weighty_words_are_more_or_fewer(
    own: list[str], said: list[str]
) -> None:
    weigh = {"ikke", "kun", "måske", "altid"}
    same = sorted(word for word in own if word in weigh) == sorted(word for word in said if word in weigh)
    assert turns_meaning(" ".join(own), " ".join(said), " ".join(said)) != same
