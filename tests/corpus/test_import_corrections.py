"""What a person corrects in the proposal is what is stored, and the people table fills in the rest."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.import_corrections import (
    FileCorrection,
    SpeakerCorrection,
    case_path,
    case_text,
    correct,
    people_not_found,
    proposed,
    speakers_not_listed,
)
from corpus.importing import DocumentPlan, SpeakerPlan
from corpus.people import read_people
from corpus.readers.values import ReadDocument, ReadTurn

PEOPLE = read_people("p.csv", b"Deltager;Gruppe;Case;Alder\nLeder 1;leder;Egelund;51\nBorger 1;borger;;27\n")
READ = ReadDocument("fil", "fil.txt", "0" * 64, (ReadTurn("Hanne", "Ja."), ReadTurn("Ib", "Nå?")), {}, "utf-8")
PLAN = DocumentPlan(
    READ,
    "fil",
    "transcript",
    "da",
    "",
    (),
    (
        SpeakerPlan("Hanne", "interviewee", "Deltager 1", None, ("Nordmose",), {}, 1, 1),
        SpeakerPlan("Ib", "interviewee", "Deltager 2", "citizen", (), {}, 1, 1),
    ),
)
AS_IT_IS = FileCorrection("fil", "transcript", "")


def test_no_correction_changes_nothing_but_the_case_all_share() -> None:
    assert correct(PLAN, AS_IT_IS, {}) == PLAN
    alone = replace(PLAN, speakers=PLAN.speakers[:1])
    assert correct(alone, AS_IT_IS, {x.name: proposed(x) for x in alone.speakers}).case == ("Nordmose",)


def test_title_kind_and_date_are_taken_and_an_empty_title_is_not() -> None:
    changed = correct(PLAN, FileCorrection(" Leder i Egelund ", "notes", "2026-03-04"), {})
    assert (changed.title, changed.kind, changed.date) == ("Leder i Egelund", "notes", "2026-03-04")
    assert correct(PLAN, FileCorrection("  ", "notes", ""), {}).title == "fil"


def test_somebody_made_interviewer_is_no_participant_any_more() -> None:
    changed = correct(PLAN, AS_IT_IS, {"Ib": SpeakerCorrection("interviewer", "Deltager 2", "citizen", "X")})
    assert changed.speakers[1] == SpeakerPlan("Ib", "interviewer", turns=1, words=1)
    assert (PLAN.mode, changed.mode) == ("joint", "single")
    assert changed.case == ("Nordmose",)


def test_naming_somebody_of_the_people_table_brings_what_the_table_knows() -> None:
    changed = correct(PLAN, AS_IT_IS, {"Hanne": replace(proposed(PLAN.speakers[0]), participant="Leder 1")}, PEOPLE)
    hanne = changed.speakers[0]
    assert (hanne.participant, hanne.group, hanne.case) == ("Leder 1", "leader", ("Egelund",))
    assert hanne.attributes == {"Alder": "51"}
    assert hanne.known


def test_what_the_person_says_goes_before_the_people_table() -> None:
    said = SpeakerCorrection("interviewee", "Leder 1", "employer", "Sandager > Vaskeriet")
    hanne = correct(PLAN, AS_IT_IS, {"Hanne": said}, PEOPLE).speakers[0]
    assert (hanne.group, hanne.case) == ("employer", ("Sandager", "Vaskeriet"))
    # The table has no case for Borger 1: the proposed one stays.
    said = replace(proposed(PLAN.speakers[0]), participant="Borger 1")
    assert correct(PLAN, AS_IT_IS, {"Hanne": said}, PEOPLE).speakers[0].case == ("Nordmose",)


def test_what_does_not_match_is_listed_after_corrections_too() -> None:
    assert people_not_found([PLAN], PEOPLE) == ("Leder 1", "Borger 1")
    said: dict[str | None, SpeakerCorrection] = {"Hanne": replace(proposed(PLAN.speakers[0]), participant="Leder 1")}
    changed = correct(PLAN, AS_IT_IS, said, PEOPLE)
    assert people_not_found([changed], PEOPLE) == ("Borger 1",)
    assert [label for _, label in speakers_not_listed([changed], PEOPLE)] == ["Deltager 2"]


@given(st.lists(st.text(st.characters(blacklist_characters=">")).map(lambda x: " ".join(x.split())).filter(bool)))
def test_a_case_is_written_and_read_the_same(path: list[str]) -> None:
    assert case_path(case_text(path)) == tuple(path)
