"""What a text says is held against the tables behind it, and only where it is about what they count."""

import pytest

from coding.evidence import Evidence, load_evidence
from coding.synthesis import find_positions
from coding.written import NamedText
from coding.written.claims import claims_of
from coding.written.table_check import contradictions
from corpus.study import Study
from tests.studies import group_id


@pytest.fixture
def evidence(study: Study) -> Evidence:
    return load_evidence(study)


def of_leaders(study: Study, evidence: Evidence, text: str) -> list[tuple[str, str, str]]:
    """Kinds, words and what the table holds, of a text on barriers among leaders: time 2 of 2, language 1 of 2."""
    leader = group_id(study, "leader")
    named = NamedText("t", "Barrierer, Ledere", text, "code-barriers", leader)
    found = contradictions(named, evidence, find_positions(evidence, "code-barriers", leader))
    assert all(text[each.start : each.end] == each.words for each in found)
    return [(each.kind, each.words, each.holds) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ingen ledere mangler tid og ressourcer.", [("none", "Ingen", "2/2")]),
        ("Ingen peger på sprog og kompetencer.", [("none", "Ingen", "1/2")]),
        ("3 af 4 ledere peger på tid og ressourcer.", [("asked", "3 af 4", "2/2")]),
        ("2 af 2 ledere peger på sprog og kompetencer.", [("other number", "2 af 2", "1/2")]),
        ("2 af 2 ledere peger på tid og ressourcer.", []),
        ("Ingen ledere er uenige.", []),
        ("Ingen borgere er med ved bordet.", []),
        ("Begge ledere mangler tid og ressourcer.", []),
        ("De siger »ingen ledere har tid og ressourcer«.", []),
    ],
)
def test_numbers_of_people_are_held_against_the_count_they_are_about(
    study: Study, evidence: Evidence, text: str, found: list[tuple[str, str, str]]
) -> None:
    assert of_leaders(study, evidence, text) == found


@pytest.mark.parametrize(
    ("text", "group", "found"),
    [
        ("I de tre kommuner er det ens.", "leader", [("cases", "tre", "2/2")]),
        ("I alle kommuner er det ens.", "caseworker", [("cases", "alle", "1/2")]),
        ("I de to kommuner er det ens.", "leader", []),
        ("I to kommuner er det ens.", "caseworker", [("cases", "to", "1/2")]),
        ("På de to arbejdspladser er det ens.", "leader", []),
    ],
)
def test_a_group_is_not_given_cases_that_it_was_never_interviewed_in(
    study: Study, evidence: Evidence, text: str, group: str, found: list[tuple[str, str, str]]
) -> None:
    named = NamedText("t", "", text, "code-time", group_id(study, group))
    assert [(each.kind, each.words, each.holds) for each in contradictions(named, evidence)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Arbejdsgivere mener, at det tager tid.", [("not interviewed", "Arbejdsgivere mener")]),
        ("Borgerne oplever, at de hører til.", [("about others", "Borgerne oplever")]),
        ("Lederne siger, at borgerne oplever fællesskab.", []),
        ("Lederne mener, at det tager tid.", []),
        ("Det hjælper borgerne.", []),
    ],
)
def test_one_groups_account_of_another_is_not_that_groups_view(
    study: Study, evidence: Evidence, text: str, found: list[tuple[str, str]]
) -> None:
    named = NamedText("t", "", text, "code-time", group_id(study, "leader"))
    assert [(each.kind, each.words) for each in contradictions(named, evidence)] == found


def test_a_text_on_the_whole_may_name_every_group_but_no_more_people_than_the_study_has(evidence: Evidence) -> None:
    named = NamedText("t", "", "Borgerne oplever det. Vi talte med 9 informanter i 6 interview.", level="executive")
    assert [(each.kind, each.words, each.holds) for each in contradictions(named, evidence)] == [("total", "9", "7")]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("5 af 8 ledere", [(5, "led", 8)]),
        ("to af kommunerne", [(2, "kommun", None)]),
        ("ikke alle", [(9, "", None)]),
        ("72 procent af 3.600", []),
    ],
)
def test_words_for_numbers_are_read_with_what_they_count(text: str, claims: list[tuple[int, str, int | None]]) -> None:
    assert [(int(each.amount), each.noun, each.of) for each in claims_of(text, "da")] == claims
