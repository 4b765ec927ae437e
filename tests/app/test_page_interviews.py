"""The interviews page: nothing is stored before a person has seen it, and then all of it or nothing."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from streamlit.testing.v1 import AppTest

from corpus.documents import list_documents, load_document
from corpus.participants import list_groups, list_participants
from corpus.study import Study, create_study, open_study
from tests.app.pages import edit, make_home, press, show, words

PEOPLE = b"Deltager;Gruppe;Case;Alder\nLeder 7;leder;Egelund;51\nBorger 77;borger;Nordmose > Torvet;27\nBorger 99;;;\n"
LEADER = """Interviewer: Hvad står i vejen?

Leder 7: Tiden, <b>altid</b> tiden. | Og $penge$.

Interviewer: Og så?

Leder 7: Så er der sproget 🎉.
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_home(tmp_path / "home", monkeypatch)


@pytest.fixture
def empty(home: Path) -> Iterator[Study]:
    study = create_study(home / "empty.citat", "Tom", "da")
    yield study
    study.close()


def citizen() -> bytes:
    word = WordDocument()
    for speaker, said in (
        ("Interviewer", "Hvad er svært?"),
        ("Tolk", "Hun siger, at det er sproget."),
        ("Borger 77", "Jeg forstår halvdelen."),
        ("Interviewer", "Og så?"),
        ("Borger 77", "Det går."),
    ):
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{speaker}: ").bold = True
        paragraph.add_run(said)
    data = BytesIO()
    word.save(data)
    return data.getvalue()


def upload(at: AppTest, *files: tuple[str, bytes], people: bytes | None = None) -> AppTest:
    transcripts, table = at.file_uploader
    transcripts.set_value([(name, data, "application/octet-stream") for name, data in files])
    if people is not None:
        table.upload("people.csv", people, "text/csv")
    at.run()
    assert not at.exception, at.exception
    return at


def test_two_files_and_a_people_table_are_shown_and_then_stored_in_one_act(empty: Study) -> None:
    at = upload(
        show("interviews", empty.path), ("leder.txt", LEADER.encode()), ("borger.docx", citizen()), people=PEOPLE
    )
    assert list_documents(empty) == ()
    assert "In the table of people\\, but in none of these interviews\\: Borger 99" in words(at)
    press(at, "Import 2 interviews")
    assert "2 interviews are imported" in words(at)
    heads = {head.title: head for head in list_documents(empty)}
    assert set(heads) == {"leder", "borger"}
    assert heads["borger"].interpreter
    assert heads["borger"].participants == ("Borger 77",)
    people = {person.label: person for person in list_participants(empty)}
    assert people["Leder 7"].group is not None
    assert people["Leder 7"].group.key == "leader"
    assert people["Borger 77"].case is not None
    assert people["Borger 77"].case.path == ("Nordmose", "Torvet")
    assert people["Borger 77"].attributes == {"Alder": "27"}
    press(at, "Undo: import of 2 interviews")
    assert list_documents(empty) == ()
    press(at, "Redo: import of 2 interviews")
    assert len(list_documents(empty)) == 2


def test_the_first_turns_are_shown_as_written(empty: Study) -> None:
    at = upload(show("interviews", empty.path), ("leder.txt", LEADER.encode()))
    assert r"| Leder 7 | Tiden\, \<b\>altid\<\/b\> tiden\. \| Og \$penge\$\. |" in words(at)
    press(at, "Import 1 interview")
    document = load_document(empty, list_documents(empty)[0].id)
    assert "<b>altid</b>" in document.text


def test_unreadable_files_each_say_why_and_the_others_go_on(empty: Study) -> None:
    at = upload(
        show("interviews", empty.path),
        ("tom.txt", b""),
        ("billede.docx", b"%PDF-1.7"),
        ("ark.xls", b"x"),
        ("leder.txt", LEADER.encode()),
        ("kopi.txt", LEADER.encode()),
    )
    said = at.error[0].value
    assert len(at.error) == 1
    assert [name in said for name in ("tom\\.txt", "billede\\.docx", "ark\\.xls", "leder")] == [True, True, True, False]
    assert "kopi\\.txt holds the same as leder\\.txt" in words(at)
    press(at, "Import 1 interview")
    assert [head.title for head in list_documents(empty)] == ["leder"]


def test_a_file_that_is_in_the_study_already_is_named_and_left_out(empty: Study) -> None:
    at = press(upload(show("interviews", empty.path), ("leder.txt", LEADER.encode())), "Import 1 interview")
    at = upload(at, ("igen.txt", LEADER.encode()))
    assert "igen\\.txt is in the study already\\, as “leder”" in words(at)
    assert not any(button.label.startswith("Import") for button in at.button)


def test_a_people_table_without_people_is_refused_and_the_files_stay(empty: Study) -> None:
    at = upload(show("interviews", empty.path), ("leder.txt", LEADER.encode()), people=b"By;Dato\nEgelund;i dag\n")
    assert "says who takes part" in at.error[0].value
    press(at, "Import 1 interview")
    assert [person.label for person in list_participants(empty)] == ["Leder 7"]


