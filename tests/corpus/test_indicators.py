"""Numbers from outside: read whole or refused with what is wrong, stored in one act, missing apart from zero."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.checking import check_study
from corpus.coders import ensure_coder
from corpus.errors import Refused, UnreadableFile
from corpus.indicator_files import NumberTable, moment_kind, read_moment, read_numbers_file
from corpus.indicator_import import plan_numbers, store_numbers
from corpus.indicators import (
    SCOPE,
    Numbers,
    change_indicator,
    load_numbers,
    remove_indicator,
)
from corpus.participants import list_cases, list_participants, natural_key
from corpus.study import Study
from tests.studies import ANNA, small_study

LONG = """Opdigtede tal
Deltager;Udfyldt af;Dato;Indikator;Skala;Laveste betyder;Værdi;Kilde
Borger 1;Borger;04-03-2026;Tro på job;1-7;slet ikke;2;Skema A
Borger 1;Borger;2026-01-05;Tro på job;1-7;;0,5;
"""
WIDE = """Deltager;Udfyldt af;Runde;Dansk (1-7);Helbred (0-10)
Borger 1;Borger;1;3;0
borger  2;Borger;Runde 2;;ved ikke
Borger 1;borger;10;4,5;7
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "prøve.citat")


@pytest.fixture
def coder(study: Study) -> str:
    return ensure_coder(study, ANNA).id


def read(text: str, name: str = "tal.csv") -> NumberTable:
    return read_numbers_file(name, text.encode())


def refusal(text: str) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read(text)
    return str(refused.value)


def test_a_row_for_each_number_and_a_column_for_each_indicator_are_read_alike() -> None:
    long = read(LONG.replace("0,5", "1"))
    (indicator,) = long.indicators
    assert (indicator.name, indicator.low, indicator.high) == ("Tro på job", 1, 7)
    assert (indicator.low_label, indicator.source) == ("slet ikke", "Skema A")
    assert [(each.moment, each.value, each.line) for each in long.numbers] == [
        ("2026-03-04", 2, 3),
        ("2026-01-05", 1, 4),
    ]
    wide = read(WIDE)
    assert [(each.name, each.low, each.high) for each in wide.indicators] == [("Dansk", 1, 7), ("Helbred", 0, 10)]
    assert [each.value for each in wide.numbers] == [3, 0, None, None, 4.5, 7]
    assert [each.written for each in wide.numbers][2:4] == ["", "ved ikke"]


