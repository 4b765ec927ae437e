"""Who speaks when: the ways transcripts write it, and the look-alikes that must stay speech."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers import ReadDocument, ReadTurn, read_transcript


def read(text: str, name: str = "interview.txt") -> ReadDocument:
    return read_transcript(name, text.encode())


def pairs(document: ReadDocument) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in document.turns]


ASKED_AND_ANSWERED = [("Interviewer", "Hvad gør I?"), ("Leder 3", "Vi prøver."), ("Interviewer", "Og så?")]


@pytest.mark.parametrize(
    "text",
    [
        "Interviewer: Hvad gør I?\nLeder 3: Vi prøver.\nInterviewer: Og så?",
        "Interviewer:\nHvad gør I?\n\nLeder 3:\nVi prøver.\n\nInterviewer:\nOg så?",
        "Interviewer\nHvad gør I?\n\nLeder 3\nVi prøver.\n\nInterviewer\nOg så?",
        "**Interviewer:** Hvad gør I?\n\n**Leder 3:** Vi prøver.\n\n**Interviewer:** Og så?",
        "**Interviewer**: Hvad gør I?\n**Leder 3**: Vi prøver.\n**Interviewer**: Og så?",
        "### Interviewer\nHvad gør I?\n\n### Leder 3\nVi prøver.\n\n### Interviewer\nOg så?",
        "Interviewer\tHvad gør I?\nLeder 3\tVi prøver.\nInterviewer\tOg så?",
        "INTERVIEWER: Hvad gør I?\nleder  3: Vi prøver.\nInterviewer: Og så?\n".replace("INTERVIEWER", "Interviewer"),
    ],
)
def test_the_same_talk_is_found_however_it_is_written(text: str) -> None:
    found = [(speaker and speaker.capitalize(), said) for speaker, said in pairs(read(text))]
    assert found == ASKED_AND_ANSWERED


@pytest.mark.parametrize(
    "head",
    [
        "[00:12:03] Leder 3: ",
        "(12:03) Leder 3: ",
        "#00:12:03-1# Leder 3: ",
        "00:12:03 Leder 3: ",
        "Leder 3 [00:12:03]: ",
        "Leder 3 (12:03): ",
        "Leder 3: [00:12:03] ",
        "Leder 3: #00:12:03-1# ",
        "[00:12:03]\nLeder 3: ",
        "00:12:03.250 --> 00:12:09.000\nLeder 3: ",
        "**Leder 3** [00:12:03]: ",
        "**[00:12:03] Leder 3:** ",
    ],
)
def test_a_time_mark_belongs_to_the_turn_and_not_to_its_text(head: str) -> None:
    document = read(f"Interviewer: Hvad så?\n{head}Vi prøver.\nog prøver\nInterviewer: Ja")
    assert document.turns[1] == ReadTurn("Leder 3", "Vi prøver.\nog prøver", "00:12:03")
    assert [turn.time for turn in document.turns] == [None, "00:12:03", None]


def test_names_with_the_time_beside_them_and_the_speech_below() -> None:
    document = read("Mette Holm   0:03\nHej med dig.\n\nKaren   1:15:20\nHej.\nTak.\n\nMette Holm   1:15:30\nJa?")
    assert document.turns == (
        ReadTurn("Mette Holm", "Hej med dig.", "00:00:03"),
        ReadTurn("Karen", "Hej.\nTak.", "01:15:20"),
        ReadTurn("Mette Holm", "Ja?", "01:15:30"),
    )


def test_a_time_alone_above_or_below_the_name() -> None:
    document = read("00:00:01\nTaler 1\nHej.\n\n00:00:05\nTaler 2\nHej.\n\nTaler 1\n00:00:09\nJa?")
    assert [(turn.speaker, turn.time, turn.text) for turn in document.turns] == [
        ("Taler 1", "00:00:01", "Hej."),
        ("Taler 2", "00:00:05", "Hej."),
        ("Taler 1", "00:00:09", "Ja?"),
    ]


def test_a_time_mark_inside_a_turn_begins_a_new_turn_of_the_same_speaker() -> None:
    document = read("Leder 3: Først.\n[00:02:00] Siden.\n\n[00:03:00]\nTil sidst.\n[00:09:00]\n")
    assert document.turns == (
        ReadTurn("Leder 3", "Først."),
        ReadTurn("Leder 3", "Siden.", "00:02:00"),
        ReadTurn("Leder 3", "Til sidst.", "00:03:00"),
    )
    assert document.left_out == {"time_marks": 1}


@pytest.mark.parametrize(
    "speech",
    [
        "Han sagde: nej",
        "Det er to ting: tid og penge",
        "Klokken 12:30 mødtes vi",
        "12:30 kom han",
        "Se http://eksempel.dk",
        "Eksempel: en borger med dårlig ryg",
        "Spørgsmålet er: hvad nu?",
        "I går: ingenting",
        "I Danmark: det samme",
        "Ja: det gør vi",
        "Og så, Karen: det går ikke",
        "“Nej”: det sagde han",
        "a: tid",
        "i\tandet",
        "[latter]",
        "(utydeligt)",
        "Dato: det husker jeg ikke",
        "Lederen siger altid: vent",
    ],
)
def test_a_colon_or_clock_in_speech_is_no_speaker_even_when_it_comes_back(speech: str) -> None:
    document = read(f"I: Hvad sker der?\nR: Tja.\n{speech}\n{speech}\nI: Nå.")
    assert pairs(document) == [("I", "Hvad sker der?"), ("R", f"Tja.\n{speech}\n{speech}"), ("I", "Nå.")]


def test_a_name_that_comes_once_is_speech_in_a_talk_of_long_turns() -> None:
    answer = "Vi gør det.\nHver dag.\nResten: ingenting.\nHver uge."
    assert pairs(read(f"I: Hvad?\nR: {answer}\nI: Ja?"))[1] == ("R", answer)


def test_a_name_that_comes_once_is_a_speaker_where_every_line_has_one() -> None:
    lines = ["Moderator: Hvem begynder?", "Anne: Jeg gør.", "Bo: Ja.", "Anne: Godt.", "Bo: Nå.", "Karen: Enig."]
    assert read("\n".join(lines)).speakers == ("Moderator", "Anne", "Bo", "Karen")


def test_an_answer_that_is_a_name_is_not_the_next_speaker() -> None:
    text = "Moderator\nHvem var der?\n\nAnne\nBo\n\nBo\nAnne\n\nModerator\nNå."
    assert pairs(read(text)) == [("Moderator", "Hvem var der?"), ("Anne", "Bo"), ("Bo", "Anne"), ("Moderator", "Nå.")]


def test_a_label_spelled_in_several_ways_is_one_speaker() -> None:
    document = read("Leder 3: a\nI: b?\nLEDER 3: c\nI: d?\nLeder  3: e")
    assert document.speakers == ("Leder 3", "I")


def test_paragraphs_of_a_turn_are_joined_by_one_line_break() -> None:
    assert pairs(read("R: Et.\n\n\nTo.\n   \n  Tre.  \nI: Ja?")) == [("R", "Et.\nTo.\nTre."), ("I", "Ja?")]


def test_a_heading_inside_an_interview_is_nobodys_speech() -> None:
    document = read("Interviewer: Hvad?\nLeder 3: Det.\n\n## Tema 2: Mening\n\nInterviewer: Og?", "a.md")
    assert pairs(document)[2] == (None, "## Tema 2: Mening")


def test_a_label_without_speech_is_counted_and_left_out() -> None:
    document = read("I: Hvad?\nR:\nI: Er du der?")
    assert pairs(document) == [("I", "Hvad?"), ("I", "Er du der?")]
    assert document.left_out == {"empty_turns": 1}


def test_the_lines_on_top_are_details_and_not_speakers() -> None:
    document = read(
        "Interview med Leder 3\n"
        "Dato: 2025-03-04\nSted: Rådhuset\nVarighed: 55 min.\nKommune: Egelund\n"
        "Interviewer: Mette Holm\nInformant: Leder 3\nTolk: nej\n\n"
        "Interviewer: Tak, fordi du vil være med.\nLeder 3: Selv tak.\nDato: det husker jeg ikke."
    )
    assert document.details == {
        "date": "2025-03-04",
        "place": "Rådhuset",
        "duration": "55 min.",
        "municipality": "Egelund",
        "interviewer": "Mette Holm",
        "participant": "Leder 3",
        "interpreter": "nej",
    }
    assert pairs(document) == [
        (None, "Interview med Leder 3"),
        ("Interviewer", "Tak, fordi du vil være med."),
        ("Leder 3", "Selv tak.\nDato: det husker jeg ikke."),
    ]


def test_speech_right_below_the_details_is_speech() -> None:
    document = read("Dato: 4. marts\nInterviewer: Tak fordi du kom\nLeder 3: Det var så lidt\nInterviewer: Ja")
    assert document.details == {"date": "4. marts"}
    assert len(document.turns) == 3


def test_details_that_only_name_people_are_details_where_other_labels_speak() -> None:
    document = read("Interviewer: Mette Holm\nInformant: Leder 3\n\nMH: Hvad?\nL3: Det.\nMH: Hvorfor?\nL3: Derfor.")
    assert document.details == {"interviewer": "Mette Holm", "participant": "Leder 3"}
    assert document.speakers == ("MH", "L3")


def test_a_note_without_speakers_is_one_turn_a_paragraph() -> None:
    note = "Dato: 4. marts\n\nLederen peger på tid.\n\nBarrierer: tid og penge.\n\nBorger\nHan siger: nej.\n"
    document = read(note)
    assert pairs(document) == [
        (None, "Lederen peger på tid."),
        (None, "Barrierer: tid og penge."),
        (None, "Borger\nHan siger: nej."),
    ]
    assert document.details == {"date": "4. marts"}


def test_a_note_with_long_lines_is_one_turn_a_line() -> None:
    long = "Lederen peger på, at tiden ikke slår til. " * 4
    document = read(f"{long}\n{long}\n\n{long}")
    assert [turn.text for turn in document.turns] == [long.strip()] * 3


def test_markup_in_a_transcript_stays_text() -> None:
    speech = "<script>alert(1)</script> &amp; <b>nej</b> {0} %s"
    assert pairs(read(f"I: {speech}\nR: ja")) == [("I", speech), ("R", "ja")]


def test_hundreds_of_speakers_are_read_and_remarked_on() -> None:
    document = read("\n".join(f"Deltager {number}: Jeg er nummer {number}." for number in range(1, 301)))
    assert len(document.turns) == 300
    (notice,) = document.notices
    assert "300 different speaker names" in str(notice)
    assert "Deltager 1, Deltager 2" in str(notice)


def test_the_canonical_text_is_the_turns_joined_by_line_breaks() -> None:
    assert read("I: Hvad?\nR: Et.\n\nTo.").text == "Hvad?\nEt.\nTo."


LABELS = ("Interviewer", "Leder 3", "Tolk", "I", "R", "Sagsbehandler 12", "Borger")
# Letters that look like the beginning of a turn are what the other tests are about.
spoken = (
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=":：#[(*_\t\ufffe\uffff"), min_size=1)
    .map(lambda text: text.strip(" "))
    .filter(lambda text: bool(text.strip()))
)


@given(st.lists(st.tuples(st.sampled_from(LABELS), spoken), min_size=1))
def test_whatever_is_said_is_read_back_letter_by_letter(talk: list[tuple[str, str]]) -> None:
    document = read("\r\n".join(f"{speaker}: {said}" for speaker, said in talk))
    assert pairs(document) == talk


@given(st.lists(st.tuples(st.sampled_from(LABELS), spoken), min_size=1))
def test_no_visible_letter_goes_missing_where_names_stand_above_the_speech(talk: list[tuple[str, str]]) -> None:
    text = "\n\n".join(f"{speaker}\n{said}" for speaker, said in talk)
    kept = [part for turn in read(text).turns for part in (turn.speaker or "", turn.text)]
    assert "".join("".join(kept).split()) == "".join(text.split())


def test_combining_letters_soft_hyphens_and_emoji_are_kept_as_they_are() -> None:
    said = "A\u030a er ikke \u00c5; kerne\u00adopgave 👩🏽‍⚕️ \u202bמִשְׂרָד\u202c ﬁn\u2028linje\u0085"
    (turn,) = read(f"R: {said}").turns
    assert turn.text == said
