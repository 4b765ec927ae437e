"""Pictures say what the tables say, are described in words, and stand sharp and numbered in the Word report."""

import io
from itertools import combinations, pairwise
from math import dist
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import html

from codebooks.values import Code, Codebook
from coding.co_occurrence import Network, Pair
from coding.evidence import Evidence, load_evidence
from coding.guide_coverage import GuideCoverage
from coding.interview_guide import GuideQuestion
from coding.matrix import BandRow, Tally, code_by_group
from corpus.language import ENGLISH
from corpus.study import Study, create_study
from exports.co_occurrence_picture import NAMES, SPACING, network_chart
from exports.picture_names import PICTURES
from exports.pictures import Picture, heat_map, png
from exports.report.files import write_report
from exports.report.plan import ReportPlan
from exports.study_pictures import Ground, study_picture, study_pictures
from tests.studies import group_id


@pytest.fixture(scope="module")
def evidence(study: Study) -> Evidence:
    return load_evidence(study)


@pytest.fixture(scope="module")
def pictures(study: Study, evidence: Evidence) -> tuple[Picture, ...]:
    return study_pictures(Ground(study, evidence, None, ENGLISH, "en"))


def values(picture: Picture) -> list[dict[str, Any]]:
    found = picture.chart.to_dict()
    (data,) = found["datasets"].values() if "datasets" in found else [found["data"]["values"]]
    return list(data)


def test_the_heat_map_shows_the_numbers_of_the_table(evidence: Evidence) -> None:
    shown = [cell["words"] for cell in values(heat_map(evidence, ENGLISH))]
    counted = [f"{cell.informants} of {cell.asked}" for row in code_by_group(evidence) for cell in row.cells]
    assert shown == counted


def test_every_picture_is_described_in_words(pictures: tuple[Picture, ...]) -> None:
    heat, differences, network, portraits, saturation, work = (picture.alternative for picture in pictures)
    assert heat.startswith("Heat map of 5 codes by group (Ledere, Sagsbehandlere, Borgere).")
    assert "of 6 interviews as lines" in portraits
    assert saturation.startswith("All interviews: ")
    assert "Tid og ressourcer: Ledere 2 of 2, Sagsbehandlere 1 of 3 and Borgere 0 of 2." in differences
    assert "1 pair of 3 codes, counted among 7 informants." in network
    assert "Most often together: Sprog og kompetencer + Fællesskab (1)." in network
    assert "Sagsbehandlere: 0 of 1 interviews read to the end, 1 of 1 coded, 97 % of what informants say coded." in work
    assert "Below each group its coders: Anna and Bo." in work


def test_pictures_are_sharp(pictures: tuple[Picture, ...]) -> None:
    image = png(pictures[0])
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(image[16:20]) > 1_000


def test_a_study_without_codings_has_none(tmp_path: Path) -> None:
    empty = create_study(tmp_path / "empty.citat", "Empty", "en")
    assert study_pictures(Ground(empty, load_evidence(empty), None, ENGLISH, "en")) == ()
    empty.close()


def test_the_report_holds_them_numbered_and_described(study: Study, pictures: tuple[Picture, ...]) -> None:
    plan = ReportPlan(parts=("pictures",), pictures=PICTURES)
    made = write_report(study, ENGLISH, language="en", plan=plan)
    document: Any = Document(io.BytesIO(made))
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [picture.alternative for picture in pictures]
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption" and p.text.startswith("Figure")]
    assert captions == [f"Figure {n}. {picture.title}" for n, picture in enumerate(pictures, start=1)]
    width = document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
    assert all(shape.width <= width for shape in document.inline_shapes)


def test_a_report_has_the_pictures_that_the_plan_names_in_every_file(study: Study, evidence: Evidence) -> None:
    plan = ReportPlan(parts=("pictures",), pictures=("work", "network", "differences"))
    page = html.document_fromstring(write_report(study, ENGLISH, language="en", plan=plan, ending=".html"))
    ground = Ground(study, evidence, None, ENGLISH, "en")
    wanted = [picture.alternative for picture in study_pictures(ground, plan.pictures)]
    assert [image.get("alt") for image in page.iter("img")] == wanted
    assert len(wanted) == 3
    assert "How far reading" not in write_report(
        study, ENGLISH, language="en", plan=ReportPlan(parts=("pictures",)), ending=".html"
    ).decode("utf-8")


