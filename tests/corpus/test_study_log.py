"""The log of acts: append-only, whole or not at all, and the source of undo and redo."""

from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select

import coding.tables
from corpus.coders import Coder, ensure_coder
from corpus.errors import Conflict
from corpus.participants import add_group, list_groups, rename_group
from corpus.study import AlreadyDone, Study, create_study
from corpus.study.acts import standing
from corpus.study.tables import group, log, metadata

SCOPE = "participants"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return create_study(tmp_path / "log.citat", "Log", "da")


@pytest.fixture
def eva(study: Study) -> Coder:
    return ensure_coder(study, "Eva")


def names(study: Study) -> list[str]:
    return [group.name for group in list_groups(study)]


def test_the_migrations_make_the_tables_that_the_code_expects(study: Study) -> None:
    assert coding.tables.coding.name in metadata.tables
    with study.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_an_act_that_fails_half_way_leaves_nothing(study: Study, eva: Coder) -> None:
    before = names(study), study.revision()
    row = {"id": str(uuid4()), "key": "ny", "name": "Ny", "position": 9}
    with pytest.raises(RuntimeError), study.act(eva.id, "group.add", scope=SCOPE) as act:
        act.insert(group, [row])
        raise RuntimeError("strømmen gik")
    assert (names(study), study.revision()) == before


def test_undo_and_redo_append_to_the_log_and_never_change_it(study: Study, eva: Coder) -> None:
    add_group(study, eva.id, "Frivillige")
    study.undo(eva.id, SCOPE)
    study.redo(eva.id, SCOPE)
    with study.read() as connection:
        assert connection.execute(select(log.c.kind).order_by(log.c.id)).scalars().all() == ["do", "undo", "redo"]
    assert "Frivillige" in names(study)


def test_undo_names_what_it_would_undo(study: Study, eva: Coder) -> None:
    assert study.undoable(eva.id, SCOPE) is None
    add_group(study, eva.id, "Frivillige")
    entry = study.undoable(eva.id, SCOPE)
    assert entry is not None
    assert (entry.action, entry.details) == ("group.add", {"name": "Frivillige"})
    assert study.undoable(eva.id, "codebook") is None


def test_a_new_act_ends_what_could_be_redone(study: Study, eva: Coder) -> None:
    add_group(study, eva.id, "Frivillige")
    study.undo(eva.id, SCOPE)
    add_group(study, eva.id, "Pårørende")
    assert study.redo(eva.id, SCOPE) is None


def test_undo_refuses_where_somebody_changed_the_row_since(study: Study, eva: Coder) -> None:
    made = add_group(study, eva.id, "Frivillige")
    rename_group(study, ensure_coder(study, "Bo").id, made.id, "Foreninger")
    with pytest.raises(Conflict):
        study.undo(eva.id, SCOPE)
    assert "Foreninger" in names(study)


def test_an_operation_is_done_once(study: Study, eva: Coder) -> None:
    with study.act(eva.id, "group.add", scope=SCOPE, operation="op-1"):
        pass
    with pytest.raises(AlreadyDone), study.act(eva.id, "group.add", scope=SCOPE, operation="op-1"):
        pytest.fail("the act was begun a second time")
    with study.read() as connection:
        assert connection.execute(select(func.count()).select_from(log)).scalar_one() == 1


def test_coders_are_told_apart_by_name_whatever_its_case(study: Study, eva: Coder) -> None:
    assert ensure_coder(study, " eva ") == eva
    assert ensure_coder(study, "Åse") != ensure_coder(study, "Ase")


def test_acts_that_stand_are_those_not_undone(study: Study, eva: Coder) -> None:
    for name in ("Frivillige", "Pårørende", "Naboer"):
        add_group(study, eva.id, name)
    study.undo(eva.id, SCOPE)
    study.undo(eva.id, SCOPE)
    study.redo(eva.id, SCOPE)
    with study.read() as connection:
        assert [entry.details["name"] for entry in standing(connection, "group.add")] == ["Frivillige", "Pårørende"]
