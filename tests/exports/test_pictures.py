"""Pictures say what the tables say, are described in words, and stand sharp and numbered in the Word report."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from coding.evidence import Evidence, load_evidence
from coding.matrix import code_by_group
from corpus.language import ENGLISH
from corpus.study import Study, create_study
from exports.pictures import Picture, heat_map, png, study_pictures
from exports.report.files import write_report
from exports.report.plan import ReportPlan


@pytest.fixture(scope="module")
def evidence(study: Study) -> Evidence:
    return load_evidence(study)


@pytest.fixture(scope="module")
def pictures(study: Study, evidence: Evidence) -> tuple[Picture, ...]:
    return study_pictures(study, evidence, ENGLISH)


def values(picture: Picture) -> list[dict[str, Any]]:
    found = picture.chart.to_dict()
    (data,) = found["datasets"].values() if "datasets" in found else [found["data"]["values"]]
    return list(data)


def test_the_heat_map_shows_the_numbers_of_the_table(evidence: Evidence) -> None:
    shown = [cell["words"] for cell in values(heat_map(evidence, ENGLISH))]
    counted = [f"{cell.informants} of {cell.asked}" for row in code_by_group(evidence) for cell in row.cells]
    assert shown == counted


def test_every_picture_is_described_in_words(pictures: tuple[Picture, ...]) -> None:
    heat, portraits, saturation = (picture.alternative for picture in pictures)
    assert heat.startswith("Heat map of 5 codes by group (Ledere, Sagsbehandlere, Borgere).")
    assert "of 6 interviews as lines" in portraits
    assert saturation.startswith("All interviews: ")


def test_pictures_are_sharp(pictures: tuple[Picture, ...]) -> None:
    image = png(pictures[0])
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(image[16:20]) > 1_000


def test_a_study_without_codings_has_none(tmp_path: Path) -> None:
    empty = create_study(tmp_path / "empty.citat", "Empty", "en")
    assert study_pictures(empty, load_evidence(empty), ENGLISH) == ()
    empty.close()


def test_the_report_holds_them_numbered_and_described(study: Study, pictures: tuple[Picture, ...]) -> None:
    made = write_report(study, ENGLISH, language="en", plan=ReportPlan(parts=("pictures",)))
    document: Any = Document(io.BytesIO(made))
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [picture.alternative for picture in pictures]
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption" and p.text.startswith("Figure")]
    assert captions == [f"Figure {n}. {picture.title}" for n, picture in enumerate(pictures, start=1)]
    width = document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
    assert all(shape.width <= width for shape in document.inline_shapes)
