"""Two coders who do anything in any order, undo and redo included, leave a study that is whole and counted right."""

import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from codebooks.errors import CodebookRefused
from coding import codebook_store as store
from coding.checking import check_study
from coding.codings import list_codings
from coding.evidence import load_evidence
from coding.operations import apply_operations
from coding.summaries import Summary, save_summary
from corpus.coders import Coder, ensure_coder
from corpus.documents import list_document_ids, load_document
from corpus.errors import Conflict, Refused
from corpus.importing import store_import
from corpus.participants import change_participant, list_groups, list_participants
from corpus.study import Study
from tests.studies import ANNA, BO, plan_interview, small_study


class Chance:
    """One coder's next act, drawn by lot."""

    def __init__(self, study: Study, coder: Coder, lot: random.Random, number: int) -> None:
        self.study, self.coder, self.lot, self.number = study, coder, lot, number
        self.codes = [code.id for code in store.load_codebook(study).codes]

    def act(self) -> None:
        """Do it; what is refused is as good as done."""
        acts: Mapping[Callable[[], object], int] = {
            self.apply: 4,
            self.change_coding: 3,
            self.undo_on_the_page: 2,
            self.change_codebook: 4,
            self.turn_back: 3,
            self.write: 2,
            self.bring_in: 1,
            self.correct_person: 1,
        }
        with suppress(Refused, CodebookRefused):
            self.lot.choices(list(acts), list(acts.values()))[0]()

    def apply(self) -> None:
        document = self.lot.choice(list_document_ids(self.study))
        text = load_document(self.study, document).text
        start = self.lot.randrange(len(text))
        end = min(len(text), start + self.lot.randint(1, 60))
        span = {"coding": str(uuid4()), "start": start, "end": end, "quote": text[start:end]}
        self._operate(document, "apply", code=self.lot.choice(self.codes), **span)

    def change_coding(self) -> None:
        coding = self.lot.choice(list_codings(self.study))
        if self.lot.random() < 0.5:
            self._operate(coding.document_id, "remove", coding=coding.id)
        else:
            self._operate(coding.document_id, "recode", coding=coding.id, code=self.lot.choice(self.codes))

    def undo_on_the_page(self) -> None:
        self._operate(self.lot.choice(list_document_ids(self.study)), self.lot.choice(["undo", "redo"]))

    def change_codebook(self) -> None:
        code, other = self.lot.choice(self.codes), self.lot.choice([*self.codes, None])
        new = store.new_code(f"Ny {self.number}", other, "#112233")
        named = replace(store.load_codebook(self.study).code(code), name=f"Navn {self.lot.randrange(4)}")
        changes: list[Callable[[], object]] = [
            lambda: store.merge_codes(self.study, self.coder.id, code, other or code),
            lambda: store.move_code(self.study, self.coder.id, code, other, self.lot.choice(self.codes)),
            lambda: store.add_code(self.study, self.coder.id, new),
            lambda: store.edit_code(self.study, self.coder.id, named),
            lambda: store.retire_code(self.study, self.coder.id, code, self.lot.random() < 0.5),
        ]
        self.lot.choice(changes)()

    def turn_back(self) -> None:
        scope = self.lot.choice(["codebook", "codebook", "summaries", "documents", "participants"])
        store.turn_back(self.study, self.coder.id, "undo" if self.lot.random() < 0.7 else "redo", scope)

    def write(self) -> None:
        quotes = tuple(coding.id for coding in self.lot.sample(list_codings(self.study), 2))
        group = self.lot.choice(list_groups(self.study)).id
        summary = Summary(self.lot.choice(self.codes), group, dominant=f"Ord {self.number}", evidence=quotes)
        save_summary(self.study, self.coder.id, summary, load_evidence(self.study))

    def bring_in(self) -> None:
        turns = [("Leder 1", f"Noget nyt om tid, {self.number}."), ("Borger 1", "Ja.")]
        store_import(self.study, self.coder.id, [plan_interview(f"Ny {self.number}", turns)])

    def correct_person(self) -> None:
        person = self.lot.choice(list_participants(self.study))
        group = self.lot.choice(list_groups(self.study)).id
        change_participant(self.study, self.coder.id, person.id, label=person.label, group_id=group, case=())

    def _operate(self, document: str, op: str, **values: object) -> None:
        apply_operations(self.study, self.coder.id, document, [{"op": op, "cid": str(uuid4()), **values}])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_acts_leaves_a_whole_study_and_evidence_that_is_up_to_date(tmp_path: Path, seed: int) -> None:
    study = small_study(tmp_path / "a.citat")
    coders = [ensure_coder(study, name) for name in (ANNA, BO)]
    lot = random.Random(seed)
    evidence = load_evidence(study)
    for number in range(60):
        Chance(study, lot.choice(coders), lot, number).act()
        evidence = load_evidence(study, evidence)
        assert evidence == load_evidence(study)
    assert check_study(study) == ()


def test_an_undo_that_would_put_codes_in_a_ring_is_refused(tmp_path: Path) -> None:
    study = small_study(tmp_path / "a.citat")
    anna, bo = ensure_coder(study, ANNA), ensure_coder(study, BO)
    store.move_code(study, anna.id, "code-language", None)
    store.move_code(study, bo.id, "code-barriers", "code-language")
    before = store.load_codebook(study)
    with pytest.raises(Conflict, match="later work builds on it"):
        store.turn_back(study, anna.id, "undo")
    assert store.load_codebook(study) == before


def test_an_undo_that_would_name_two_codes_alike_is_refused(tmp_path: Path) -> None:
    study = small_study(tmp_path / "a.citat")
    anna, bo = ensure_coder(study, ANNA), ensure_coder(study, BO)
    time = store.load_codebook(study).code("code-time")
    store.edit_code(study, anna.id, replace(time, name="Timer"))
    store.add_code(study, bo.id, store.new_code(time.name, time.parent, "#112233"))
    before = store.load_codebook(study)
    with pytest.raises(Conflict, match="later work builds on it"):
        store.turn_back(study, anna.id, "undo")
    assert store.load_codebook(study) == before
