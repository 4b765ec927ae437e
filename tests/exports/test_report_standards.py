"""The appendices after COREQ and SRQR answer from the guide, the time marks and the summaries where there are any."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import update

from coding.interview_guide import add_questions
from corpus.coders import ensure_coder
from corpus.guide_files import ReadQuestion
from corpus.language import ENGLISH
from corpus.study import Study
from corpus.study import tables as t
from corpus.time_marks import minutes_to_last_mark
from exports.report.assembling import assemble
from exports.report.blocks import Heading, Table
from exports.report.material import load_material
from exports.report.plan import Part, ReportPlan
from tests.studies import ANNA, document_id, group_id, small_study

TEAM = "To be answered by the team"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Study]:
    study = small_study(tmp_path / "prøve.citat")
    yield study
    study.close()


def tables(study: Study, *parts: Part) -> Mapping[str, Table]:
    blocks = assemble(load_material(study, ReportPlan(parts=parts), ENGLISH, "en")).blocks
    return {block.caption: block for block in blocks if isinstance(block, Table)}


def answers(study: Study, *parts: Part) -> Mapping[str, str]:
    (table,) = [table for caption, table in tables(study, *parts).items() if caption.startswith("Reporting after")]
    return {row[0]: row[2] for row in table.rows}


def test_the_guide_answers_for_itself_and_stands_in_an_appendix_on_demand(own: Study) -> None:
    assert answers(own, "coreq")["17"] == TEAM
    assert "Interview guide" not in " ".join(tables(own, "guide"))
    anna, leader, citizen = ensure_coder(own, ANNA).id, group_id(own, "leader"), group_id(own, "citizen")
    add_questions(own, anna, [ReadQuestion("Sprog", "Hvordan går det?"), ReadQuestion("Tid", "Er der tid?")], [leader])
    add_questions(own, anna, [ReadQuestion("Tid", "Er der tid?")], [citizen])
    counted = "2 questions under 2 topics. Ledere: 2. Borgere: 1."
    team = "Whether it was tried out is for the team to answer."
    assert answers(own, "coreq")["17"] == f"{counted} {team}"
    assert answers(own, "guide", "srqr")["11"] == f"{counted} The questions stand in the appendix. {team}"
    (table,) = tables(own, "guide").values()
    assert table.rows == (
        ("Sprog", "Hvordan går det?", "Ledere", ""),
        ("Tid", "Er der tid?", "Ledere\nBorgere", ""),
    )
    blocks = assemble(load_material(own, ReportPlan(parts=("guide",)), ENGLISH, "en")).blocks
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["Appendix: the interview guide"]


def test_length_is_told_in_minutes_only_where_there_are_time_marks(own: Study) -> None:
    assert answers(own, "coreq")["19"] == TEAM
    assert "minutes" not in answers(own, "coreq")["21"]
    where = t.turn.c.document_id == document_id(own, "Leder 2")
    with own.write_unlogged() as connection:
        connection.execute(update(t.turn).where(where).values(time="00:31:20"))
        connection.execute(update(t.turn).where(where, t.turn.c.position == 0).values(time="ca. 3"))
    assert minutes_to_last_mark(own) == {document_id(own, "Leder 2"): pytest.approx(31.33, abs=0.01)}
    said = answers(own, "coreq")
    assert said["19"].startswith("1 of ")
    marks, team = "1 interview has time marks, the last at 31 minutes.", "the others lasted is for the team to answer."
    assert marks in said["21"]
    assert said["21"].endswith(team)


def test_what_the_codings_know_is_answered(own: Study) -> None:
    coreq, srqr = answers(own, "chapters", "coreq"), answers(own, "chapters", "srqr")
    assert coreq["15"] == "There are 1 group interview. An interpreter took part in 1 interview."
    assert "2 of 2 theme summaries rest on the codings as they are now." in coreq["30"]
    assert coreq["31"].startswith("Themes: “Barrierer” and “Mening”")
    assert srqr["15"].startswith("4 of 6 coded interviews are coded by more than one coder.")
    assert srqr["16"] == "See the chapters."
    assert answers(own, "srqr")["16"] == TEAM
