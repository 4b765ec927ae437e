"""Groups that a statement names are found among few of its words as among all of them."""

from hypothesis import given
from hypothesis import strategies as st

from coding.suggesting.words import stem, tokens
from coding.synthesis.statements import LANGUAGES, words_like
from corpus.language import Language

NAMES = ("ledere", "sagsbehandlere", "borgere", "managers", "caseworkers", "companies")
pieces = st.sampled_from(
    [*NAMES, "Lederen", "leder-gruppen", "vice-leder", "borgerens", "bor", "sag", "Company's", "manager’s", "le", "der"]
)
signs = st.sampled_from([" ", ", ", "-", "--", " - ", "'", "’", "\n", "", "e\u0301"])


@given(st.lists(st.tuples(pieces, signs), max_size=12), st.sampled_from(LANGUAGES))
def test_no_word_with_a_names_stem_is_passed_over(said: list[tuple[str, str]], language: Language) -> None:
    text = "".join(word + sign for word, sign in said)
    known = tuple(dict.fromkeys(stem(name, language) for name in NAMES))
    every = {token.stem for token in tokens(text, language)}
    few = {stem(word.lower(), language) for word in words_like(known).findall(text)}
    assert few & set(known) == every & set(known)
