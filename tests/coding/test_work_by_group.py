"""How far each group's interviews are, together and by coder, by the same counts as the list of interviews and home."""

from sqlalchemy import insert

from coding import tables as c
from coding.evidence import load_evidence
from coding.progress import load_progress
from coding.reading_progress import ReadingNote, load_interview_progress, record_reading
from coding.work_by_group import CoderWork, GroupWork, work_by_group
from corpus.coders import ensure_coder
from corpus.documents import load_document
from corpus.study import Study
from tests.studies import ANNA, BO, document_id

LATER = 1_700_000_000_000


def of(work: tuple[CoderWork, ...], coder: str | None, group: str) -> GroupWork:
    (rows,) = (each.groups for each in work if (each.coder.name if each.coder else None) == coder)
    return next(row for row in rows if row.group and row.group.key == group)


def test_together_counts_what_anybody_did_and_each_coder_their_own(study: Study) -> None:
    work = work_by_group(study, load_evidence(study))
    assert [each.coder.name if each.coder else None for each in work] == [None, ANNA, BO]
    assert [of(work, who, "leader").interviews for who in (None, ANNA, BO)] == [3, 3, 3]
    assert [of(work, who, "leader").coded for who in (None, ANNA, BO)] == [3, 3, 1]
    case = [of(work, who, "caseworker") for who in (None, ANNA, BO)]
    # Bo's first coding lies inside Anna's, and is not counted twice
    assert [each.coded_characters for each in case] == [140, 92, 100]
    for name, row in ((ANNA, case[1]), (BO, case[2])):
        there = load_interview_progress(study, ensure_coder(study, name).id)
        known = there[document_id(study, "Sagsbehandlere i Nordby")]
        assert (row.coded_characters, row.characters) == (known.coded, known.characters)
        assert row.coded_percent == known.coded_percent


def test_an_interview_is_read_when_all_of_it_is_by_one_or_by_several(study: Study) -> None:
    title = "Sagsbehandlere i Nordby"
    assert of(work_by_group(study, load_evidence(study)), None, "caseworker").read == 0
    turns = len(load_document(study, document_id(study, title)).turns)
    for name, part in ((ANNA, (0, 3)), (BO, (3, turns))):
        note = ReadingNote(document=document_id(study, title), read=(part,), place=part[0], at=LATER)
        record_reading(study, ensure_coder(study, name).id, [note])
    work = work_by_group(study, load_evidence(study))
    assert of(work, None, "caseworker").read == 1
    assert of(work, ANNA, "caseworker").read == 0


def test_a_study_of_one_coder_has_no_lines_of_their_own(study: Study) -> None:
    bo = ensure_coder(study, BO).id
    with study.write_unlogged() as connection:
        connection.execute(c.coding.delete().where(c.coding.c.coder_id == bo))
    assert len(work_by_group(study, load_evidence(study))) == 1


def test_suggestions_left_are_those_that_home_and_queue_count(study: Study) -> None:
    with study.write_unlogged() as connection:
        passage = connection.execute(
            c.passage.select().where(c.passage.c.document_id == document_id(study, "Sagsbehandlere i Nordby"))
        ).first()
        assert passage is not None
        row = {"passage_id": passage.id, "code_id": "code-language", "score": 0.9, "reason": {}, "model": "m"}
        connection.execute(insert(c.suggestion).values(id="s1", status="pending", **row))
        for title in ("Sagsbehandlere i Nordby", "Borger 2"):
            connection.execute(insert(c.suggested_document).values(document_id=document_id(study, title), stretches=3))
    work = work_by_group(study, load_evidence(study))
    together = {each.group.key: each for each in work[0].groups if each.group}
    waiting = {key: (each.suggested, each.settled, each.waiting) for key, each in together.items()}
    assert waiting == {"leader": (0, 0, 0), "caseworker": (1, 0, 1), "citizen": (1, 1, 0)}
    assert sum(each.waiting for each in together.values()) == load_progress(study).waiting
    assert [of(work, who, "caseworker").waiting for who in (ANNA, BO)] == [1, 1]
