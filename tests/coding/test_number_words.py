"""Words for numbers: never stronger than the count, never weaker when more say it, flagged where a text overdoes it."""

import gettext
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.evidence import Evidence, load_evidence
from coding.matrix import cell_excerpts
from coding.number_words import (
    USUAL,
    WORDS,
    Count,
    Ladder,
    Need,
    Step,
    count_people,
    number_word,
    rule_lines,
    strongest,
    word_of,
)
from coding.overstated_words import overstated
from corpus.language import Language
from corpus.study import Study
from tests.studies import group_id, small_study


@st.composite
def counts(draw: st.DrawFn) -> Count:
    asked = draw(st.integers(1, 60))
    informants = draw(st.integers(0, asked))
    held = draw(st.integers(1, asked))
    least = 1 if informants else 0
    return Count(informants, asked, draw(st.integers(least, max(least, min(held, informants)))), held)


@given(counts(), st.integers(0, 60), st.integers(0, 60))
def test_more_people_or_more_conversations_never_give_a_weaker_word(count: Count, people: int, talks: int) -> None:
    more = Count(
        min(count.asked, count.informants + people),
        count.asked,
        min(count.conversations_held, count.conversations + talks),
        count.conversations_held,
    )
    assert strongest(more) >= strongest(count)


@given(counts())
def test_a_word_never_claims_more_than_people_and_small_groups_bear(count: Count) -> None:
    step, share = strongest(count), count.informants / count.asked
    assert (step is Step.NONE) == (count.informants == 0)
    assert (step is Step.ALL) == (count.informants == count.asked >= 2)
    if Step.MOST <= step < Step.ALL:
        assert share > 0.5
        assert count.asked >= 5
        assert count.conversations / count.conversations_held > 0.5
    if step >= Step.SEVERAL and step is not Step.ALL:
        assert count.informants >= 3


def test_more_than_were_asked_cannot_say_it() -> None:
    with pytest.raises(ValueError, match="more say it"):
        Count.single(4, 3)
    with pytest.raises(ValueError, match="more say it"):
        Count(3, 5, 4, 3)


@pytest.mark.parametrize(
    ("informants", "asked", "word"),
    [
        (0, 8, "ingen"),
        (1, 8, "en"),
        (1, 1, "en"),
        (2, 2, "begge"),
        (2, 3, "nogle"),
        (3, 3, "alle"),
        (3, 4, "flere"),
        (2, 30, "enkelte"),
        (4, 8, "flere"),
        (5, 8, "de fleste"),
        (6, 8, "langt de fleste"),
        (7, 8, "langt de fleste"),
        (5, 12, "mange"),
        (18, 20, "stort set alle"),
    ],
)
def test_the_usual_rule_in_danish(informants: int, asked: int, word: str) -> None:
    assert number_word(Count.single(informants, asked), "da") == word


def test_agreement_in_group_interviews_is_not_that_of_single_voices() -> None:
    assert strongest(Count(9, 12, 9, 12)) is Step.GREAT_MAJORITY
    assert strongest(Count(9, 12, 2, 3)) is Step.MANY
    assert strongest(Count(5, 12, 1, 4)) is Step.SEVERAL
    assert strongest(Count(12, 12, 3, 3)) is Step.ALL


def test_a_study_may_set_another_rule_and_the_rule_is_printed() -> None:
    strict = Ladder({**USUAL.needs, Step.MOST: Need(percent=67, informants=4, asked=6)})
    assert number_word(Count.single(5, 8), "en", strict) == "many"
    lines = rule_lines("en", gettext.NullTranslations(), strict)
    assert "“most”: at least 4 informants, at least 67 % of those asked, only where at least 6 were asked" in lines
    assert "“all”: at least 2 informants, everybody asked, only where at least 2 were asked" in lines
    assert "group interview" in lines[-1]


