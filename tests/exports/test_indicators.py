"""Numbers from outside in files: every number in Excel, counts and links in the report, courses as a picture."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from coding.evidence import load_evidence
from coding.indicator_figures import lines_of, numbers_beside
from coding.indicator_links import LinkGround, new_indicator_link, save_indicator_link
from coding.summaries import list_summaries
from corpus.coders import ensure_coder
from corpus.indicator_files import read_numbers_file
from corpus.indicator_import import store_numbers
from corpus.language import ENGLISH
from corpus.study import Study
from exports.disclosure.check import check_disclosure
from exports.disclosure.decisions import decide
from exports.disclosure.values import Finding
from exports.indicator_pictures import courses_chart
from exports.indicator_words import change_word, lines_sentence, moment_word, value_word
from exports.pictures import png
from exports.report.files import write_report
from exports.report.plan import ChaptersBy, ReportPlan
from exports.spreadsheet import write_excel
from tests.studies import ANNA, group_id, small_study

NUMBERS = """Deltager;Udfyldt af;Måned;Tro (1-7);Kilde
Borger 1;=Borger;2026-01;2;Skema A
Borger 1;=Borger;2026-02;ved ikke;Skema A
Borger 1;=Borger;2026-03;4,5;Skema A
Borger 2;=Borger;2026-01;3;Skema A
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Study]:
    study = small_study(tmp_path / "prøve.citat")
    store_numbers(study, ensure_coder(study, ANNA).id, read_numbers_file("tal.csv", NUMBERS.encode()))
    yield study
    study.close()


def link(study: Study, note: str) -> None:
    beside = numbers_beside(study, load_evidence(study))
    made = new_indicator_link(
        beside.numbers.indicators[0].id, "code-fellowship", group_id(study, "citizen"), "contradicts"
    )
    ground = LinkGround(beside, list_summaries(study))
    save_indicator_link(study, ensure_coder(study, ANNA).id, replace(made, note=note), ground)