def test_excel_gives_what_csv_gives() -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Tal", 0)
    for line in WIDE.splitlines():
        sheet.append([float(cell) if cell.isdecimal() else cell for cell in line.split(";")])
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_numbers_file("tal.xlsx", buffer.getvalue()).numbers == read(WIDE).numbers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Navnløs;Tal\nBorger 1;3\n", "says whom the numbers are about"),
        ("Deltager;Runde\nBorger 1;1\n", "holds numbers"),
        ("Deltager;Dansk\nBorger 1;\n", "no number below it"),
        ("Deltager;Dansk\nBorger 1;tre\n", "Row 2 of tal.csv has “tre”"),
        ("Deltager;Sager\nBorger 1;1.200\n", "thousands or three decimals"),
        ("Deltager;Dansk\nBorger 1;nan\n", "Row 2 of tal.csv has “nan”"),
        ("Deltager;Dansk\nBorger 1;1e5\n", "“1e5”"),
        ("Deltager;Dansk (1-7)\nBorger 1;0\n", "Row 2 of tal.csv has 0 for Dansk, whose scale goes from 1 to 7"),
        ("Deltager;Dato;Dansk\nBorger 1;i foråret;3\n", "“i foråret” where the time stands"),
        ("Deltager;Dato;Dansk\nBorger 1;31-02-2026;3\n", "“31-02-2026”"),
        ("Deltager;Runde;Dansk\nBorger 1;1;3\nBorger 1;2026-03;4\n", "in two ways"),
        ("Deltager;Runde;Dansk\nBorger 1;1;3\nborger 1;Runde 1;4\n", "stands twice in tal.csv"),
        ("Deltager;Dansk;Dansk (1-7)\nBorger 1;1;3\n", "two columns called Dansk"),
        ("Deltager;Runde;Dansk\n;1;3\n", "does not say whom"),
        (LONG, "0.5 for Tro på job"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_row(text: str, said: str) -> None:
    assert said in refusal(text)


def test_other_files_are_refused_by_name() -> None:
    with pytest.raises(UnreadableFile, match=r"cannot be read as a table of numbers"):
        read_numbers_file("tal.docx", b"x")


@pytest.mark.parametrize(
    ("written", "moment", "kind"),
    [
        ("4.3.2026", "2026-03-04", "day"),
        ("2026-3", "2026-03", "month"),
        ("03/2026", "2026-03", "month"),
        ("2026", "2026", "year"),
        ("Runde 2", "2", "round"),
        ("t10", "10", "round"),
        ("", "", "none"),
    ],
)
def test_times_are_stored_in_one_way(written: str, moment: str, kind: str) -> None:
    assert read_moment(written) == moment
    assert moment_kind(moment) == kind


@given(st.lists(st.dates(), min_size=2))
def test_days_are_in_the_order_of_time(days: list[object]) -> None:
    stored = [read_moment(f"{day:%d-%m-%Y}") or "" for day in days if getattr(day, "year", 0) > 999]
    assert sorted(stored, key=natural_key) == sorted(stored)


def test_numbers_are_stored_as_one_act_that_can_be_undone(study: Study, coder: str) -> None:
    plan = plan_numbers(study, read(WIDE))
    assert (len(plan.new), len(plan.added), len(plan.changed), plan.same, plan.missing) == (2, 6, 0, 0, 2)
    assert load_numbers(study) == Numbers()
    store_numbers(study, coder, read(WIDE))
    stored = load_numbers(study)
    people = {person.id: person.label for person in list_participants(study)}
    assert [
        (people[each.subject.participant_id or ""], each.moment, each.value)
        for each in stored.of(stored.indicators[0].id)
    ] == [("Borger 1", "1", 3), ("Borger 2", "2", None), ("Borger 1", "10", 4.5)]
    assert [each.value for each in stored.of(stored.indicators[1].id)][:2] == [0, None]
    assert stored.raters(stored.indicators[0].id) == ("Borger",)
    assert not check_study(study)
    study.undo(coder, SCOPE)
    assert load_numbers(study) == Numbers()
    study.redo(coder, SCOPE)
    assert load_numbers(study) == stored


def test_a_second_file_adds_and_corrects_and_leaves_the_rest(study: Study, coder: str) -> None:
    store_numbers(study, coder, read(WIDE))
    again = plan_numbers(study, read(WIDE))
    assert (again.empty, again.same) == (True, 6)
    more = read("Deltager;Udfyldt af;Runde;dansk;Nyt\nBorger 1;Borger;1;5;1\nBorger 1;Borger;11;6;\n")
    done = store_numbers(study, coder, more)
    assert (len(done.new), len(done.added), len(done.changed), done.same) == (1, 3, 1, 0)
    dansk = load_numbers(study).indicators[0]
    assert (dansk.name, dansk.low, dansk.high) == ("Dansk", 1, 7)
    assert [each.value for each in load_numbers(study).of(dansk.id)] == [5, None, 4.5, 6]
    assert not check_study(study)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Deltager;Runde;Dansk\nBorger 1;3;4\nBorger 9;1;3\nOla;1;3\n", "Borger 9 (3), Ola (4)"),
        ("Case;Runde;Dansk\nNordby;3;4\nAndetsteds;1;3\n", "Andetsteds (3)"),
        ("Deltager;Runde;Dansk\nBorger 1;3;9\n", "Dansk has the number 9"),
        ("Deltager;Dato;Dansk\nBorger 1;2026-03-04;4\n", "Dansk is stored with times such as 1"),
        ("Deltager;Runde;Nyt (7-1)\nBorger 1;3;\nBorger 2;3;4\n", "whose scale goes from 7 to 1"),
    ],
)
def test_what_does_not_fit_the_study_is_refused_and_nothing_is_half_done(
    study: Study, coder: str, text: str, said: str
) -> None:
    store_numbers(study, coder, read(WIDE))
    before, revision = load_numbers(study), study.revision()
    with pytest.raises(Refused) as refused:
        store_numbers(study, coder, read(text))
    assert said in str(refused.value)
    assert (load_numbers(study), study.revision()) == (before, revision)


def test_a_case_is_known_by_its_path_or_by_its_own_name(study: Study, coder: str) -> None:
    store_numbers(study, coder, read("Case;År;Andel\nNordby;2026;3\nNordby > Vaskeriet;2026;4\nKøkkenet;2026;5\n"))
    paths = {case.id: case.path for case in list_cases(study)}
    found = {paths[each.subject.case_id or ""]: each.value for each in load_numbers(study).measurements}
    assert found == {("Nordby",): 3, ("Nordby", "Vaskeriet"): 4, ("Sydby", "Køkkenet"): 5}
    with pytest.raises(Refused, match=r"under two names"):
        plan_numbers(study, read("Case;År;Andel\nVaskeriet;2027;3\nNordby > Vaskeriet;2027;4\n"))


def test_name_scale_and_source_are_changed_where_the_numbers_fit(study: Study, coder: str) -> None:
    store_numbers(study, coder, read(WIDE))
    dansk, helbred = load_numbers(study).indicators
    change_indicator(study, coder, replace(dansk, name=" Dansk  sprog ", high=9, source="Skema"))
    changed = load_numbers(study).indicators[0]
    assert (changed.name, changed.high, changed.source) == ("Dansk sprog", 9, "Skema")
    for wrong in (
        replace(dansk, name=" "),
        replace(dansk, name="HELBRED"),
        replace(dansk, low=8.0, high=7.0),
        replace(helbred, low=1.0),
    ):
        with pytest.raises(Refused):
            change_indicator(study, coder, wrong)
    assert load_numbers(study).indicators == (changed, helbred)
    remove_indicator(study, coder, dansk.id)
    assert load_numbers(study).indicators == (helbred,)
    study.undo(coder, SCOPE)
    assert len(load_numbers(study).of(dansk.id)) == 3
    assert not check_study(study)
