"""Segments are stretches that a person would code: inside one turn, whole sentences, neither scraps nor pages."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.segments import MOST_WORDS, MOST_WORDS_OF_A_WHOLE_TURN, Segment, count_words, segments, sentences

SPEECH = st.lists(
    st.sampled_from(
        [
            *["Ja.", "Øh, altså...", "vi", "har", "f.eks.", "ikke", "tid", "kl. 10.", "Og", "så", "…", "?", "!", ","],
            *[
                "\n",
                "\n\n",
                "  ",
                "\u00a0",
                "👩‍👩‍👧",
                "😀",
                "a\u030a",
                "cafe\u0301",
                "»",
                "«",
                '"',
                "(",
                ")",
                "3.",
                "—",
            ],
        ]
    ),
    max_size=120,
).map(" ".join)


def cut(text: str, language: str = "da") -> list[str]:
    found = sentences(text, 0, len(text), "en" if language == "en" else "da")
    return [text[one.start : one.end] for one in found]


def divided(text: str) -> list[str]:
    return [text[one.start : one.end] for one in segments(text, [(0, len(text))])]


def said(words: int, sentence: int = 10) -> str:
    """Return speech of so many words in sentences of equal length."""
    all_words = [f"ord{number}" for number in range(words)]
    parts = [" ".join(all_words[start : start + sentence]) for start in range(0, words, sentence)]
    return " ".join(part.capitalize() + "." for part in parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Det har vi f.eks. gjort. Og bl.a. også ca. to gange.",
            ["Det har vi f.eks. gjort.", "Og bl.a. også ca. to gange."],
        ),
        ("Han kom kl. 10. Og så gik han.", ["Han kom kl. 10.", "Og så gik han."]),
        ("Den 3. maj kom han.", ["Den 3. maj kom han."]),
        ("1. Jeg er glad. 2. Jeg er træt.", ["1. Jeg er glad.", "2. Jeg er træt."]),
        ("Altså... Vi venter… Det er svært.", ["Altså...", "Vi venter…", "Det er svært."]),
        ("Vi venter… på svar.", ["Vi venter… på svar."]),
        ("Møder, kurser osv. Det tager tid.", ["Møder, kurser osv.", "Det tager tid."]),
        ("Jeg sagde nej. »Kom ind.« sagde hun.", ["Jeg sagde nej.", "»Kom ind.« sagde hun."]),
        ('Jeg gik. "Nej." Hun blev.', ["Jeg gik.", '"Nej."', "Hun blev."]),
        ("Sikke noget! (Griner.) Nå?", ["Sikke noget!", "(Griner.)", "Nå?"]),
        ("Uden punktum\nog videre", ["Uden punktum", "og videre"]),
        ("Hr. Jensen, dvs. mig.", ["Hr. Jensen, dvs. mig."]),
        ("Fint 😀. 😀 Virkelig fint.", ["Fint 😀.", "😀 Virkelig fint."]),
    ],
)
def test_danish_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_english_sentences_know_english_abbreviations() -> None:
    assert cut("Mr. Smith came, e.g. at noon. He left.", "en") == ["Mr. Smith came, e.g. at noon.", "He left."]


def test_sentences_are_found_inside_the_given_stretch_only() -> None:
    text = "Først dette. Så dette. Til sidst."
    assert sentences(text, 13, 22) == (Segment(13, 22),)


@pytest.mark.parametrize("turn", ["", "   \n", "Ja.", "Ja, det er rigtigt.", "Mm 😀 😀 😀 😀 😀", "— … ?"])
def test_a_nod_gives_no_segment(turn: str) -> None:
    assert divided(turn) == []


def test_five_words_are_enough() -> None:
    assert divided("  Vi har ikke tid nok. ") == ["Vi har ikke tid nok."]


def test_a_turn_of_up_to_four_sentences_and_ninety_words_stays_whole() -> None:
    assert divided(said(88, 22)) == [said(88, 22)]
    assert len(divided(said(96, 24))) > 1
    assert len(divided(said(80, 10))) > 1


def test_a_long_turn_is_divided_into_even_stretches_of_whole_sentences() -> None:
    text = said(200, 10)
    parts = divided(text)
    assert " ".join(parts) == text
    assert all(30 <= count_words(part, 0, len(part)) <= MOST_WORDS for part in parts)
    assert all(part.endswith(".") and part.count(".") <= 4 for part in parts)


def test_short_answers_go_along_with_what_follows_or_precedes() -> None:
    text = f"Ja. Øh, altså. {said(60, 15)} Nå ja. {said(60, 15)} Ikke?"
    parts = divided(text)
    assert parts[0].startswith("Ja. Øh, altså. Ord0")
    assert parts[-1].endswith("Ikke?")
    assert all(count_words(part, 0, len(part)) > 10 for part in parts)


def test_paragraphs_are_kept_apart_unless_that_leaves_scraps() -> None:
    assert divided(f"{said(40)}\n{said(40)}") == [said(40), said(40)]
    assert divided("Vi har travlt.\nDet går ud over borgerne.") == ["Vi har travlt.\nDet går ud over borgerne."]


def test_speech_without_full_stops_is_cut_at_pauses() -> None:
    text = ", ".join(f"og så gjorde vi ting nummer {number}" for number in range(60))
    parts = divided(text)
    assert len(parts) > 4
    assert all(count_words(part, 0, len(part)) <= MOST_WORDS_OF_A_WHOLE_TURN for part in parts)
    assert all(part.startswith("og så") for part in parts)


def test_a_letter_with_a_combining_mark_is_one_letter() -> None:
    assert count_words("pa\u030abegynde", 0, 11) == 1


def test_segments_never_cross_turns() -> None:
    first, second = "Vi har slet ikke tid nok.", "Jeg synes, det går fint nok."
    text = first + "\n" + second
    turns = [(0, len(first)), (len(first) + 1, len(text))]
    assert [text[one.start : one.end] for one in segments(text, turns)] == [first, second]


@given(st.lists(st.one_of(SPEECH, st.text(max_size=80)), max_size=5))
def test_segments_are_disjoint_ordered_trimmed_and_inside_turns(spoken: list[str]) -> None:
    text = "\n".join(spoken)
    ends = list(itertools.accumulate(len(turn) + 1 for turn in spoken))
    turns = [(end - 1 - len(turn), end - 1) for turn, end in zip(spoken, ends, strict=True)]
    found = segments(text, turns)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    for one in found:
        stretch = text[one.start : one.end]
        assert stretch == stretch.strip() != ""
        assert any(start <= one.start and one.end <= end for start, end in turns)


@given(SPEECH)
def test_a_turn_with_something_in_it_is_covered_from_first_word_to_last(turn: str) -> None:
    found = segments(turn, [(0, len(turn))])
    if not found:
        assert count_words(turn, 0, len(turn)) < 5
        return
    covered = sum(count_words(turn, one.start, one.end) for one in found)
    assert covered == count_words(turn, 0, len(turn))


@given(SPEECH)
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    found = sentences(text, 0, len(text))
    assert "".join(text[one.start : one.end] for one in found).split() != [] or not text.strip()
    kept = "".join("".join(text[one.start : one.end].split()) for one in found)
    assert kept == "".join(text.split())
