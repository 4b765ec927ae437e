"""Codes met with each interview: counted once, by date, and in a group only from its own informants."""

from dataclasses import replace

import pytest

from coding.evidence import Evidence, load_evidence
from coding.saturation import saturation
from corpus.documents import DocumentHead, list_documents
from corpus.study import Study
from tests.studies import group_id


@pytest.fixture
def evidence(study: Study) -> Evidence:
    return load_evidence(study)


@pytest.fixture
def heads(study: Study) -> tuple[DocumentHead, ...]:
    return list_documents(study)


def test_every_code_in_use_is_new_once(evidence: Evidence, heads: tuple[DocumentHead, ...]) -> None:
    steps = saturation(evidence, heads)
    new = [code for step in steps for code in step.new]
    assert sorted(new) == sorted({excerpt.coding.code_id for excerpt in evidence.excerpts})
    assert [step.known for step in steps] == [
        len({c for s in steps[:n] for c in s.new}) for n in range(1, len(steps) + 1)
    ]
    assert [step.place for step in steps] == list(range(1, len(steps) + 1))


def test_an_interview_that_nobody_has_coded_is_no_step(evidence: Evidence, heads: tuple[DocumentHead, ...]) -> None:
    coded = {excerpt.coding.document_id for excerpt in evidence.excerpts}
    assert {step.document_id for step in saturation(evidence, heads)} == coded


def test_interviews_come_by_date(evidence: Evidence, heads: tuple[DocumentHead, ...]) -> None:
    dated = [replace(head, date=f"2026-01-{28 - place:02}") for place, head in enumerate(heads)]
    there = [step.document_id for step in saturation(evidence, heads)]
    assert [step.document_id for step in saturation(evidence, dated)] == there[::-1]


def test_a_group_has_steps_from_its_own_words_only(
    study: Study, evidence: Evidence, heads: tuple[DocumentHead, ...]
) -> None:
    leaders = saturation(evidence, heads, group_id(study, "leader"))
    assert {step.title for step in leaders} <= {"Leder 1", "Leder 1, opfølgning", "Leder 2"}
    assert leaders
    assert saturation(evidence, heads, group_id(study, "employer")) == ()