@given(counts(), st.sampled_from(["da", "en"]), st.booleans())
def test_the_word_that_is_given_is_never_flagged_and_every_stronger_one_is(
    count: Count, language: Language, alone: bool
) -> None:
    follow = {("da", True): "mener det", ("da", False): "informanter mener det"}.get(
        (language, alone), "say so" if alone else "informants say so"
    )
    given_word = number_word(count, language)
    assert overstated(f"{given_word.capitalize()} {follow}.", count, language) == ()
    for step in Step:
        text = f"Altså, {word_of(step, count, language)} {follow}."
        found = overstated(text, count, language)
        assert bool(found) == (step > strongest(count))
        for each in found:
            assert text[each.start : each.end] == each.words
            assert each.holds == given_word


LEADERS = Count.single(3, 8)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("De fleste ledere mener, at fire uger er for kort.", ["De fleste"]),
        ("Langt de fleste af de interviewede ledere er enige.", ["Langt de fleste"]),
        ("Stort set alle peger på tiden.", ["Stort set alle"]),
        ("Flere ledere savner tid, og alle er trætte.", ["alle"]),
        ("Alle jobcenterlederne siger det samme.", ["Alle"]),
        ("Fire ledere siger det.", ["Fire"]),
        ("4 af de 8 ledere siger det.", ["4"]),
        ("3 af 8 ledere siger det.", []),
        ("3 af 12 ledere siger det.", ["12"]),
        ("Lederne har mange opgaver og bruger alle dage på papir.", []),
        ("Mange gange om ugen ringer de fleste telefoner.", []),
        ("Ikke alle ledere er enige.", []),
        ("Mange borgere er trætte af det, siger flere ledere.", []),
        ("Ingen af lederne siger det.", []),
        ("En leder siger det, og to andre er uenige.", []),
        ("Flertallet af lederne ser det sådan.", ["Flertallet"]),
        ("80 % af tiden går med papir.", []),
        ("Begge ledere vil det samme.", ["Begge"]),
        ("En leder siger: »Alle er trætte.« Og mange er enige.", ["mange"]),
    ],
)
def test_danish_text_is_flagged_where_it_says_more_than_three_of_eight(text: str, flagged: list[str]) -> None:
    found = overstated(text, LEADERS, "da", ["Ledere"])
    assert [each.words for each in found] == flagged
    assert all(each.holds == "flere" for each in found)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Most leaders say that four weeks is too short.", ["Most"]),
        ("Nearly all of them agree, and several say why.", ["Nearly all"]),
        ("Leaders have many tasks and work most days.", []),
        ("Not all leaders agree.", []),
        ("Five of the eight leaders say so.", ["Five"]),
        ("Some say so.", []),
    ],
)
def test_english_text_is_flagged_too(text: str, flagged: list[str]) -> None:
    assert [each.words for each in overstated(text, LEADERS, "en", ["Leaders"])] == flagged


def test_nothing_coded_supports_no_word_but_none() -> None:
    nobody = Count.single(0, 4)
    assert [each.words for each in overstated("En leder siger det.", nobody, "da", ["Ledere"])] == ["En"]
    assert overstated("Ingen ledere siger det.", nobody, "da", ["Ledere"]) == ()


def test_every_step_has_one_word_of_its_own_in_both_languages() -> None:
    for words in WORDS.values():
        assert set(words) == set(Step)
        assert max(Counter(words.values()).values()) == 1


def who_says(evidence: Evidence, code_id: str, group: str) -> set[tuple[str, str]]:
    """Who speaks of a code in a cell of the table, and in which interview."""
    found = cell_excerpts(evidence, code_id, group)
    return {(voice.id, excerpt.coding.document_id) for excerpt in found for voice in excerpt.voices}


def test_people_in_one_group_interview_are_several_informants_and_one_conversation(tmp_path: Path) -> None:
    study: Study = small_study(tmp_path / "study.citat")
    evidence = load_evidence(study)
    group = group_id(study, "caseworker")
    assert count_people(evidence, who_says(evidence, "code-meaning", group), group) == Count(2, 3, 1, 1)
    leader = group_id(study, "leader")
    assert count_people(evidence, who_says(evidence, "code-time", leader), leader) == Count(2, 2, 2, 2)
    study.close()
