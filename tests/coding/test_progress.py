"""How far the work has come, counted."""

from pathlib import Path

from sqlalchemy import insert

from coding import tables as c
from coding.progress import load_progress
from corpus.study import create_study
from tests.studies import small_study


def test_an_empty_study_counts_nothing(tmp_path: Path) -> None:
    study = create_study(tmp_path / "empty.citat", "Tom", "da")
    assert set(vars(load_progress(study)).values()) == {0}
    study.close()


def test_every_step_is_counted_by_its_own_unit(tmp_path: Path) -> None:
    study = small_study(tmp_path / "small.citat")
    progress = load_progress(study)
    assert (progress.interviews, progress.codes, progress.codings, progress.coders) == (6, 5, 15, 2)
    assert (progress.interviews_coded, progress.codes_applied, progress.summaries) == (6, 5, 2)
    study.close()


def test_only_open_suggestions_wait_and_empty_summaries_do_not_count(tmp_path: Path) -> None:
    study = small_study(tmp_path / "small.citat")
    with study.write_unlogged() as connection:
        passages = list(connection.execute(c.passage.select().limit(2)).scalars())
        for passage, status in zip(passages, ("pending", "rejected"), strict=True):
            row = {
                "id": status,
                "passage_id": passage,
                "code_id": "code-time",
                "score": 1.0,
                "reason": {},
                "model": "m",
            }
            connection.execute(insert(c.suggestion).values(status=status, **row))
        connection.execute(c.summary.update().values(dominant="", nuances="", counter_voices=""))
    progress = load_progress(study)
    # One of the two summaries says that a person looked for voices against and found none.
    assert (progress.waiting, progress.summaries) == (1, 1)
    study.close()
