"""Where printed words stand in the interviews: verbatim, with marked cuts, in changed wording, or nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.quote_location import Location, Source, locate_quote, marked_pieces, quotes_in, unpaired_marks

TALK = (
    "Vi kom sent i gang. Når der kommer en ny, så sætter vi en af de gamle til at følge med den første uge, for ellers "
    "går det galt på lageret, og så bliver de væk igen. Hun sagde »kom bare« til mig, og det er nok, altså."
)
OTHER = "Det er noget andet her hos os.\nVi har fået en ny cafe\u0301 i kælderen, og arbejds\u00adtiden er kortere nu."
SOURCES = (Source("a", TALK), Source("b", OTHER))


def stretches(found: Location) -> list[str]:
    text = {source.id: source.text for source in SOURCES}[found.source or ""]
    return [text[start:end] for start, end in found.spans]


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("så sætter vi en af de gamle til at følge med", "så sætter vi en af de gamle til at følge med"),
        ("Så sætter vi en af de gamle til.", "så sætter vi en af de gamle til"),
        ("så  sætter vi\nen af de gamle", "så sætter vi en af de gamle"),
        ("Hun sagde “kom bare” til mig", "Hun sagde »kom bare« til mig"),
        (
            "en ny café i kælderen, og arbejdstiden er kortere",
            "en ny cafe\u0301 i kælderen, og arbejds\u00adtiden er kortere",
        ),
        ("her hos os. Vi har fået en ny", "her hos os.\nVi har fået en ny"),
    ],
)
def test_typography_alone_changes_no_wording(words: str, stands: str) -> None:
    found = locate_quote(words, SOURCES)
    assert (found.outcome, stretches(found), found.changes) == ("verbatim", [stands], ())


@pytest.mark.parametrize(
    ("words", "stand"),
    [
        ("Når der kommer en ny [...] går det galt", ["Når der kommer en ny", "går det galt"]),
        ("Når der kommer en ny (…) går det galt", ["Når der kommer en ny", "går det galt"]),
        ("[...] går det galt på lageret", ["går det galt på lageret"]),
        ("for ellers går det galt [i butikken], og så bliver de", ["for ellers går det galt", "og så bliver de"]),
        ("for ellers går det [altid] galt på lageret", ["for ellers går det", "galt på lageret"]),
    ],
)
def test_marked_cuts_and_own_words_in_brackets_leave_pieces_that_stand_in_order(words: str, stand: list[str]) -> None:
    found = locate_quote(words, SOURCES)
    assert (found.outcome, stretches(found)) == ("cut", stand)


def test_pieces_in_another_order_are_no_cut() -> None:
    assert locate_quote("går det galt på lageret [...] Når der kommer en ny", SOURCES).outcome != "cut"


def test_a_cut_begins_as_near_to_its_next_piece_as_can_be() -> None:
    found = locate_quote("det er [...] altså", [Source("a", "Nå, det er sådan. Ja, det er nok, altså.")])
    assert found.spans == ((22, 28), (34, 39))


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("så sætter vi en af de nye til at følge med", [("nye", "gamle", False)]),
        ("Når der kommer en ny, sætter vi en af de gamle til", [("", "så", False)]),
        ("så sætter vi altid en af de gamle til at følge med", [("altid", "", False)]),
        ("for ellers går det galt på lageret – og så bliver de væk", [("–", ",", True)]),
        (
            "Når der kommer en ny, så sætter vi en af de gamle til, og så bliver de væk igen",
            [("", "at følge med den første uge, for ellers går det galt på lageret", False)],
        ),
    ],
)
def test_changed_wording_is_found_with_every_difference_at_its_place(
    words: str, changes: list[tuple[str, str, bool]]
) -> None:
    found = locate_quote(words, SOURCES)
    assert (found.outcome, found.source) == ("changed", "a")
    assert [(each.quoted, each.said, each.signs) for each in found.changes] == changes
    assert all(each.signs or TALK[each.start : each.end] == each.said for each in found.changes)
    assert found.only_signs is changes[0][2]


@pytest.mark.parametrize(
    "words", ["Det har ingen sagt her.", "de er kommet for at blive, det går ikke væk", "tillid", "...", "[altid]", ""]
)
def test_what_nobody_said_stands_nowhere(words: str) -> None:
    assert locate_quote(words, SOURCES) == Location("not found")


def test_words_that_stand_more_than_once_are_counted() -> None:
    found = locate_quote(
        "vi ved det ikke", [Source("a", "Vi ved det ikke. Nej, vi ved det ikke."), Source("b", "vi ved det ikke")]
    )
    assert (found.source, found.spans, found.elsewhere) == ("a", ((0, 15),), 2)


@given(st.data())
def test_every_stretch_of_whole_words_is_found_verbatim_where_it_stands(data: st.DataObject) -> None:
    words = TALK.split(" ")
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first + 1, len(words)))
    quote = " ".join(words[first:last])
    found = locate_quote(quote, SOURCES)
    assert found.outcome == "verbatim"
    assert stretches(found)[0].lower() in quote.lower()


@given(st.text(alphabet='»«“”"[]().… ab\n', max_size=40))
def test_no_text_breaks_the_search(text: str) -> None:
    for quoted in quotes_in(text):
        assert text[quoted.start : quoted.end] == quoted.words
    locate_quote(text, SOURCES)
    unpaired_marks(text)


def test_quotes_are_found_in_all_the_marks_that_are_used() -> None:
    text = 'Han: »et«, «to», “tre”, ”fire”, „fem“ og "seks", ikke »« og ikke 3".'
    assert [each.words for each in quotes_in(text)] == ["et", "to", "tre", "fire", "fem", "seks"]
    assert unpaired_marks(text) == (text.rindex('"'),)


def test_what_must_stand_in_the_source_is_what_lies_between_cuts_and_own_words() -> None:
    assert marked_pieces("Vi [lederne] ved det (...) altså. [...]") == ("Vi", "ved det", "altså.")
