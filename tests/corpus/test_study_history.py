"""The latest entries of the log, as a person reads them."""

from pathlib import Path

from corpus.coders import ensure_coder
from corpus.participants import add_group
from corpus.study import create_study, tables
from corpus.study.facts import change_facts, load_facts
from corpus.study.history import latest_entries


def test_the_latest_comes_first_with_who_did_it_and_how_it_was_done(tmp_path: Path) -> None:
    study = create_study(tmp_path / "a.citat", "A", "da")
    assert latest_entries(study, 10) == ()
    anna = ensure_coder(study, "Anna")
    add_group(study, anna.id, "Frivillige")
    study.undo(anna.id, "participants")
    study.redo(anna.id, "participants")
    with study.act(None, "study.change", scope="study", operation="sent-twice"):
        pass
    with study.act(None, "sample.code", scope="sample") as act:
        act.update(tables.study, load_facts(study).id, {"scope": "x"})
    change_facts(study, anna.id, title="B", scope="")
    found = latest_entries(study, 10)
    assert [(entry.coder, entry.kind, entry.action) for entry in found] == [
        ("Anna", "do", "study.change"),
        (None, "do", "sample.code"),
        ("Anna", "redo", "group.add"),
        ("Anna", "undo", "group.add"),
        ("Anna", "do", "group.add"),
    ]
    assert found[2].details == {"name": "Frivillige"}
    assert [entry.id for entry in found] == sorted((entry.id for entry in found), reverse=True)
    assert latest_entries(study, 2) == found[:2]
    study.close()
