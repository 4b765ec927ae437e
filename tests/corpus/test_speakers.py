"""Who is guessed to be whom: from labels first, from questions where labels are silent."""

import pytest

from corpus.readers import ReadDocument, ReadTurn
from corpus.role_words import group_of_value, meaning_of
from corpus.speakers import SpeakerGuess, guess_speakers

QUESTION = "Hvordan oplever du samarbejdet?"
ANSWER = "Jeg synes, at det går godt, for vi ringer til hinanden hver uge, og så ved man, hvem der gør hvad."


def talk(*said: tuple[str | None, str]) -> ReadDocument:
    turns = tuple(ReadTurn(speaker, text) for speaker, text in said)
    return ReadDocument("a", "a.txt", "0" * 64, turns, {}, "utf-8")


def guess(*said: tuple[str | None, str]) -> dict[str | None, SpeakerGuess]:
    return {guess.name: guess for guess in guess_speakers(talk(*said))}


def asks_and_answers(asking: str, answering: str) -> dict[str | None, SpeakerGuess]:
    return guess((asking, QUESTION), (answering, ANSWER), (asking, QUESTION), (answering, ANSWER))


@pytest.mark.parametrize(
    ("label", "group", "participant"),
    [
        ("Leder 3", "leader", "Leder 3"),
        ("leder 3", "leader", "leder 3"),
        ("Leder", "leader", None),
        ("Chef 2", "leader", "Chef 2"),
        ("Afdelingsleder 1", "leader", "Afdelingsleder 1"),
        ("Manager 4", "leader", "Manager 4"),
        ("Sagsbehandler 12", "caseworker", "Sagsbehandler 12"),
        ("Jobkonsulent", "caseworker", None),
        ("Virksomhedskonsulent A", "caseworker", "Virksomhedskonsulent A"),
        ("Vejleder 2", "caseworker", "Vejleder 2"),
        ("Case worker 2", "caseworker", "Case worker 2"),
        ("Borger 7", "citizen", "Borger 7"),
        ("Deltager 7", "citizen", "Deltager 7"),
        ("Citizen 7", "citizen", "Citizen 7"),
        ("Arbejdsgiver II", "employer", "Arbejdsgiver II"),
        ("Virksomhed 1", "employer", "Virksomhed 1"),
        ("Employer 1", "employer", "Employer 1"),
        ("Anden 1", "other", "Anden 1"),
        ("Kontaktperson", None, None),
        ("Informant 4", None, "Informant 4"),
        ("Hanne (leder)", "leader", None),
        ("R", None, None),
        ("B", "citizen", None),
        ("Speaker 2", None, None),
        ("Hanne Madsen", None, None),
    ],
)
def test_what_a_label_tells_of_the_person_interviewed(label: str, group: str | None, participant: str | None) -> None:
    found = asks_and_answers("Interviewer", label)
    assert found["Interviewer"].role == "interviewer"
    assert (found[label].role, found[label].group, found[label].participant) == ("interviewee", group, participant)


@pytest.mark.parametrize(
    "label", ["Interviewer", "INT", "Int.", "Spørger", "Moderator", "Interviewer 2", "IV", "Q", "Mette (interviewer)"]
)
def test_interviewers_are_known_by_their_label_even_where_they_talk_most(label: str) -> None:
    found = guess((label, ANSWER * 5), ("Leder 3", "Hvad mener du? Hvad?"))
    assert found[label].role == "interviewer"
    assert found["Leder 3"].role == "interviewee"
    assert found[label].group is None
    assert found[label].participant is None


@pytest.mark.parametrize("label", ["Tolk", "tolken", "Interpreter", "Tolk 1", "Oversætter"])
def test_interpreters_are_never_the_citizen(label: str) -> None:
    found = guess(("I", QUESTION), ("Borger 2", ANSWER), (label, ANSWER))
    assert [found[name].role for name in ("I", "Borger 2", label)] == ["interviewer", "interviewee", "interpreter"]


@pytest.mark.parametrize(
    ("asking", "answering"),
    [
        *(("I", "R"), ("I", "B"), ("I", "IP"), ("S", "B"), ("S", "I"), ("S", "A"), ("M", "I"), ("MH", "L3")),
        *(("S1", "S2"), ("S2", "S1"), ("Speaker 2", "Speaker 1"), ("SPEAKER_00", "SPEAKER_01"), ("Mette", "Hanne")),
    ],
)
def test_the_one_who_asks_with_few_words_is_the_interviewer(asking: str, answering: str) -> None:
    found = asks_and_answers(asking, answering)
    assert (found[asking].role, found[answering].role) == ("interviewer", "interviewee")


def test_a_sure_interviewer_leaves_no_room_for_a_guessed_one() -> None:
    found = guess(("Interviewer", QUESTION), ("Mette", "Hvad? Hvordan? Hvorfor?"), ("Hanne", ANSWER))
    assert [found[name].role for name in ("Interviewer", "Mette", "Hanne")] == [
        "interviewer",
        "interviewee",
        "interviewee",
    ]


def test_a_known_participant_is_not_made_interviewer_by_asking() -> None:
    found = guess(("Leder 3", "Hvad mener du? Hvad?"), ("Mette", ANSWER + " Er det ikke sådan?"))
    assert found["Leder 3"].role == "interviewee"


def test_nobody_is_interviewer_where_nobody_asks() -> None:
    found = guess(("Mette", ANSWER), ("Hanne", ANSWER))
    assert {g.role for g in found.values()} == {"interviewee"}


def test_in_a_focus_group_numbers_and_deltager_hold_only_there() -> None:
    found = guess(("Moderator", QUESTION), ("Deltager 1", ANSWER), ("Deltager 2", ANSWER), ("Leder 1", ANSWER))
    assert (found["Deltager 1"].group, found["Deltager 1"].participant) == (None, None)
    assert (found["Leder 1"].group, found["Leder 1"].participant) == ("leader", "Leder 1")


def test_text_without_a_label() -> None:
    assert guess((None, "Lederen peger på tid."), (None, "Og penge."))[None].role == "interviewee"
    found = guess((None, "Interview med Leder 3"), ("I", QUESTION), ("R", ANSWER))
    assert found[None].role == "other"


def test_turns_and_words_are_counted_in_order_of_speaking() -> None:
    guesses = guess_speakers(talk(("I", "Hvad nu?"), ("R", "Det\ner svært."), ("I", "Ja?")))
    assert [(g.name, g.turns, g.words) for g in guesses] == [("I", 2, 3), ("R", 1, 3)]


@pytest.mark.parametrize("label", ["Hanne", "I Danmark", "R Hansen", "Mødested", "", "12", "Medlederskab"])
def test_labels_that_tell_nothing(label: str) -> None:
    assert meaning_of(label) is None


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Ledere", "leader"),
        ("leader", "leader"),
        (" borgere ", "citizen"),
        ("Case worker", "caseworker"),
        ("Øvrige", "other"),
        ("Ledere på plejehjem", None),
        ("Frivillige", None),
        ("", None),
    ],
)
def test_a_tables_word_for_a_group_must_be_exact(text: str, group: str | None) -> None:
    assert group_of_value(text) == group
