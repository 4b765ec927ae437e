"""What is kept in memory belongs to the study that is open, and studies of yesterday are let go."""

from dataclasses import dataclass
from pathlib import Path

from app.kept_by_study import KEPT, KeptByStudy
from corpus.study import Study, create_study, open_study


@dataclass
class Known:
    study: Study


def test_one_for_a_study_and_another_when_its_file_is_opened_anew(tmp_path: Path) -> None:
    kept = KeptByStudy[Known]()
    study = create_study(tmp_path / "a.citat", "A", "da")
    first = kept.of(study, lambda: Known(study))
    assert kept.of(study, lambda: Known(study)) is first
    study.close()
    again = open_study(tmp_path / "a.citat")
    assert kept.of(again, lambda: Known(again)).study is again
    assert kept.all() == (kept.of(again, lambda: Known(again)),)
    again.close()


def test_the_studies_used_last_are_kept(tmp_path: Path) -> None:
    kept = KeptByStudy[Known]()
    studies = [create_study(tmp_path / f"{name}.citat", name, "da") for name in "abc"]
    for study in studies:
        kept.of(study, lambda study=study: Known(study))  # type: ignore[misc]
    assert [known.study for known in kept.all()] == studies[-KEPT:]
    for study in studies:
        study.close()
