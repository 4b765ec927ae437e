"""The state of every theme summary: to write, written, out of date, or nothing to write on."""

from dataclasses import replace
from uuid import uuid4

from coding.evidence import load_evidence
from coding.summaries import is_out_of_date, list_summaries, save_summary
from coding.summary_states import summary_states
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.studies import ANNA, BO, TIME, apply_words, group_id, operate


def test_each_cell_has_its_state_and_retired_codes_have_none(study: Study) -> None:
    states = summary_states(load_evidence(study), list_summaries(study))
    leader, caseworker, citizen = (group_id(study, key) for key in ("leader", "caseworker", "citizen"))
    assert states["code-time", leader] == "written"
    assert states["code-time", caseworker] == "to write"
    assert states["code-time", citizen] == "nothing coded"
    assert "code-old" not in {code_id for code_id, _ in states}
    assert len(states) == 5 * 3


def test_quotes_without_words_are_not_a_summary(study: Study) -> None:
    leader = group_id(study, "leader")
    stored = list_summaries(study)["code-time", leader]
    silent = replace(stored, dominant="", nuances="", counter_looked_for=False, evidence=("x",))
    assert summary_states(load_evidence(study), {("code-time", leader): silent})["code-time", leader] == "to write"


def test_a_summary_whose_words_change_stays_out_of_date_until_the_codings_are_read_again(study: Study) -> None:
    leader = group_id(study, "leader")
    anna = ensure_coder(study, ANNA).id
    operate(study, ensure_coder(study, BO), "Leder 2", [apply_words(study, "Leder 2", "Vi har ikke tid", TIME)])
    evidence = load_evidence(study)
    stored = list_summaries(study)["code-time", leader]
    assert summary_states(evidence, list_summaries(study))["code-time", leader] == "out of date"
    save_summary(study, anna, replace(stored, nuances="Rettet."), evidence, read_again=False)
    changed = list_summaries(study)["code-time", leader]
    assert changed.nuances == "Rettet."
    assert is_out_of_date(changed, load_evidence(study))
    save_summary(study, anna, changed, evidence)
    assert not is_out_of_date(list_summaries(study)["code-time", leader], load_evidence(study))


def test_a_summary_whose_codings_are_all_gone_is_out_of_date(study: Study) -> None:
    citizen = group_id(study, "citizen")
    for excerpt in load_evidence(study).excerpts:
        if any(voice.group and voice.group.id == citizen for voice in excerpt.voices):
            coder = ensure_coder(study, excerpt.coding.coder)
            operation = {"op": "remove", "cid": str(uuid4()), "coding": excerpt.coding.id}
            operate(study, coder, excerpt.document, [operation])
    states = summary_states(load_evidence(study), list_summaries(study))
    assert states["code-fellowship", citizen] == "out of date"
    assert states["code-meaning", citizen] == "nothing coded"
