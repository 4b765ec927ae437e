"""Evidence that is brought up to date is the evidence that would be read anew; cells and tallies agree with it."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.codebook_store import add_code, new_code
from coding.evidence import Filter, load_evidence, select_excerpts
from coding.matrix import cell_excerpts, code_by_group, tally
from coding.operations import apply_operations
from coding.summaries import Summary, save_summary
from corpus.coders import ensure_coder
from corpus.participants import list_participants, rename_group
from corpus.study import Study
from tests.studies import (
    ANNA,
    AT_LUNCH,
    BO,
    CHAIR,
    CODINGS,
    FELLOWSHIP,
    LANGUAGE,
    PARAGRAPHS,
    TIME,
    add_interviews,
    apply_words,
    document_id,
    group_id,
    operate,
    small_study,
)

PLACES = (("Leder 1", PARAGRAPHS), ("Borger 2", CHAIR), ("Sagsbehandlere i Nordby", AT_LUNCH))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["apply", "remove", "star", "undo", "summary", "code", "group"]), max_size=8))
def test_evidence_brought_up_to_date_equals_evidence_read_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    study = small_study(tmp_path_factory.mktemp("evidence") / "prøve.citat")
    coder = ensure_coder(study, BO)
    evidence = load_evidence(study)
    made: list[str] = []
    for number, step in enumerate(steps):
        title, words = PLACES[number % 3]
        if step == "apply":
            sent = apply_words(study, title, words, (TIME, LANGUAGE, FELLOWSHIP)[number // 3 % 3])
            operate(study, coder, title, [sent])
            made.append(str(sent["coding"]))
        elif step in ("remove", "star"):
            own = next(x.coding for x in evidence.excerpts if x.coding.coder == BO)
            operation = {"op": step, "cid": str(uuid4()), "coding": own.id, "starred": True}
            operate(study, coder, next(x.document for x in evidence.excerpts if x.coding.id == own.id), [operation])
        elif step == "undo":
            study.undo(coder.id, document_id(study, title))
        elif step == "summary":
            save_summary(study, coder.id, Summary("code-time", group_id(study, "leader"), dominant=step), evidence)
        elif step == "code":
            add_code(study, coder.id, new_code(f"Ny {number}", None, "#000000"))
        else:
            rename_group(study, coder.id, group_id(study, "leader"), f"Ledere {number}")
        evidence = load_evidence(study, evidence)
        assert evidence == load_evidence(study)
    study.close()


def test_evidence_of_the_same_revision_is_not_read_again(study: Study) -> None:
    evidence = load_evidence(study)
    assert load_evidence(study, evidence) is evidence


def test_what_was_worked_out_is_kept_when_only_a_summary_was_written_since(study: Study) -> None:
    known = load_evidence(study)
    cells, leader = known.by_cell, group_id(study, "leader")
    save_summary(study, ensure_coder(study, ANNA).id, Summary("code-language", leader, "Sproget driller."), known)
    evidence = load_evidence(study, known)
    assert evidence.revision == study.revision() > known.revision
    assert evidence.by_cell is cells
    assert evidence.same_words(known)
    sent = apply_words(study, "Leder 2", "Vi drak kaffe", TIME)
    apply_operations(study, ensure_coder(study, ANNA).id, document_id(study, "Leder 2"), [sent])
    assert not load_evidence(study, evidence).same_words(known)


def test_a_new_interview_is_in_the_evidence_that_is_brought_up_to_date(study: Study) -> None:
    known = load_evidence(study)
    add_interviews(study, {"Leder 2 igen": (("Interviewer", "Og nu?"), ("Leder 2", "Nu går det."))})
    evidence = load_evidence(study, known)
    leader = next(person for person in list_participants(study) if person.label == "Leder 2")
    assert len(evidence.interviews[leader.id]) == 2


def test_a_cell_holds_what_the_filter_finds_for_its_code_and_group(study: Study) -> None:
    evidence = load_evidence(study)
    for row in code_by_group(evidence, retired=True):
        for cell in row.cells:
            assert cell.group
            chosen = Filter(codes=frozenset({cell.code_id}), groups=frozenset({cell.group.id}))
            found = select_excerpts(evidence, chosen)
            assert cell_excerpts(evidence, cell.code_id, cell.group.id) == found
            counted = tally(evidence, found, chosen)
            assert (counted.informants, counted.asked, counted.passages, counted.interviews) == (
                cell.informants,
                cell.asked,
                cell.passages,
                cell.interviews,
            )


def test_a_passage_with_several_codings_is_one_passage_with_all_of_them(study: Study) -> None:
    evidence = load_evidence(study)
    twice = [excerpts for excerpts in evidence.by_passage.values() if len(excerpts) > 1]
    assert [[x.coding.coder for x in excerpts] for excerpts in twice] == [["Anna", "Bo"]]
    assert sum(map(len, evidence.by_passage.values())) == len(CODINGS)


def test_a_tally_of_everything_counts_each_informant_once_over_groups(study: Study) -> None:
    evidence = load_evidence(study)
    counted = tally(evidence, evidence.excerpts)
    assert (counted.informants, counted.asked, counted.interviews) == (6, 7, 6)
    narrowed = Filter(cases=frozenset({"Sydby"}))
    assert tally(evidence, select_excerpts(evidence, narrowed), narrowed).asked == 2
