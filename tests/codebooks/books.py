"""Codebooks that the tests make: small ones by hand, and any valid one by hypothesis."""

from uuid import UUID

from hypothesis import strategies as st

from codebooks.errors import CodebookRefused
from codebooks.values import ORIGINS, VALENCES, Code, Codebook

# Any character that a file can hold; YAML's own signs often, since they are what a writer can get wrong.
_ANY = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
_TEXT = st.text(st.one_of(st.sampled_from("#:-&*!|>'\"{}[],%@`~?\n\t \\æøåé"), _ANY), max_size=40)
_WORDS = st.sampled_from(["no", "null", "~", "2020", "1e3", "2020-01-01", "true", "- a", "a: b", "# a", "*a", "&a"])
_NAMES = st.one_of(_WORDS, st.text(st.one_of(st.sampled_from("#:-' æøå"), _ANY), min_size=1, max_size=20))
_COLOURS = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Any valid codebook of up to a dozen codes."""
    codes: list[Code] = []
    for _ in range(draw(st.integers(0, 12))):
        parents = st.sampled_from([None, *(code.id for code in codes)])
        try:
            code = Code(
                id=str(UUID(int=draw(st.integers(0, 2**128 - 1)))),
                name=draw(_NAMES),
                parent=draw(parents),
                definition=draw(_TEXT),
                include=draw(_TEXT),
                exclude=draw(_TEXT),
                source=draw(_TEXT),
                examples=tuple(draw(st.lists(_TEXT, max_size=3))),
                signs=tuple(draw(st.lists(_TEXT, max_size=3))),
                colour=draw(_COLOURS),
                origin=draw(st.sampled_from(ORIGINS)),
                valence=draw(st.sampled_from([None, *VALENCES])),
                retired=draw(st.booleans()),
            )
            Codebook("proof", "da", (*codes, code))
        except CodebookRefused:
            continue
        codes.append(code)
    name = draw(_NAMES.filter(lambda name: name.split()))
    return Codebook(name, draw(st.sampled_from(["da", "en", "nb-NO"])), tuple(draw(st.permutations(codes))))


def two_branches() -> Codebook:
    """Two top codes whose sub-codes share the name "Tid", one of them with a sub-code of its own."""
    return Codebook(
        "Prøve",
        "da",
        (
            Code("a", "Barrierer"),
            Code("a1", "Tid", parent="a"),
            Code("a2", "Sprog og kompetencer", parent="a"),
            Code("a11", "Ventetid", parent="a1"),
            Code("b", "Kerneopgave"),
            Code("b1", "Tid", parent="b"),
        ),
    )
