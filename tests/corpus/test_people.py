"""The table of people, as Excel and CSV files bring it, and which speakers are in it."""

import datetime
import zipfile
from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.people import PeopleTable, Person, match_people, read_people

PLAIN = "Deltager;Gruppe;Case;Køn;Alder\nLeder 3;Ledere;Egelund > Plejecenter;kvinde;51\nBorger 1;Borger;;mand;\n"


def excel(rows: Sequence[Sequence[object]], *, sheets_before: int = 0) -> bytes:
    book = openpyxl.Workbook()
    for _ in range(sheets_before):
        book.create_sheet("Vejledning", 0)["A1"] = "Udfyld næste ark"
    sheet = book[book.sheetnames[-1]]
    for row in rows:
        sheet.append(list(row))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(text: str) -> PeopleTable:
    return read_people("people.csv", text.encode())


def people_of(*names: str) -> PeopleTable:
    return read("Deltager\n" + "\n".join(names))


EXPECTED = (
    Person("Leder 3", "leader", ("Egelund", "Plejecenter"), {"Køn": "kvinde", "Alder": "51"}, 2),
    Person("Borger 1", "citizen", (), {"Køn": "mand"}, 3),
)


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("cp1252"),
        PLAIN.encode("utf-16"),
        PLAIN.replace(";", ",").encode(),
        PLAIN.replace(";", "\t").encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("Leder 3", '"Leder 3"').replace("kvinde", '"kvinde"').encode(),
    ],
)
def test_csv_files_in_every_dress(data: bytes) -> None:
    table = read_people("personer.CSV", data)
    assert table.people == EXPECTED
    assert table.columns == ("Deltager", "Gruppe", "Case", "Køn", "Alder")
    assert table.notices == ()


def test_excels_own_line_about_the_delimiter_is_no_row() -> None:
    (person,) = read("sep=,\nDeltager,Note\nLeder 3,a;b").people
    assert (person.attributes, person.line) == ({"Note": "a;b"}, 3)


def test_rows_are_numbered_as_excel_numbers_them() -> None:
    table = read('Deltager;Note\n"Leder 3";"to\nlinjer"\n\nBorger 1;x\n')
    assert [person.line for person in table.people] == [2, 5]
    assert table.people[0].attributes == {"Note": "to\nlinjer"}


def test_excel_values_come_out_as_people_write_them() -> None:
    header: list[object] = ["Deltager", "Alder", "Andel", "Dato", "Kl", "Tid", "Tolk", "Sum", "Formel"]
    dates: list[object] = [datetime.date(2025, 3, 4), datetime.datetime(2025, 3, 4, 9, 30), datetime.time(9, 5)]
    rows: list[list[object]] = [header, ["Leder 3", 27.0, 0.1 + 0.2, *dates, True, 1234567, "=1+1"]]
    (person,) = read_people("a.xlsx", excel(rows)).people
    assert person.attributes == {
        "Alder": "27",
        "Andel": "0.3",
        "Dato": "2025-03-04",
        "Kl": "2025-03-04 09:30",
        "Tid": "09:05",
        "Tolk": "TRUE",
        "Sum": "1234567",
    }


def test_the_header_may_stand_below_a_title_and_on_a_later_sheet() -> None:
    rows: list[list[object]] = [["Personer i undersøgelsen"], [], [None, "Informant", "Aktørgruppe"]]
    (person,) = read_people("a.xlsx", excel([*rows, [None, "Chef 1", "leder"], []], sheets_before=1)).people
    assert person == Person("Chef 1", "leader", (), {}, 4)


@pytest.mark.parametrize(
    "header",
    [
        "Deltager",
        "deltager ",
        "Informant",
        "Interviewperson",
        "Participant",
        "Alias",
        "Navn/Alias",
        "Deltager nr.",
        "DELTAGER:",
    ],
)
def test_headers_for_participants(header: str) -> None:
    assert read(f"{header};Gruppe\nLeder 3;leder").people[0].participant == "Leder 3"


@pytest.mark.parametrize("header", ["Gruppe", "Aktørgruppe", "Group", "Stakeholder group", "gruppe (aktør)"])
def test_headers_for_groups(header: str) -> None:
    (person,) = read(f"Deltager;{header}\nA;Arbejdsgivere").people
    assert (person.group, person.attributes) == ("employer", {})


def test_municipality_and_workplace_are_the_case_where_no_column_says_case() -> None:
    (person,) = read("Arbejdsplads;Deltager;Kommune\nPlejecenter;A;Egelund").people
    assert person.case == ("Egelund", "Plejecenter")
    (person,) = read("Arbejdsplads;Deltager;Case\nPlejecenter;A;Egelund").people
    assert (person.case, person.attributes) == (("Egelund",), {"Arbejdsplads": "Plejecenter"})


def test_new_groups_are_kept_in_one_spelling_and_reported() -> None:
    table = read("Deltager;Gruppe\nA;Frivillige\nB;frivillige\nC;Ledere på plejehjem\nD;")
    assert [person.group for person in table.people] == ["Frivillige", "Frivillige", "Ledere på plejehjem", None]
    (notice,) = table.notices
    assert notice.values == {"groups": "Frivillige, Ledere på plejehjem"}