def sheets(study: Study) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(write_excel(study, ENGLISH)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_excel_has_every_number_and_tells_missing_from_zero(own: Study) -> None:
    link(own, "Tallene går en anden vej.")
    book = sheets(own)
    rows = {(row[1], row[5]): (row[6], row[7]) for row in book["Numbers from outside"][1:]}
    assert rows == {
        ("Borger 1", "2026-01"): (2, None),
        ("Borger 2", "2026-01"): (3, None),
        ("Borger 1", "2026-02"): (None, "ved ikke"),
        ("Borger 1", "2026-03"): (4.5, None),
    }
    assert {row[4] for row in book["Numbers from outside"][1:]} == {"=Borger"}
    (row,) = book["Numbers x themes"][1:]
    assert row[4:7] == (
        "the numbers contradict it",
        "Tallene går en anden vej.",
        "Of 1 with two times or more: 1 up, 0 unchanged, 0 down. Last numbers from 3 to 4,5. 1 number is missing.",
    )
    assert row[7] is None


def test_the_report_counts_by_group_prints_links_and_no_single_person(own: Study) -> None:
    link(own, "Tallene går en anden vej.")
    plan = ReportPlan(parts=("numbers",))
    printed = write_report(own, ENGLISH, language="en", plan=plan, ending=".md").decode().replace("\\", "")
    for words in (
        "Scale from 1 to 7. Source: Skema A.",
        "2 of 2",
        "Borgere: 2 of 2 informants speak of “Fællesskab”; there is a number of 2 of 2.",
        "Mening > Fællesskab, Borgere: the numbers contradict it.",
        "Too few to show.",
        "Tallene går en anden vej.",
    ):
        assert words in printed
    assert "Borger 1" not in printed
    assert "Mean" not in printed
    store_numbers(
        own,
        ensure_coder(own, ANNA).id,
        read_numbers_file("mere.csv", "Deltager;Udfyldt af;Måned;Tro\nBorger 2;=Borger;2026-03;7\n".encode()),
    )
    late = write_report(own, ENGLISH, language="en", plan=plan, ending=".md").decode()
    assert "Changed since this was linked: numbers." in late


@pytest.mark.parametrize("by", ["theme", "group"])
def test_a_chapter_prints_the_numbers_linked_to_its_themes_but_no_one_s_own(own: Study, by: ChaptersBy) -> None:
    link(own, "Tallene går en anden vej.")
    plan = ReportPlan(parts=("chapters", "numbers"), chapters_by=by, only_written=True)

    def chapters() -> tuple[str, str]:
        whole = write_report(own, ENGLISH, language="en", plan=plan, ending=".md").decode().replace("\\", "")
        before, beside, after = whole.partition(" Numbers beside")
        chapter, numbers, rest = after.partition("Numbers from outside\n\nThese")
        assert beside
        assert numbers
        assert "Tallene går en anden vej." not in before + rest
        assert "Mening > Fællesskab, Borgere: the numbers contradict it." in rest
        return chapter, rest

    chapter, _rest = chapters()
    theme = "Fællesskab" if by == "theme" else "Mening > Fællesskab"
    assert f"| {theme}, Borgere | Tro (=Borger) | 2 of 2 | too few to show |  |  |" in chapter
    assert f"Tro – {theme}, Borgere: the numbers contradict it.** Tallene går en anden vej." in chapter
    more = "Case;Måned;Tro\nNordby;2026-01;3\nNordby;2026-03;5\nSydby;2026-01;6\nSydby;2026-03;6\n"
    store_numbers(own, None, read_numbers_file("cases.csv", more.encode()))
    chapter, _rest = chapters()
    row = "Tro | 2 of 2 | 3 to 6 (Jan 2026) | 5 to 6 (Mar 2026) | 1 up, 1 unchanged, 0 down |"
    assert f"| {theme}, Borgere | {row}" in chapter
    assert "Changed since this was linked: numbers." in chapter


def test_a_masked_person_is_counted_and_changes_no_link(own: Study) -> None:
    store_numbers(own, None, read_numbers_file("cases.csv", "Case;År;Andel\nNordby;2026;3\n".encode()))
    beside = numbers_beside(own, load_evidence(own))
    share = beside.numbers.indicators[1].id
    made = new_indicator_link(share, "code-fellowship", group_id(own, "citizen"), "explains")
    ground = LinkGround(beside, list_summaries(own))
    save_indicator_link(own, ensure_coder(own, ANNA).id, replace(made, note="Nordby er større."), ground)
    person = Finding("recognisable", "participant", "Borger 1", 0, 0, "Borger 1")
    decide(own, ensure_coder(own, ANNA).id, [person], "masked")
    (row,) = sheets(own)["Numbers x themes"][1:]
    assert row[7] is None
    plan = ReportPlan(parts=("numbers",))
    printed = write_report(own, ENGLISH, language="en", plan=plan, ending=".md").decode()
    assert "Changed since this was linked" not in printed


def test_there_is_no_part_and_no_sheet_without_numbers(study: Study) -> None:
    plan = ReportPlan(parts=("numbers",))
    assert "outside" not in write_report(study, ENGLISH, language="en", plan=plan, ending=".md").decode()
    assert "Numbers from outside" not in sheets(study)


def test_personal_data_in_notes_is_found_before_it_leaves(own: Study) -> None:
    link(own, "Ring 20 30 40 50 eller skriv til mette@example.dk.")
    assert {finding.kind for finding in check_disclosure(own)} >= {"phone", "email"}


def test_courses_are_a_picture_with_every_number_in_words(own: Study) -> None:
    beside = numbers_beside(own, load_evidence(own))
    (indicator,) = beside.numbers.indicators
    lines = lines_of(beside, beside.evidence.asked, indicator.id, heard=[beside.evidence.asked[-1].id])
    picture = courses_chart(indicator, lines, ENGLISH, "en")
    assert picture is not None
    assert "Borger 1 (=Borger): 2, missing, 4.5; change +2.5." in picture.alternative
    assert png(picture).startswith(b"\x89PNG")
    assert courses_chart(indicator, (), ENGLISH, "en") is None
    # who is which colour: a browser takes the legend away where the dashes, which have none, are of the same field
    shown = picture.chart.to_dict()["encoding"]
    assert "legend" not in shown["color"]
    assert shown["color"]["field"] != shown["strokeDash"]["field"]


def test_two_who_give_numbers_of_one_person_are_counted_apart(own: Study) -> None:
    more = "Deltager;Udfyldt af;Måned;Tro\nBorger 1;Anden;2026-01;4\nBorger 1;Anden;2026-03;3\n"
    store_numbers(own, None, read_numbers_file("mere.csv", more.encode()))
    beside = numbers_beside(own, load_evidence(own))
    lines = lines_of(beside, beside.evidence.asked, beside.numbers.indicators[0].id)
    said = lines_sentence(lines, ENGLISH, "en")
    assert "=Borger: Of 1 with two times or more: 1 up, 0 unchanged, 0 down." in said
    assert "Anden: Of 1 with two times or more: 0 up, 0 unchanged, 1 down." in said


def test_numbers_and_times_are_written_as_the_language_writes_them() -> None:
    assert [value_word(each, ENGLISH, "da") for each in (0.0, 4.5, None)] == ["0", "4,5", "missing"]
    assert [change_word(each, "da") for each in (0.5, 0.0, -1.0, None)] == ["+0,5", "0", "−1", "–"]
    times = [moment_word(each, ENGLISH, "en") for each in ("2026-03-04", "2026-03", "2026", "2", "")]
    assert times == ["4 Mar 2026", "Mar 2026", "2026", "round 2", "–"]
