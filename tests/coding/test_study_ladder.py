"""A study's own ladder of words for numbers: kept in it, used everywhere, refused where it would mislead."""

import gettext
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.checking import check_study
from coding.evidence import load_evidence
from coding.number_words import USUAL, WORDS, Count, Ladder, Need, Step, number_word, rule_lines, strongest
from coding.overstated_words import overstated
from coding.study_ladder import SCOPE, check_ladder, load_ladder, reset_ladder, save_ladder
from coding.synthesis import find_positions, write_draft
from corpus.coders import ensure_coder
from corpus.errors import Refused
from corpus.study import Study
from tests.studies import ANNA, group_id

ENGLISH = gettext.NullTranslations()


def with_needs(needs: Mapping[Step, Need]) -> Ladder:
    return replace(USUAL, needs=MappingProxyType({**USUAL.needs, **needs}))


def with_words(words: Mapping[Step, str]) -> Ladder:
    return replace(USUAL, words=MappingProxyType({**WORDS, "da": MappingProxyType({**WORDS["da"], **words})}))


STRICT = with_needs({Step.MOST: Need(percent=67, informants=4, asked=6), Step.GREAT_MAJORITY: Need(80, 6, 8)})


def test_a_study_uses_the_usual_ladder_until_it_sets_another_and_again_when_that_is_taken_back(study: Study) -> None:
    anna = ensure_coder(study, ANNA)
    assert load_ladder(study) == USUAL
    save_ladder(study, anna.id, STRICT, "da")
    assert load_ladder(study) == STRICT
    save_ladder(study, anna.id, with_words({Step.MANY: "en stor  del"}), "da")
    assert load_ladder(study).words["da"][Step.MANY] == "en stor del"
    study.undo(anna.id, SCOPE)
    assert load_ladder(study) == STRICT
    reset_ladder(study, anna.id)
    assert load_ladder(study) == USUAL
    assert not check_study(study)


def test_drafts_flags_and_the_printed_rule_follow_the_studys_ladder(study: Study) -> None:
    evidence = load_evidence(study)
    cell = find_positions(evidence, "code-fellowship", group_id(study, "caseworker"))
    own = with_words({Step.SOME: "et par stykker"})
    draft = write_draft(cell, evidence.codebook, ENGLISH, "da", own)
    assert draft.dominant[0].text.startswith("Et par stykker (2 of 3")
    five_of_eight = Count.single(5, 8)
    assert overstated("De fleste ledere mangler tid.", five_of_eight, "da", ("Ledere",), USUAL) == ()
    (flag,) = overstated("De fleste ledere mangler tid.", five_of_eight, "da", ("Ledere",), STRICT)
    assert flag.holds == "mange"
    (flag,) = overstated("Et par stykker ledere mangler tid.", Count.single(1, 8), "da", ("Ledere",), own)
    assert (flag.words, flag.holds) == ("Et par stykker", "en")
    assert any(line.startswith("“et par stykker”: ") for line in rule_lines("da", ENGLISH, own))
    assert "67 %" in "".join(rule_lines("da", ENGLISH, STRICT))


def test_a_word_that_the_study_gives_another_step_means_that_step() -> None:
    swapped = with_words({Step.SEVERAL: "adskillige", Step.MANY: "flere"})
    check_ladder(swapped, "da")
    three_of_ten = Count.single(3, 10)
    assert overstated("Flere ledere mangler tid.", three_of_ten, "da", ("Ledere",)) == ()
    (flag,) = overstated("Flere ledere mangler tid.", three_of_ten, "da", ("Ledere",), swapped)
    assert flag.holds == "adskillige"


@pytest.mark.parametrize(
    "ladder",
    [
        with_needs({Step.MANY: Need(10, 5)}),
        with_needs({Step.SEVERAL: Need(33, 6)}),
        with_needs({Step.FEW: Need(5, 2)}),
        with_needs({Step.FEW: Need(0, 3)}),
        with_needs({Step.ONE: Need(0, 1, 5)}),
        with_needs({Step.MOST: Need(50, 3, 5)}),
        with_needs({Step.ALL: Need(95, 2, 2)}),
        with_needs({Step.NEARLY_ALL: Need(100, 1, 10)}),
        with_needs({Step.SOME: Need(-1, 2)}),
        with_needs({Step.SOME: Need(10, 0)}),
        with_words({Step.MANY: "flere"}),
        with_words({Step.MANY: "  "}),
        with_words({Step.MANY: "m" * 41}),
    ],
)
def test_a_ladder_that_would_mislead_is_refused_and_nothing_changes(study: Study, ladder: Ladder) -> None:
    with pytest.raises(Refused):
        save_ladder(study, ensure_coder(study, ANNA).id, ladder, "da")
    assert load_ladder(study) == USUAL


def test_the_usual_ladder_passes_its_own_check() -> None:
    check_ladder(USUAL, "da")


@given(
    numbers=st.lists(st.tuples(st.integers(0, 100), st.integers(1, 12), st.integers(0, 12)), min_size=6, max_size=6),
    asked=st.integers(1, 40),
    data=st.data(),
)
def test_every_count_of_one_or_more_has_a_word_in_any_ladder_that_is_let_through(
    numbers: list[tuple[int, int, int]], asked: int, data: st.DataObject
) -> None:
    middle = list(Step)[Step.SOME : Step.ALL]
    ladder = with_needs({step: Need(*each) for step, each in zip(middle, sorted(numbers), strict=True)})
    try:
        check_ladder(ladder, "en")
    except Refused:
        return
    informants = data.draw(st.integers(1, asked))
    count = Count.single(informants, asked)
    assert strongest(count, ladder) > Step.NONE
    assert number_word(count, "en", ladder) != WORDS["en"][Step.NONE]
    if informants > 1:
        assert strongest(count, ladder) > Step.ONE