def test_real_names_help_to_find_people_and_are_no_attributes() -> None:
    table = read("Deltager;Navn;CPR-nr;E-mail;Alder\nLeder 3;Hanne Madsen;010190-1234;h@x.dk;51")
    (person,) = table.people
    assert person.attributes == {"Alder": "51"}
    assert person.known_as == ("Hanne Madsen",)
    assert table.notices[0].values == {"columns": "Navn, CPR-nr, E-mail"}
    assert match_people(["Hanne Madsen"], table).matched == {"Hanne Madsen": person}


def test_a_table_that_only_has_names_is_read_with_a_warning() -> None:
    table = read("Navn;Gruppe\nHanne Madsen;leder")
    assert table.people[0].participant == "Hanne Madsen"
    assert "real names" in str(table.notices[0])


def test_a_row_that_names_nobody_is_left_out_and_reported() -> None:
    table = read("Deltager;Alder\nA;5\n;7\nB;6")
    assert [person.participant for person in table.people] == ["A", "B"]
    assert table.notices[0].values == {"line": 3, "column": "Deltager"}


def refusal(data: bytes | str, name: str = "people.csv") -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_people(name, data.encode() if isinstance(data, str) else data)
    assert name in str(refused.value)
    return str(refused.value)


def test_a_table_without_a_column_of_participants_says_what_it_found() -> None:
    sentence = refusal("Hvem;Hvor\nLeder 3;Egelund")
    assert "The first row holds: Hvem, Hvor." in sentence
    assert "Deltager, Informant" in sentence
    assert "The first row holds: a." in refusal(excel([["a"], ["b"]]), "a.xlsx")


def test_somebody_named_twice_is_refused_with_both_rows() -> None:
    assert "leder 3 stands twice in people.csv, in rows 2 and 4." in refusal("Deltager\nLeder  3\nB\nleder 3")


def test_a_column_named_twice_is_refused() -> None:
    assert "two columns called Alder" in refusal("Deltager;Alder;alder\nA;1;2")


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b" \n\n;;;\n", "people.csv", "is empty"),
        (b"", "people.csv", "is empty"),
        (excel([]), "people.xlsx", "is empty"),
        (b"Deltager;Gruppe\n", "people.csv", "nobody below it"),
        (b"Deltager\n" + b"\n".join(b"P%d" % n for n in range(10_001)), "people.csv", "more than 10000 rows"),
        (b"x", "people.xls", "old format"),
        (b"x", "people.docx", "not a table of people"),
        (b"Deltager\n\x00\x01", "people.csv", "something other than text"),
        (b"Deltager\n" + b"a" * 200_000, "people.csv", "Row 2 of people.csv"),
    ],
)
def test_other_refusals(data: bytes, name: str, sentence: str) -> None:
    assert sentence in refusal(data, name)


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("xml", ["<a/>", "<a", "", "<workbook><sheets><sheet/></sheets></workbook>"])
def test_a_workbook_with_a_broken_part_is_refused_and_nothing_else_happens(part: str, xml: str) -> None:
    whole = excel([["Deltager"], ["Leder 3"]])
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, xml if name == part else source.read(name))
    refusal(buffer.getvalue(), "a.xlsx")


def test_ten_thousand_people_are_read() -> None:
    assert len(people_of(*(f"Leder {number}" for number in range(10_000))).people) == 10_000


def test_the_same_label_is_the_same_person_but_for_capitals_spaces_and_punctuation() -> None:
    table = people_of("Leder 3", "Borger-1", "Leder 4")
    match = match_people(["Leder 3", "LEDER  3", "leder3.", "Borger 1", "Leder 5", "Leder 5"], table)
    assert {name: person.participant for name, person in match.matched.items()} == {
        "Leder 3": "Leder 3",
        "LEDER  3": "Leder 3",
        "leder3.": "Leder 3",
        "Borger 1": "Borger-1",
    }
    assert match.speakers_without == ("Leder 5",)
    assert match.people_without == ("Leder 4",)
    assert match.near == {}


def test_alike_is_offered_and_never_taken() -> None:
    table = people_of("Leder 3", "Leder 30", "Sagsbehandler 1", "Hanne", "Leder A", "leder-a.")
    match = match_people(["Leder 3 (Egelund)", "Sagsbehandlr 1", "Hanna", "Leder a", "Zahir"], table)
    assert match.matched == {}
    assert match.near == {
        "Leder 3 (Egelund)": ("Leder 3",),
        "Sagsbehandlr 1": ("Sagsbehandler 1",),
        "Hanna": ("Hanne",),
        "Leder a": ("Leder A", "leder-a."),
    }


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=8), max_size=6))
def test_every_speaker_and_person_is_accounted_for(speakers: list[str]) -> None:
    table = people_of("Leder 3", "Borger 1", "a", "B")
    match = match_people(speakers, table)
    assert set(match.matched) | set(match.speakers_without) == set(speakers)
    assert not set(match.matched) & (set(match.speakers_without) | set(match.near))
    found = {person.participant for person in match.matched.values()}
    assert found | set(match.people_without) == {"Leder 3", "Borger 1", "a", "B"}
