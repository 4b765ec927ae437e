"""Interview guides: kept with groups and codes, asked or not as a person says, and what that tells of silent cells."""

import pytest

from coding.checking import check_study
from coding.codebook_store import load_codebook, merge_codes
from coding.evidence import load_evidence
from coding.framework_matrix import framework_matrix, framework_rows
from coding.guide_coverage import GuideCoverage, QuestionCell
from coding.guide_matches import find_asked, suggest_codes
from coding.interview_guide import (
    SCOPE,
    GuideQuestion,
    add_questions,
    list_marks,
    list_questions,
    mark_asked,
    set_questions,
)
from corpus.coders import ensure_coder
from corpus.documents import load_document
from corpus.errors import Refused
from corpus.guide_files import ReadQuestion
from corpus.study import Study
from tests.studies import ANNA, document_id, group_id

BARRIERS = ReadQuestion("Barrierer", "Hvad står i vejen for jer i hverdagen?")
FELLOWSHIP = ReadQuestion("Mening", "Hvad betyder fællesskabet for dig?")


@pytest.fixture
def coder(study: Study) -> str:
    return ensure_coder(study, ANNA).id


def guide(study: Study, coder: str) -> tuple[GuideQuestion, GuideQuestion]:
    """Barriers for leaders, fellowship for caseworkers and citizens, each about its code."""
    add_questions(study, coder, [BARRIERS], [group_id(study, "leader")])
    add_questions(study, coder, [FELLOWSHIP], [group_id(study, "caseworker"), group_id(study, "citizen")])
    one, other = list_questions(study)
    set_questions(
        study,
        coder,
        [
            GuideQuestion(one.id, one.topic, one.text, one.groups, ("code-barriers",)),
            GuideQuestion(other.id, other.topic, other.text, other.groups, ("code-fellowship",)),
        ],
    )
    one, other = list_questions(study)
    return one, other


def coverage(study: Study) -> GuideCoverage:
    return GuideCoverage(load_evidence(study), list_questions(study), list_marks(study))


def test_the_same_question_for_a_second_group_is_one_question(study: Study, coder: str) -> None:
    leader, citizen = group_id(study, "leader"), group_id(study, "citizen")
    assert add_questions(study, coder, [BARRIERS, FELLOWSHIP], [leader]) == 2
    assert add_questions(study, coder, [ReadQuestion("", BARRIERS.text.upper())], [citizen]) == 0
    assert [question.groups for question in list_questions(study)] == [(leader, citizen), (leader,)]
    study.undo(coder, SCOPE)
    assert [question.groups for question in list_questions(study)] == [(leader,), (leader,)]


def test_questions_are_changed_ordered_and_taken_away_with_what_was_said_of_them(study: Study, coder: str) -> None:
    one, other = guide(study, coder)
    mark_asked(study, coder, {(one.id, document_id(study, "Leder 1")): False})
    new = GuideQuestion("11111111-1111-1111-1111-111111111111", "", "Og ellers?")
    set_questions(study, coder, [new, other])
    assert [question.text for question in list_questions(study)] == ["Og ellers?", other.text]
    assert list_marks(study) == {}
    study.undo(coder, SCOPE)
    assert list_questions(study) == (one, other)
    assert list(list_marks(study).values()) == [False]
    with pytest.raises(Refused):
        set_questions(study, coder, [GuideQuestion("x", "", " ")])
    assert not check_study(study)


def test_the_guide_of_a_group_tells_who_was_asked_until_a_person_says_otherwise(study: Study, coder: str) -> None:
    one, other = guide(study, coder)
    first, second = document_id(study, "Leder 1"), document_id(study, "Leder 2")
    held = coverage(study)
    assert [held.was_asked(one, first), held.was_asked(other, first)] == [True, False]
    mark_asked(study, coder, {(one.id, second): False, (other.id, first): True})
    held = coverage(study)
    assert [held.was_asked(one, second), held.was_asked(other, first)] == [False, True]
    cells = dict(held.table())[one]
    assert cells[0] == QuestionCell(held.evidence.columns[0], 1, 0, 2, 1)
    assert [cell.asked for cell in cells] == [1, 0, 0]
    mark_asked(study, coder, {(one.id, second): None})
    assert dict(coverage(study).table())[one][0].asked == 2


def test_a_question_in_no_guide_is_not_known_to_be_asked_or_not(study: Study, coder: str) -> None:
    add_questions(study, coder, [BARRIERS], [])
    held = coverage(study)
    (question,) = held.questions
    assert held.was_asked(question, document_id(study, "Leder 1")) is None
    assert held.table()[0][1][0] == QuestionCell(held.evidence.columns[0], 0, 2, 2, None)


def test_silence_is_told_apart_as_not_asked_and_asked_but_not_said(study: Study, coder: str) -> None:
    guide(study, coder)
    held = coverage(study)
    evidence = held.evidence
    leaders, citizens = (evidence.asked_in(group_id(study, key)) for key in ("leader", "citizen"))
    # asked of leaders about the code above; of citizens nothing about it
    assert held.silence("code-language", leaders) == "not said"
    assert held.silence("code-language", citizens) == "not asked"
    # a question about the sub-code is about its parent too
    assert held.silence("code-meaning", leaders) == "not asked"
    assert held.silence("code-meaning", citizens) == "not said"
    bare = GuideCoverage(evidence, (), {})
    assert bare.silence("code-language", citizens) == ""


def test_the_framework_matrix_says_not_asked_where_the_guide_knows(study: Study, coder: str) -> None:
    guide(study, coder)
    evidence = load_evidence(study)
    rows = framework_rows(evidence, (), "participant")
    matrix = framework_matrix(evidence, rows, ("code-barriers", "code-meaning"), coverage(study))
    by_label = {row.label: row for row in rows}
    assert matrix.silence("code-meaning", by_label["Leder 1"]) == "not asked"
    assert matrix.silence("code-barriers", by_label["Borger 2"]) == "not asked"
    assert matrix.silence("code-meaning", by_label["Sagsbehandler 3"]) == "not coded"


def test_where_an_interviewer_asks_a_question_is_found_by_its_words_and_only_offered(study: Study, coder: str) -> None:
    one, other = guide(study, coder)
    document = load_document(study, document_id(study, "Leder 1"))
    found = find_asked([one, other], document, "da")
    assert list(found) == [one.id]
    assert found[one.id].words == "Hvad står i vejen i hverdagen?"
    assert document.text[found[one.id].start : found[one.id].end] == found[one.id].words
    assert other.id in find_asked([other], load_document(study, document_id(study, "Sagsbehandlere i Nordby")), "da")
    assert list_marks(study) == {}


def test_codes_are_suggested_by_their_words_and_follow_a_merge(study: Study, coder: str) -> None:
    one, other = guide(study, coder)
    book = load_codebook(study)
    assert set(suggest_codes(other, book, "da")) == {"code-meaning", "code-fellowship"}
    assert suggest_codes(GuideQuestion("x", "", "Og ellers?"), book, "da") == ()
    merge_codes(study, coder, "code-fellowship", "code-language")
    assert list_questions(study)[1].codes == ("code-language",)
    assert one.codes == ("code-barriers",)
