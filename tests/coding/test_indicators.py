"""Numbers beside themes: first, last and change of those who speak of them, links that go stale, high and low."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.breakdown import ATTRIBUTE, GROUP, bands
from coding.checking import check_study
from coding.codebook_store import merge_codes
from coding.evidence import load_evidence
from coding.guide_coverage import GuideCoverage
from coding.indicator_figures import MEAN_FROM, Line, NumbersBeside, figures, numbers_beside, theme_numbers
from coding.indicator_links import (
    IndicatorLink,
    LinkGround,
    list_indicator_links,
    new_indicator_link,
    remove_indicator_link,
    save_indicator_link,
)
from coding.interview_guide import GuideQuestion
from coding.matrix import code_by_band
from coding.score_groups import HIGH, LOW, NONE, SCORE, ScoreGroups, Unit, divide, matched_pairs, score_units
from coding.summaries import list_summaries, save_summary
from coding.within_then_between import Compared, PairCounts, Side, compare_themes
from corpus.coders import ensure_coder
from corpus.errors import Conflict, Refused
from corpus.indicator_files import read_numbers_file
from corpus.indicator_import import store_numbers
from corpus.indicators import SCOPE, Measurement, Subject, remove_indicator
from corpus.study import Study
from tests.studies import ANNA, apply_words, group_id, operate

NUMBERS = """Deltager;Udfyldt af;Runde;Tro (1-7);Sager
Borger 1;Borger;1;2;
Borger 1;Borger;2;;
Borger 1;Borger;3;5;
Borger 1;Sagsbehandler;1;3;
Borger 2;Borger;1;4;
Leder 1;Kommune;1;;40
Leder 2;Kommune;1;;60
Sagsbehandler 1;Kommune;1;;50
Sagsbehandler 2;Kommune;1;;20
"""


@pytest.fixture
def coder(study: Study) -> str:
    made = ensure_coder(study, ANNA).id
    store_numbers(study, made, read_numbers_file("tal.csv", NUMBERS.encode()))
    return made


def beside(study: Study) -> NumbersBeside:
    return numbers_beside(study, load_evidence(study))


def ground(study: Study) -> LinkGround:
    return LinkGround(beside(study), list_summaries(study))


def take(study: Study, coder: str, text: str) -> None:
    store_numbers(study, coder, read_numbers_file("mere.csv", text.encode()))


def ids(study: Study) -> tuple[str, str]:
    belief, cases = beside(study).numbers.indicators[:2]
    return belief.id, cases.id


def link(study: Study, coder: str, **changes: object) -> IndicatorLink:
    made = new_indicator_link(ids(study)[0], "code-fellowship", group_id(study, "citizen"), "supports", rater="Borger")
    made = replace(made, note=" Begge dele vokser. ", **changes)  # type: ignore[arg-type]
    return save_indicator_link(study, coder, made, ground(study))


@pytest.mark.usefixtures("coder")
def test_those_who_speak_of_a_theme_stand_with_first_last_and_change(study: Study) -> None:
    found = theme_numbers(beside(study), ids(study)[0], "code-language", group_id(study, "citizen"))
    assert [person.label for person in found.speaking] == ["Borger 1"]
    assert (len(found.asked), found.speaking_with_number) == (2, 1)
    by_citizen, by_caseworker = found.of_speaking
    first, last = by_citizen.first, by_citizen.last
    assert first is not None and last is not None
    assert (first.moment, first.value, last.moment, last.value) == ("1", 2, "3", 5)
    assert (by_citizen.change, by_citizen.missing) == (3, 1)
    assert (by_caseworker.rater, by_caseworker.change) == ("Sagsbehandler", None)
    assert [line.label for line in found.of_others] == ["Borger 2"]


@pytest.mark.usefixtures("coder")
def test_a_missing_number_is_no_zero_and_no_number_is_no_line(study: Study) -> None:
    found = theme_numbers(beside(study), ids(study)[0], "code-time", group_id(study, "leader"))
    assert [line.first for line in found.lines] == [None, None]
    assert found.speaking_with_number == 0
    said = figures(found.lines)
    assert (said.lines, said.with_number, said.missing, said.lowest, said.mean_change) == (2, 0, 2, None, None)


def test_a_number_of_a_case_stands_for_those_of_the_group_in_it(study: Study, coder: str) -> None:
    take(study, coder, "Case;År;Andel\nNordby;2025;0\nNordby;2026;3\nSydby;2026;9\n")
    andel = beside(study).numbers.indicators[2].id
    found = theme_numbers(beside(study), andel, "code-language", group_id(study, "citizen"))
    (nordby,) = found.of_speaking
    assert (nordby.label, nordby.change, [person.label for person in nordby.people]) == ("Nordby", 3, ["Borger 1"])
    assert found.speaking_with_number == 1
    assert [line.label for line in found.of_others] == ["Sydby"]


def course(values: Sequence[float | None], label: str = "x") -> Line:
    subject = Subject(participant_id=label)
    points = [Measurement(str(at), "i", subject, "", str(at), value) for at, value in enumerate(values)]
    return Line(subject, label, "", tuple(points), ())


Values = st.lists(st.none() | st.integers(0, 7).map(float), max_size=4)


@given(st.lists(Values, max_size=8))
def test_figures_count_every_line_once_and_have_no_mean_under_five(values: list[list[float | None]]) -> None:
    lines = [course(each) for each in values]
    said = figures(lines)
    assert said.rose + said.same + said.fell == said.with_change <= said.with_number <= said.lines == len(lines)
    assert said.missing == sum(each is None for own in values for each in own)
    assert (said.mean_change is None) == (said.with_change < MEAN_FROM)
    changes = [line.change for line in lines if line.change is not None]
    if said.mean_change is not None:
        assert said.mean_change == pytest.approx(sum(changes) / len(changes))


def test_a_change_is_exact_where_a_computer_is_not() -> None:
    assert course([3.1, None, 3.3]).change == 0.2
    assert course([0.0, 0.0]).change == 0
    assert course([0.0]).change is None


def test_a_link_is_stored_undone_and_kept_through_a_merge(study: Study, coder: str) -> None:
    made = link(study, coder)
    assert list_indicator_links(study) == (made,)
    assert (made.note, ground(study).changed_since(made)) == ("Begge dele vokser.", ())
    study.undo(coder, SCOPE)
    assert list_indicator_links(study) == ()
    study.redo(coder, SCOPE)
    merge_codes(study, coder, "code-fellowship", "code-language")
    (moved,) = list_indicator_links(study)
    assert moved.code_id == "code-language"
    assert ground(study).changed_since(moved) == ("codings",)
    assert not check_study(study)
    remove_indicator_link(study, coder, moved, ground(study))
    with pytest.raises(Conflict):
        remove_indicator_link(study, coder, moved, ground(study))


def test_a_link_says_when_numbers_codings_or_words_changed_until_somebody_looks_again(study: Study, coder: str) -> None:
    theme, words = link(study, coder), link(study, coder, id="22222222-2222-2222-2222-222222222222", about="summary")
    take(study, coder, "Deltager;Udfyldt af;Runde;Tro\nBorger 1;Sagsbehandler;2;7\nLeder 1;Borger;9;1\n")
    assert ground(study).changed_since(theme) == ()
    take(study, coder, "Deltager;Udfyldt af;Runde;Tro\nBorger 2;Borger;1;1\n")
    assert ground(study).changed_since(theme) == ("numbers",)
    operate(
        study,
        ensure_coder(study, ANNA),
        "Borger 2",
        [apply_words(study, "Borger 2", "Men når praktikken slutter", "Mening > Fællesskab")],
    )
    assert ground(study).changed_since(theme) == ("numbers", "codings")
    present = ground(study)
    summary = present.summaries["code-fellowship", group_id(study, "citizen")]
    save_summary(study, coder, replace(summary, nuances="Ikke altid."), present.evidence)
    assert ground(study).changed_since(theme) == ("numbers", "codings")
    assert ground(study).changed_since(words) == ("numbers", "codings", "words")
    reworded = save_indicator_link(study, coder, replace(words, note="Andet."), ground(study), read_again=False)
    assert "words" in ground(study).changed_since(reworded)
    again = save_indicator_link(study, coder, reworded, ground(study))
    assert ground(study).changed_since(again) == ()


@pytest.mark.parametrize(
    "changes",
    [{"note": " "}, {"rater": "Ingen"}, {"about": "summary", "code_id": "code-language"}],
)
def test_a_link_needs_a_note_numbers_and_what_it_is_about(study: Study, coder: str, changes: dict[str, object]) -> None:
    made = new_indicator_link(ids(study)[0], "code-fellowship", group_id(study, "citizen"), "explains")
    with pytest.raises(Refused):
        save_indicator_link(study, coder, replace(made, **{"note": "x", **changes}), ground(study))  # type: ignore[arg-type]
    assert list_indicator_links(study) == ()


def test_what_is_linked_is_removed_neither_by_hand_nor_by_another_ones_undo(study: Study, coder: str) -> None:
    take(study, coder, "Deltager;Runde;Nyt\nBorger 1;1;3\n")
    new = beside(study).numbers.indicators[2].id
    made = new_indicator_link(new, "code-fellowship", group_id(study, "citizen"), "explains")
    save_indicator_link(study, ensure_coder(study, "Bo").id, replace(made, note="x"), ground(study))
    with pytest.raises(Refused, match=r"is linked to a theme"):
        remove_indicator(study, coder, new)
    with pytest.raises(Conflict):
        study.undo(coder, SCOPE)
    assert len(beside(study).numbers.of(new)) == 1
    assert not check_study(study)


def test_what_was_worked_out_of_codings_is_kept_while_only_numbers_change(study: Study, coder: str) -> None:
    known = load_evidence(study)
    take(study, coder, "Deltager;Runde;Nyt\nBorger 1;1;3\n")
    link(study, coder)
    assert load_evidence(study, known).same_words(known)


@pytest.mark.usefixtures("coder")
def test_high_and_low_go_by_a_cut_and_an_empty_band_lets_in_nobody(study: Study) -> None:
    units = score_units(beside(study), ids(study)[1], rater="Kommune")
    groups = divide(units, 50)
    assert [unit.label for unit in groups.high] == ["Leder 2", "Sagsbehandler 1"]
    assert [unit.label for unit in groups.low] == ["Leder 1", "Sagsbehandler 2"]
    evidence = load_evidence(study)
    assert [band.key for band in groups.bands("høj", "lav")] == [HIGH, LOW, NONE]
    assert sum(sum(map(band.only.lets_in, evidence.asked)) for band in groups.bands("høj", "lav")) == len(
        evidence.asked
    )
    row = next(row for row in code_by_band(evidence, groups.bands("høj", "lav")) if row.code_id == "code-time")
    assert [(tally.informants, tally.asked) for tally in row.tallies] == [(2, 2), (1, 2), (0, 3)]
    crossed = bands(evidence, GROUP, SCORE, {SCORE: groups.bands("høj", "lav")})
    people = {band.names: [person.label for person in evidence.asked if band.only.lets_in(person)] for band in crossed}
    assert people["Ledere", "høj"] == ["Leder 2"]
    assert people["Sagsbehandlere", None] == ["Sagsbehandler 3"]
    assert ("Borgere", "lav") not in people
    assert [band.key for band in divide(units, 1000).bands("høj", "lav")] == [LOW, NONE]


def test_cases_are_units_where_the_numbers_are_about_cases(study: Study, coder: str) -> None:
    take(study, coder, "Case;År;Andel\nNordby;2026;3\nNordby > Vaskeriet;2026;4\nSydby;2026;9\n")
    andel = beside(study).numbers.indicators[2].id
    units = score_units(beside(study), andel, rater="")
    known = {unit.label: (unit.score, len(unit.people)) for unit in units if unit.score is not None}
    assert known == {"Nordby > Vaskeriet": (4, 2), "Sydby": (9, 2)}


@pytest.mark.usefixtures("coder")
def test_pairs_are_alike_in_what_was_chosen_and_the_extremes_come_first(study: Study) -> None:
    groups = divide(score_units(beside(study), ids(study)[1], rater="Kommune"), 50)
    by_group = matched_pairs(groups, [GROUP])
    assert [(pair.high.label, pair.low.label) for pair in by_group.pairs] == [
        ("Sagsbehandler 1", "Sagsbehandler 2"),
        ("Leder 2", "Leder 1"),
    ]
    assert not by_group.unpaired
    # nothing is known of the gender of a leader, and what is not known is like nothing
    by_gender = matched_pairs(groups, [GROUP, ATTRIBUTE + "Køn"])
    assert not any("Leder 2" in (pair.high.label, pair.low.label) for pair in by_gender.pairs)


@given(
    st.lists(st.integers(0, 9).map(float), min_size=1, max_size=9),
    st.integers(0, 9),
)
def test_no_unit_stands_in_two_pairs_and_none_is_lost(scores: list[float], cut: int) -> None:
    groups = divide([Unit(str(at), str(at), (), score) for at, score in enumerate(scores)], cut)
    found = matched_pairs(groups, [])
    keys = [unit.key for pair in found.pairs for unit in (pair.high, pair.low)] + [u.key for u in found.unpaired]
    assert sorted(keys) == sorted(str(at) for at in range(len(scores)))
    gaps = [(pair.high.score or 0) - (pair.low.score or 0) for pair in found.pairs]
    assert gaps == sorted(gaps, reverse=True)


@pytest.mark.parametrize(
    ("high", "low", "between"),
    [
        ((3, 3), (0, 3), "only high"),
        ((0, 2), (4, 5), "only low"),
        ((3, 3), (2, 2), "no difference"),
        ((0, 3), (1, 4), "no difference"),
        ((2, 3), (0, 3), "no pattern"),
        ((3, 3), (2, 4), "no pattern"),
        ((1, 1), (0, 3), "too few"),
    ],
)
def test_groups_are_compared_within_first_and_then_between(
    high: tuple[int, int], low: tuple[int, int], between: str
) -> None:
    assert Compared("x", (), 0, Side(*high, 0), Side(*low, 0)).between == between


@pytest.mark.usefixtures("coder")
def test_themes_are_compared_with_pairs_and_the_unasked_are_not_silent(study: Study) -> None:
    groups = divide(score_units(beside(study), ids(study)[1], rater="Kommune"), 50)
    evidence = load_evidence(study)
    pairs = matched_pairs(groups, [GROUP])
    found = {each.code_id: each for each in compare_themes(evidence, groups, pairs=pairs)}
    # the leaders both speak of time, one caseworker of the two does
    assert found["code-time"].pairs == PairCounts(both=1, only_high=1, only_low=0, neither=0, not_asked=0)
    assert (found["code-language"].low.speak, found["code-language"].high.within) == (1, "silent")
    question = GuideQuestion("q", "", "Sprog?", (group_id(study, "caseworker"),), ("code-language",))
    guide = GuideCoverage(evidence, (question,))
    (language,) = compare_themes(evidence, groups, pairs=pairs, guide=guide, code_ids=["code-language"])
    # the leader who speaks of it unasked counts; the other one was not asked, and so is not silent
    assert (language.high, language.low) == (Side(0, 1, 1), Side(1, 2, 0))
    assert language.pairs is not None and language.pairs.not_asked == 1


def test_there_are_no_bands_where_nothing_is_known() -> None:
    assert ScoreGroups(3, (), (), ()).bands("høj", "lav") == ()
