"""Interviews, persons and cases are counted as different things, each once."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.importing import SpeakerPlan, store_import
from corpus.overview import OverviewRow, about_study, interview_overview
from corpus.study import Study, create_study
from tests.studies import add_interviews, plan_interview, small_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "prøve.citat")


def numbers(row: OverviewRow) -> tuple[str | None, int, int, tuple[int, ...]]:
    return (row.group.key if row.group else None, row.interviews, row.persons, row.cases)


def test_each_group_is_counted_in_interviews_persons_and_cases_level_by_level(study: Study) -> None:
    overview = interview_overview(study)
    assert [numbers(row) for row in overview.rows] == [
        ("leader", 3, 2, (2, 2)),
        ("caseworker", 1, 3, (1, 0)),
        ("citizen", 2, 2, (2, 2)),
    ]


def test_the_total_counts_different_cases_and_is_not_a_sum(study: Study) -> None:
    overview = interview_overview(study)
    assert numbers(overview.total) == (None, 6, 7, (2, 2))
    assert overview.shared


def test_an_interview_with_two_groups_is_one_interview_in_the_total(study: Study) -> None:
    add_interviews(study, {"Fælles": (("Leder 1", "Vi er to."), ("Borger 1", "Det er vi."))})
    overview = interview_overview(study)
    assert [row.interviews for row in overview.rows] == [4, 1, 3]
    assert overview.total.interviews == 7


def test_modes_interpreters_and_groups_nobody_was_interviewed_in(study: Study) -> None:
    overview = interview_overview(study)
    assert overview.modes == {"single": 5, "group": 1}
    assert overview.interpreted == 1
    assert [group.key for group in overview.not_interviewed] == ["employer", "other"]


def test_a_document_in_which_nobody_is_interviewed_is_no_interview(study: Study) -> None:
    add_interviews(study, {"Noter": (("Interviewer", "Ingen mødte op."),)})
    assert interview_overview(study).total.interviews == 6


def test_persons_without_a_group_have_a_row_of_their_own_at_the_end(study: Study) -> None:
    plan = plan_interview("Ukendt", (("Borger 2", "Jeg var her også."),))
    stranger = SpeakerPlan("Borger 2", "interviewee", "Deltager 1")
    store_import(study, None, [replace(plan, speakers=(stranger,))])
    last = interview_overview(study).rows[-1]
    assert numbers(last) == (None, 1, 1, (0, 0))


def test_a_study_without_interviews_has_no_rows(tmp_path: Path) -> None:
    overview = interview_overview(create_study(tmp_path / "tom.citat", "Tom", "da"))
    assert overview.rows == ()
    assert numbers(overview.total) == (None, 0, 0, ())


def test_what_the_study_says_of_itself(study: Study) -> None:
    about = about_study(study)
    assert (about.title, about.language, about.made_up, about.scope) == ("Prøveundersøgelsen", "da", True, "")
