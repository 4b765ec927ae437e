"""An import is proposed, corrected by a person, and stored whole or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.documents import list_documents, load_document
from corpus.errors import Refused
from corpus.import_plan import plan_import
from corpus.importing import assemble, store_import
from corpus.participants import list_cases, list_groups, list_participants
from corpus.people import read_people
from corpus.readers import read_transcript
from corpus.readers.values import ReadDocument
from corpus.study import Study, create_study

PEOPLE = read_people(
    "personer.csv",
    b"Deltager;Gruppe;Case;Alder\nLeder 1;leder;Egelund > Jobcenter;\nBorger 1;borger;Egelund;27\nBorger 9;borger;;",
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return create_study(tmp_path / "import.citat", "Import", "da")


def transcript(name: str, *lines: str) -> ReadDocument:
    return read_transcript(name, "\n\n".join(lines).encode())


def leader() -> ReadDocument:
    return transcript(
        "leder.txt",
        "Interviewer: Hvad laver du til daglig?",
        "Leder 1: Jeg har fyrre medarbejdere, og så slukker jeg brande.",
        "Interviewer: Hvordan det?",
        "Leder 1: Det er jo, øh, telefonen. 🎉",
    )


def citizen(name: str) -> ReadDocument:
    return transcript(
        f"{name}.txt",
        "Interviewer: Hvordan begyndte det?",
        "Tolk: Hun siger, at det begyndte i køkkenet.",
        f"Borger: Jeg kom i køkken. Det var {name}.",
        "Interviewer: Og så?",
        "Borger: Så blev jeg der.",
    )


def test_speakers_get_group_case_and_attributes_from_the_people_table(study: Study) -> None:
    plan = plan_import(study, [leader()], PEOPLE)
    store_import(study, None, plan.documents)
    person = list_participants(study)[0]
    assert (person.label, person.group.key if person.group else "") == ("Leder 1", "leader")
    assert person.case is not None
    assert person.case.path == ("Egelund", "Jobcenter")
    assert [case.path for case in list_cases(study)] == [("Egelund",), ("Egelund", "Jobcenter")]


def test_what_does_not_match_the_people_table_is_listed_both_ways(study: Study) -> None:
    stranger = transcript("ny.txt", "Interviewer: Ja?", "Leder 4: Jeg er ny.", "Interviewer: Nå?", "Leder 4: Ja.")
    plan = plan_import(study, [leader(), stranger], PEOPLE)
    assert plan.speakers_without_person == ("Leder 4",)
    assert plan.people_without_speaker == ("Borger 1", "Borger 9")


def test_the_only_interviewee_of_a_file_named_after_a_person_is_that_person(study: Study) -> None:
    plan = plan_import(study, [citizen("Borger 1")], PEOPLE)
    assert [speaker.participant for speaker in plan.documents[0].interviewees] == ["Borger 1"]
    assert plan.documents[0].interviewees[0].attributes == {"Alder": "27"}


def test_the_same_unnumbered_label_in_two_files_is_two_people(study: Study) -> None:
    plan = plan_import(study, [citizen("a"), citizen("b")])
    assert [document.interviewees[0].participant for document in plan.documents] == ["Borger 1", "Borger 2"]
    store_import(study, None, plan.documents)
    later = plan_import(study, [citizen("c")])
    assert later.documents[0].interviewees[0].participant == "Borger 3"


def test_interviewers_and_interpreters_become_no_participants(study: Study) -> None:
    store_import(study, None, plan_import(study, [citizen("a")]).documents)
    head = list_documents(study)[0]
    assert head.interpreter
    assert head.participants == ("Borger 1",)
    roles = {turn.speaker.name: turn.speaker.role for turn in load_document(study, head.id).turns}
    assert roles == {"Interviewer": "interviewer", "Tolk": "interpreter", "Borger": "interviewee"}


def test_a_corrected_plan_is_what_is_stored(study: Study) -> None:
    document = plan_import(study, [citizen("a")]).documents[0]
    speakers = tuple(
        replace(s, participant="Frivillig 1", group="Frivillige", case=("Nordby",)) if s.name == "Borger" else s
        for s in document.speakers
    )
    store_import(study, None, [replace(document, speakers=speakers)])
    person = list_participants(study)[0]
    assert (person.label, person.group.name if person.group else "") == ("Frivillig 1", "Frivillige")
    assert "Frivillige" in [group.name for group in list_groups(study)]


def test_the_same_file_twice_is_recognised_and_nothing_of_the_batch_is_stored(study: Study) -> None:
    store_import(study, None, plan_import(study, [leader()]).documents)
    again = plan_import(study, [citizen("a"), leader()])
    assert [document.already for document in again.documents] == [None, "leder"]
    with pytest.raises(Refused, match="in the study already"):
        store_import(study, None, again.documents)
    assert len(list_documents(study)) == 1


def test_an_interviewee_without_a_label_is_refused_and_nothing_is_stored(study: Study) -> None:
    document = plan_import(study, [leader()]).documents[0]
    nameless = replace(document, speakers=tuple(replace(s, participant=" ") for s in document.speakers))
    with pytest.raises(Refused, match="public label"):
        store_import(study, None, [nameless])
    assert list_documents(study) == ()


def test_turns_lie_in_the_stored_text_exactly_as_they_were_read(study: Study) -> None:
    read = leader()
    text, spans = assemble(read)
    assert [text[start:end] for start, end in spans] == [turn.text for turn in read.turns]
    store_import(study, None, plan_import(study, [read]).documents)
    document = load_document(study, list_documents(study)[0].id)
    assert document.text == text
    assert [(turn.start, turn.end) for turn in document.turns] == list(spans)


def test_three_interviewees_make_a_group_interview(study: Study) -> None:
    turns = ["Interviewer: Hvem er I?", *(f"Sagsbehandler {n}: Jeg er nummer {n}." for n in (1, 2, 3))]
    plan = plan_import(study, [transcript("gruppe.txt", *turns, *turns)])
    assert plan.documents[0].mode == "group"
