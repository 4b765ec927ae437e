"""Informants are counted, not passages: n of N asked, whatever the coders did."""

from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.evidence import Evidence, Filter, load_evidence
from coding.matrix import Cell, cell_excerpts, code_by_group
from coding.operations import apply_operations
from corpus.coders import ensure_coder
from corpus.documents import list_documents, load_document
from corpus.study import Study
from tests.studies import ANNA, BO, group_id


def cell(evidence: Evidence, code_id: str, key: str, chosen: Filter | None = None) -> Cell:
    row = next(row for row in code_by_group(evidence, chosen) if row.code_id == code_id)
    return next(cell for cell in row.cells if cell.group and cell.group.key == key)


def test_an_informant_counts_once_however_many_passages_coders_and_interviews(study: Study) -> None:
    found = cell(load_evidence(study), "code-time", "leader")
    assert (found.informants, found.asked, found.passages, found.interviews, found.cases) == (2, 2, 3, 3, 2)


def test_a_code_counts_what_lies_below_it(study: Study) -> None:
    evidence = load_evidence(study)
    assert cell(evidence, "code-barriers", "leader").passages == 5
    assert cell(evidence, "code-meaning", "citizen").informants == 2


def test_a_passage_over_several_voices_counts_each_of_them_and_no_interviewer(study: Study) -> None:
    found = cell(load_evidence(study), "code-fellowship", "caseworker")
    assert (found.informants, found.asked, found.passages) == (2, 3, 1)


def test_an_interpreters_words_count_for_nobody_but_the_informant_who_speaks_too(study: Study) -> None:
    evidence = load_evidence(study)
    over_turns = next(x for x in cell_excerpts(evidence, "code-language", group_id(study, "citizen")))
    assert [voice.label for voice in over_turns.voices] == ["Borger 1"]
    assert over_turns.mediated
    assert [part.role for part, _ in over_turns.said] == ["interviewer", "interpreter", "interviewee"]
    assert "\n".join(words for _, words in over_turns.said) == over_turns.quote


def test_a_coding_of_an_interviewer_alone_counts_for_nobody(study: Study) -> None:
    head = next(head for head in list_documents(study) if head.title == "Leder 1")
    question = load_document(study, head.id).text.splitlines()[0]
    before = code_by_group(load_evidence(study))
    sent = {
        "op": "apply",
        "cid": str(uuid4()),
        "coding": str(uuid4()),
        "start": 0,
        "end": len(question),
        "code": "code-fellowship",
        "quote": question,
    }
    assert apply_operations(study, ensure_coder(study, ANNA).id, head.id, [sent]).acknowledged
    assert code_by_group(load_evidence(study)) == before


def test_a_group_that_nobody_was_interviewed_in_has_no_column_and_a_silent_one_has(study: Study) -> None:
    evidence = load_evidence(study)
    assert [group.key for group in evidence.columns if group] == ["leader", "caseworker", "citizen"]
    silent = cell(evidence, "code-language", "caseworker")
    assert (silent.informants, silent.asked, silent.passages) == (0, 3, 0)


def test_the_table_can_be_narrowed_to_a_coder_or_a_case(study: Study) -> None:
    evidence = load_evidence(study)
    bo = Filter(coders=frozenset({ensure_coder(study, BO).id}))
    assert cell(evidence, "code-time", "leader", bo).informants == 1
    nordby = cell(evidence, "code-time", "leader", Filter(cases=frozenset({"Nordby"})))
    assert (nordby.informants, nordby.asked) == (1, 1)


def test_retired_codes_are_left_out_unless_asked_for(study: Study) -> None:
    evidence = load_evidence(study)
    assert "code-old" not in {row.code_id for row in code_by_group(evidence)}
    assert "code-old" in {row.code_id for row in code_by_group(evidence, retired=True)}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spans=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 150), st.integers(1, 150)), max_size=6),
    code=st.sampled_from(["code-barriers", "code-time", "code-fellowship"]),
)
def test_n_never_exceeds_those_asked_and_a_parent_never_falls_below_its_sub_code(
    study: Study, spans: list[tuple[int, int, int]], code: str
) -> None:
    heads = list_documents(study)
    for number, start, length in spans:
        head = heads[number]
        text = load_document(study, head.id).text
        end = min(len(text), start + length)
        sent = {
            "op": "apply",
            "cid": str(uuid4()),
            "coding": str(uuid4()),
            "start": start,
            "end": end,
            "code": code,
            "quote": text[start:end],
        }
        apply_operations(study, ensure_coder(study, BO).id, head.id, [sent])
    evidence = load_evidence(study)
    rows = {row.code_id: row for row in code_by_group(evidence, retired=True)}
    for row in rows.values():
        parent = evidence.codebook.code(row.code_id).parent
        for i, found in enumerate(row.cells):
            assert 0 <= found.informants <= found.asked
            assert (found.informants == 0) == (found.passages == 0)
            if parent:
                above = rows[parent].cells[i]
                assert above.informants >= found.informants
                assert above.passages >= found.passages
