"""Sentences that cannot both be right are held together; sentences that can are left alone."""

import pytest

from coding.written import Level, NamedText
from coding.written.drift import find_drift


def text(key: str, words: str, level: Level = "cell", code: str | None = "c", group: str | None = None) -> NamedText:
    return NamedText(key, key, words, code, group, level)


@pytest.mark.parametrize(
    ("one", "other", "kind", "marks"),
    [
        ("Alle ledere mangler tid til oplæring.", "Tid til oplæring mangler ikke alle.", "amount", ("Alle", "alle")),
        ("Ingen har et fast kontor på pladsen.", "To har et fast kontor på pladsen.", "amount", ("Ingen", "To")),
        (
            "De har altid et fast møde om mandagen.",
            "Et fast møde har de sjældent om mandagen.",
            "amount",
            ("altid", "sjældent"),
        ),
        ("Fire kommuner har en fast kontakt.", "Tre kommuner har en fast kontakt.", "number", ("Fire", "Tre")),
        (
            "Alle medarbejdere kender ordningen.",
            "Langt de fleste medarbejdere kender ordningen.",
            "amount",
            ("Alle", "Langt de fleste"),
        ),
    ],
)
def test_amounts_that_exclude_each_other_are_found(one: str, other: str, kind: str, marks: tuple[str, str]) -> None:
    (found,) = find_drift([text("a", one, "section"), text("b", other, "executive")])
    assert (found.kind, (found.one.mark, found.other.mark)) == (kind, marks)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De fleste ledere mangler tid til oplæring.", "Mange ledere mangler tid til oplæring."),
        ("Alle ledere mangler tid til oplæring.", "Ingen borgere er blevet syge af arbejdet."),
        ("Tre kommuner har en fast kontakt.", "Kontakten er fast i de tre kommuner."),
        ("En ordning om kontakt er på vej.", "To ordninger om kontakt er på vej."),
        ("Lederne mangler tid.", "Borgerne får tid."),
        ("»Ingen har tid til oplæring her«, siger en.", "Alle har tid til oplæring her."),
    ],
)
def test_sentences_that_can_both_be_right_are_left_alone(one: str, other: str) -> None:
    assert find_drift([text("a", one), text("b", other, "executive")]) == ()


def test_what_two_groups_hold_is_no_disagreement_of_the_text() -> None:
    words = "Alle mangler tid til oplæring.", "Ingen mangler tid til oplæring."
    assert find_drift([text("a", words[0], group="g1"), text("b", words[1], group="g2")]) == ()
    assert len(find_drift([text("a", words[0], group="g1"), text("b", words[1], group="g1")])) == 1
    assert len(find_drift([text("a", words[0], group="g1"), text("b", words[1], "executive")])) == 1


def test_a_view_and_its_counter_voice_stand_side_by_side_but_an_executive_summary_must_not_deny_them() -> None:
    says, denies = "Fleksible opgaver giver mening.", "Fleksible opgaver giver ikke mening."
    assert find_drift([text("a", says, group="g"), text("b", denies, group="g")]) == ()
    (found,) = find_drift([text("a", says, group="g"), text("b", denies, "executive", None)])
    assert found.kind == "contrary"


def test_care_that_is_lost_on_the_way_up_is_told_and_care_that_is_added_is_not() -> None:
    careful, sure = "Praktikken giver tilsyneladende bedre helbred.", "Praktikken giver bedre helbred."
    (found,) = find_drift([text("a", careful), text("b", sure, "executive", None)])
    assert (found.kind, found.one.sentence.words) == ("hedge lost", careful)
    (found,) = find_drift([text("b", sure, "executive", None), text("a", careful)])
    assert found.kind == "hedge lost"
    assert find_drift([text("a", sure), text("b", careful, "executive", None)]) == ()


def test_a_sentence_that_stands_twice_in_one_text_is_told() -> None:
    twice = "Fællesskabet ved frokostbordet betyder meget."
    (found,) = find_drift([text("a", f"{twice}\nHelbredet hjælper.\n{twice}")])
    assert found.kind == "repeated"
