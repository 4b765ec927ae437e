"""The quick way to find quotes finds what the slow way finds, in every text and for every quote."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from coding.quote_index import QuoteIndex
from coding.quote_location import Source, index_of, locate_quote
from coding.word_runs import RUN, WordRuns

words = st.sampled_from(
    ["vi", "har", "ikke", "tid", "Café", "cafe\u0301", "arbejds\u00adtid", "så", "den-der", "den", "der"]
)
talk = st.lists(st.tuples(words, st.sampled_from([" ", ", ", ". ", "\n"])), max_size=40).map(
    lambda pairs: "".join(word + sign for word, sign in pairs)
)
marks = st.sampled_from([" ", " ", " ", ", ", " [...] ", " [altså] ", " mere "])


@st.composite
def quotes(draw: st.DrawFn, texts: Sequence[str]) -> str:
    """Words of one of the texts with marks and other words among them, or words of nobody's."""
    said = draw(st.sampled_from([*texts, "noget helt andet end det"])).split()
    start = draw(st.integers(0, len(said)))
    taken = said[start : start + draw(st.integers(1, 12))]
    return "".join(word + draw(marks) for word in taken)


@given(st.data())
def test_with_and_without_an_index_every_quote_is_found_in_the_same_place(data: st.DataObject) -> None:
    texts = data.draw(st.lists(talk, max_size=6))
    sources = [Source(str(number), text) for number, text in enumerate(texts)]
    index = index_of(sources)
    for _number in range(4):
        quote = data.draw(quotes(texts))
        assert locate_quote(quote, sources, index) == locate_quote(quote, sources)


@given(
    st.lists(st.lists(st.sampled_from("abc"), max_size=12), max_size=5),
    st.lists(st.sampled_from("abcd"), min_size=3, max_size=3),
)
def test_a_run_of_three_words_is_found_wherever_it_stands_and_never_over_the_end_of_a_text(
    texts: list[list[str]], run: list[str]
) -> None:
    wanted = [
        (number, at)
        for number, text in enumerate(texts)
        for at in range(len(text) - RUN + 1)
        if text[at : at + RUN] == run
    ]
    assert WordRuns(texts).places(run) == wanted
    assert QuoteIndex(texts).counts([run, run]) == [
        2 * any(number == found for found, _at in wanted) for number in range(len(texts))
    ]


@given(st.lists(st.lists(st.sampled_from("ab"), max_size=10), max_size=5), st.lists(st.sampled_from("ab"), max_size=6))
def test_no_text_that_has_a_stretch_of_words_is_left_out(texts: list[list[str]], stretch: list[str]) -> None:
    holds = [
        number
        for number, text in enumerate(texts)
        if any(text[at : at + len(stretch)] == stretch for at in range(len(text) - len(stretch) + 1))
    ]
    found = QuoteIndex(texts).holding([stretch])
    assert found is None or set(holds) <= set(found)
