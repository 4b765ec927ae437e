import pickle
from collections.abc import Callable

import pytest

from codebooks.errors import CodebookRefused
from codebooks.values import MAX_CODES, MAX_LEVELS, Code, Codebook, Origin, Valence
from tests.codebooks.books import two_branches


def ids(codes: tuple[Code, ...]) -> list[str]:
    return [code.id for code in codes]


def test_codes_come_depth_first_and_siblings_keep_their_order() -> None:
    book = two_branches()
    assert ids(book.codes) == ["a", "a1", "a11", "a2", "b", "b1"]
    backwards = Codebook("Prøve", "da", book.codes[::-1])
    assert ids(backwards.codes) == ["b", "b1", "a", "a2", "a1", "a11"]


def test_a_code_leads_to_its_neighbours() -> None:
    book = two_branches()
    assert ids(book.children(None)) == ["a", "b"]
    assert ids(book.children("a")) == ["a1", "a2"]
    assert ids(book.children("a11")) == []
    assert ids(book.descendants("a")) == ["a1", "a11", "a2"]
    assert ids(book.descendants("a1")) == ["a11"]
    assert ids(book.descendants("b1")) == []
    assert book.top("a11").id == "a"
    assert book.top("b").id == "b"


def test_a_path_names_the_way_down_and_is_found_again() -> None:
    book = two_branches()
    assert book.path("a11") == ("Barrierer", "Tid", "Ventetid")
    assert book.path_text("a2") == "Barrierer > Sprog og kompetencer"
    for code in book.codes:
        assert book.find_path(book.path_text(code.id)) == code
    assert book.find_path("barrierer>SPROG  og kompetencer ") == book.code("a2")
    assert book.find_path("Sprog og kompetencer") is None
    assert book.find_path("Barrierer > Tid > Ventetid > Mere") is None
    assert book.find_path("") is None


def test_one_name_under_two_parents_is_two_codes() -> None:
    book = two_branches()
    first, second = book.find_path("Barrierer > Tid"), book.find_path("Kerneopgave > Tid")
    assert first is not None
    assert second is not None
    assert (first.id, second.id) == ("a1", "b1")


def test_a_name_typed_on_a_mac_is_the_same_name() -> None:
    book = Codebook("B", "da", (Code("1", "Få hænder"),))
    assert book.find_path("Fa\u030a hænder") == book.code("1")


def test_white_space_is_tidied() -> None:
    code = Code(
        "1", "  To\u00a0ord\n", definition=" a\r\nb \n", examples=("", " x "), signs=("ikke\n tid", " "), parent=""
    )
    assert code.name == "To ord"
    assert code.definition == "a\nb"
    assert code.examples == ("x",)
    assert code.signs == ("ikke tid",)
    assert code.parent is None


def test_an_unknown_id_is_refused_by_name() -> None:
    book = two_branches()
    assert "a" in book
    assert "zz" not in book
    for lookup in (book.code, book.path, book.top, book.descendants):
        with pytest.raises(CodebookRefused, match="zz"):
            lookup("zz")


def test_a_codebook_survives_a_cache() -> None:
    book = two_branches()
    book.path("a11")
    assert pickle.loads(pickle.dumps(book)) == book


def origin(word: str) -> Origin:
    return word  # type: ignore[return-value]


def valence(word: str) -> Valence:
    return word  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Code("1", " \n"), "no name"),
        (lambda: Code("1", "A > B"), "“A > B” holds the sign >"),
        (lambda: Code(" ", "A"), "“A” has no id"),
        (lambda: Code("1", "A", colour="red"), "colour “red”"),
        (lambda: Code("1", "A", colour="#12345"), "colour “#12345”"),
        (lambda: Code("1", "A", colour="#1234567"), "colour “#1234567”"),
        (lambda: Code("1", "A", origin=origin("guessed")), "unknown origin or valence"),
        (lambda: Code("1", "A", valence=valence("bad")), "unknown origin or valence"),
        (lambda: Code("1", "A\x00"), "cannot be shown or saved"),
        (lambda: Code("1", "A", definition="\ud800"), "“A” holds a character"),
        (lambda: Code("1", "A", examples=("fine", "\x07")), "“A” holds a character"),
    ],
)
def test_a_code_that_cannot_be_is_refused(make: Callable[[], Code], says: str) -> None:
    with pytest.raises(CodebookRefused, match=says):
        make()


def ring() -> tuple[Code, ...]:
    return (Code("0", "Top"), Code("1", "A", "3"), Code("2", "B", "1"), Code("3", "C", "2"), Code("4", "Below", "3"))


def chain(levels: int) -> tuple[Code, ...]:
    return tuple(Code(str(n), f"N{n}", str(n - 1) if n > 1 else None) for n in range(1, levels + 1))


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        ((Code("1", "A", "9"),), "“A” is placed under a code with the id 9, which does not exist"),
        ((Code("1", "A", "1"),), "The codes A are placed under each other in a ring"),
        (ring(), "The codes A, C, B are placed under each other in a ring"),
        ((Code("1", "A"), Code("1", "B")), "“A” and “B” have the same id, 1"),
        ((Code("1", "Årsag"), Code("2", "årsag")), "two top codes with the name “årsag”"),
        ((Code("1", "A"), Code("2", "B", "1"), Code("3", "b", "1")), "two codes with the name “b” under “A”"),
        (chain(MAX_LEVELS + 1), "more than 30 levels deep"),
        (tuple(Code(str(n), f"N{n}") for n in range(MAX_CODES + 1)), "has 2001 codes; there can be at most 2000"),
    ],
)
def test_codes_that_do_not_make_a_tree_are_refused(codes: tuple[Code, ...], says: str) -> None:
    with pytest.raises(CodebookRefused, match=says):
        Codebook("B", "da", codes)


def test_the_largest_and_the_deepest_codebook_are_fine() -> None:
    assert len(Codebook("B", "da", tuple(Code(str(n), f"N{n}") for n in range(MAX_CODES))).codes) == MAX_CODES
    assert len(Codebook("B", "da", chain(MAX_LEVELS)).path(str(MAX_LEVELS))) == MAX_LEVELS


@pytest.mark.parametrize(
    ("name", "language", "says"), [(" ", "da", "no usable name"), ("B", "dansk sprog", "language")]
)
def test_a_codebook_needs_a_name_and_a_language(name: str, language: str, says: str) -> None:
    with pytest.raises(CodebookRefused, match=says):
        Codebook(name, language)


def test_a_refusal_carries_what_a_translation_needs() -> None:
    with pytest.raises(CodebookRefused) as caught:
        Codebook("B", "da", (Code("1", "A", "9"),))
    assert caught.value.values == {"name": "A", "parent": "9"}
    assert "{name}" in caught.value.msgid
    assert str(caught.value) == caught.value.msgid.format(**caught.value.values)