def test_a_text_without_speakers_and_one_with_very_many_are_pointed_out(empty: Study) -> None:
    crowd = "\n\n".join(
        f"Deltager {i}: Ja, det er rigtigt nok.\n\nDeltager {i}: Og så var der mere." for i in range(300)
    )
    at = upload(show("interviews", empty.path), ("note.txt", b"Bare en tekst."), ("mange.txt", crowd.encode()))
    assert r"note\.txt | No speakers were found" in words(at)
    assert "300 different speaker names" in words(at)
    press(at, "Import 2 interviews")
    assert len(list_participants(empty)) == 301


def test_kind_and_group_are_given_to_all_files_at_once(empty: Study) -> None:
    at = show("interviews", empty.path)
    upload(at, ("note.txt", b"Bare en tekst."))
    at.segmented_control("import:kind").set_value("notes").run()
    at.selectbox("import:group").select("employer").run()
    press(at, "Import 1 interview")
    assert [head.kind for head in list_documents(empty)] == ["notes"]
    group = list_participants(empty)[0].group
    assert group is not None
    assert group.key == "employer"


def test_a_corrected_table_of_files_is_what_is_stored(empty: Study) -> None:
    at = upload(show("interviews", empty.path), ("leder.txt", LEADER.encode()), ("borger.docx", citizen()))
    changed = {"title": "Kvinde i Nordmose", "kind": "Summary note", "date": "2026-03-04"}
    edit(at, "study:import:files:", {0: {"taken": False}, 1: changed})
    press(at, "Import 1 interview")
    head = list_documents(empty)[0]
    assert (head.title, head.kind, head.date) == ("Kvinde i Nordmose", "summary", "2026-03-04")
    assert len(list_documents(empty)) == 1


def test_corrected_speakers_are_stored_and_survive_a_file_that_comes_later(empty: Study) -> None:
    at = upload(show("interviews", empty.path), ("leder.txt", LEADER.encode()))
    edit(
        at, "study:import:speakers:", {1: {"participant": "Leder i Sandager", "group": "Arbejdsgivere", "case": "A>B"}}
    )
    transcripts = at.file_uploader[0]
    transcripts.set_value(
        [("leder.txt", LEADER.encode(), "text/plain"), ("borger.docx", citizen(), "application/octet-stream")]
    ).run()
    press(at, "Import 2 interviews")
    person = next(person for person in list_participants(empty) if person.label == "Leder i Sandager")
    assert person.group is not None
    assert person.group.key == "employer"
    assert person.case is not None
    assert person.case.path == ("A", "B")


def test_an_interviewee_without_a_label_is_refused_and_nothing_is_stored(empty: Study) -> None:
    at = upload(show("interviews", empty.path), ("leder.txt", LEADER.encode()), ("borger.docx", citizen()))
    edit(at, "study:import:speakers:", {1: {"participant": ""}})
    press(at, "Import 2 interviews")
    assert "public label" in at.error[0].value
    assert list_documents(empty) == ()
    assert list_participants(empty) == ()


def test_an_interview_opens_on_the_coding_page(home: Path, small_file: Path) -> None:
    path = home / "small.citat"
    shutil.copy(small_file, path)
    at = show("interviews", path)
    table = at.dataframe[0].value
    assert list(table["Title"])[3] == "Sagsbehandlere i Nordby"
    assert table["Participants"][3] == "Sagsbehandler 1, Sagsbehandler 2, Sagsbehandler 3"
    assert table["Your codings"].sum() == 10
    assert at.button("interviews:open").disabled


def test_participants_and_groups_are_corrected_and_undone(home: Path, small_file: Path) -> None:
    path = home / "small.citat"
    shutil.copy(small_file, path)
    study = open_study(path)
    at = show("interviews", path)
    at.session_state["interviews:tab:en"] = "People and groups"
    at.run()
    edit(at, "people:", {0: {"label": "Leder 9", "group": "Arbejdsgivere", "case": "Vestby > Skolen"}})
    press(at, "Save 1 correction")
    person = next(person for person in list_participants(study) if person.label == "Leder 9")
    assert person.group is not None
    assert person.group.key == "employer"
    assert person.case is not None
    assert person.case.path == ("Vestby", "Skolen")
    press(at, "Undo: participant Leder 9 corrected")
    assert "Leder 1" in {person.label for person in list_participants(study)}

    edit(at, "groups:", {0: {"name": "Chefer"}}, added=[{"name": "Frivillige"}])
    press(at, "Save the groups")
    assert list_groups(study)[0].name == "Chefer"
    assert list_groups(study)[-1].name == "Frivillige"
    press(at, "Undo: new group “Frivillige”")
    press(at, "Undo: group renamed “Chefer”")
    assert list_groups(study)[0].name == "Ledere"
    study.close()


def test_a_label_that_is_taken_is_refused_in_words(home: Path, small_file: Path) -> None:
    path = home / "small.citat"
    shutil.copy(small_file, path)
    at = show("interviews", path)
    at.session_state["interviews:tab:en"] = "People and groups"
    at.run()
    edit(at, "people:", {0: {"label": "Leder 2"}})
    press(at, "Save 1 correction")
    assert "is called Leder 2 already" in at.error[0].value