def test_the_plan_says_how_many_it_takes_to_draw_a_line(study: Study, evidence: Evidence) -> None:
    picture = study_picture(Ground(study, evidence, None, ENGLISH, "en", network_from=2), "network")
    assert picture is not None
    assert "at least 2 informants" in picture.alternative
    assert "0 pairs of 3 codes" in picture.alternative


@pytest.mark.parametrize("count", [2, 3, 20, 45])
def test_names_in_the_network_never_meet(count: int) -> None:
    found = network_chart(network_of(count), book_of(count), ENGLISH, "en", least=1)
    assert found is not None
    rows = [row for data in found.chart.to_dict()["datasets"].values() for row in data]
    names = [row for row in rows if "label" in row]
    assert len(names) == count
    for right in (True, False):
        side = sorted(row["y"] for row in names if row["right"] is right)
        assert all(after - before >= SPACING - 0.01 for before, after in pairwise(side))
    across = found.chart.to_dict()["width"] / 2
    assert all(abs(row["beside"]) + NAMES - 16 <= across for row in names)


def test_the_same_data_make_the_same_network_and_a_threshold_moves_no_code() -> None:
    network, book = network_of(9), book_of(9)
    first, again, fewer = (network_chart(network, book, ENGLISH, "en", least=least) for least in (1, 1, 2))
    assert first is not None
    assert again is not None
    assert fewer is not None
    assert first.chart.to_dict() == again.chart.to_dict()
    assert places(first) == places(fewer)


def test_numbers_on_lines_never_meet_each_other_or_a_code() -> None:
    found = network_chart(network_of(20), book_of(20), ENGLISH, "en", least=1)
    assert found is not None
    rows = [row for data in found.chart.to_dict()["datasets"].values() for row in data]
    numbers = [
        (row["x"], row["y"]) for row in rows if "informants" in row and "names" not in row and "label" not in row
    ]
    assert len(numbers) > 10
    assert all(dist(one, other) > 18 for one, other in combinations([*numbers, *places(found).values()], 2))


def test_small_numbers_are_never_percentages(study: Study, evidence: Evidence) -> None:
    for name in ("groups", "differences", "network"):
        picture = study_picture(Ground(study, evidence, None, ENGLISH, "en"), name)
        assert picture is not None
        assert "%" not in str(picture.chart.to_dict()) + picture.alternative


def test_a_group_that_was_not_asked_has_words_and_no_mark(study: Study, evidence: Evidence) -> None:
    leaders, citizens = group_id(study, "leader"), group_id(study, "citizen")
    for groups, said, shares in (((leaders,), "not asked", 2), ((leaders, citizens), "0 of 2", 3)):
        guide = GuideCoverage(evidence, (GuideQuestion("q", "", "Tid?", groups, ("code-time",)),))
        picture = study_picture(Ground(study, evidence, guide, ENGLISH, "en"), "differences")
        assert picture is not None
        rows = [row for data in picture.chart.to_dict()["datasets"].values() for row in data]
        time = [row for row in rows if row.get("code_id") == "code-time"]
        assert len({row["group"] for row in time if row["share"] is not None}) == shares
        assert said in {row["words"] for row in time}
        assert ("not said" in {row["silence"] for row in time}) == (said == "0 of 2")


def network_of(count: int) -> Network:
    """Codes that all speak of, and that meet in pairs."""
    whole = Tally(9, 9, 9, 9, 1)
    rows = tuple(BandRow(f"c{n}", (f"Code {n}",), 0, (), whole) for n in range(count))
    met = [Pair(f"c{n}", f"c{(n * 7 + 1) % count}", 1 + n % 5, 3) for n in range(count)]
    return Network(rows, tuple(pair for pair in met if pair.code_id != pair.other_id), 9)


def book_of(count: int) -> Codebook:
    """The codes of `network_of`."""
    return Codebook("Book", "en", tuple(Code(f"c{n}", f"Code {n}", colour="#D55E00") for n in range(count)))


def places(picture: Picture) -> dict[str, tuple[float, float]]:
    """Where the codes of a network stand."""
    rows = [row for data in picture.chart.to_dict()["datasets"].values() for row in data]
    return {row["code_id"]: (row["x"], row["y"]) for row in rows if "label" in row}
