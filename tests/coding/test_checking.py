"""`check` is silent on a whole study and names each thing that is not as it must be."""

import sqlite3
from contextlib import closing

import pytest

from coding.checking import check_study
from corpus.study import Study


def test_a_whole_study_has_no_problems(study: Study) -> None:
    assert check_study(study) == ()


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("UPDATE document_text SET text = text || '!' WHERE rowid = 1", "is not the one that was imported"),
        ("UPDATE turn SET start = start + 1 WHERE position = 2", "do not fit its text"),
        ('UPDATE passage SET "end" = 1000000 WHERE rowid = 1', "lies outside the text"),
        ("DELETE FROM coder WHERE name = 'Bo'", "point to something that is gone"),
        ("DELETE FROM log WHERE id = 7", "The log has gaps"),
        ("UPDATE coding SET memo = 'Smuglet ind' WHERE rowid = 3", "is not as the log left it"),
        ("DELETE FROM coding WHERE rowid = 2", "is not as the log left it"),
        ("UPDATE code SET name = 'Mening' WHERE id = 'code-barriers'", "There are two top codes with the name"),
        ("UPDATE summary SET evidence = '[\"gone\"]'", "codings that are gone"),
    ],
)
def test_each_kind_of_damage_is_named(study: Study, damage: str, says: str) -> None:
    with closing(sqlite3.connect(study.path)) as raw:
        raw.execute(damage)
        raw.commit()
    assert any(says in problem.msgid for problem in check_study(study))
