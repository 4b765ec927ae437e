"""How far a coder is: notes from the page are stored and merged, and counted in characters of what was said."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.checking import check_study
from coding.codings import list_codings
from coding.reading_progress import (
    ReadingNote,
    load_coded_speech,
    load_interview_progress,
    load_reading,
    percent,
    reading_notes,
    record_reading,
)
from corpus.coders import ensure_coder
from corpus.documents import INTERVIEWEE, Document, load_document
from corpus.study import Study
from tests.studies import ANNA, BO, INTERVIEWS, document_id, small_study

TITLE = "Sagsbehandlere i Nordby"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    made = small_study(tmp_path_factory.mktemp("reading") / "small.citat")
    yield made
    made.close()


@pytest.fixture
def coder(study: Study, request: pytest.FixtureRequest) -> str:
    return ensure_coder(study, f"Koder {request.node.name}").id


@pytest.fixture
def document(study: Study) -> Document:
    return load_document(study, document_id(study, TITLE))


def at(minutes: int = 0) -> int:
    return int((datetime.now(UTC) - timedelta(hours=1) + timedelta(minutes=minutes)).timestamp() * 1000)


def test_nothing_is_known_before_the_first_note(study: Study, coder: str, document: Document) -> None:
    assert load_reading(study, coder, document.id) is None
    assert {each.read for each in load_interview_progress(study, coder).values()} == {0}


def test_notes_are_merged_and_a_note_that_comes_late_moves_no_place(
    study: Study, coder: str, document: Document
) -> None:
    later = ReadingNote(document=document.id, read=((3, 5),), place=4, at=at(5))
    earlier = ReadingNote(document=document.id, read=((0, 2),), place=2, at=at(1))
    record_reading(study, coder, [later])
    record_reading(study, coder, [earlier, later])
    reading = load_reading(study, coder, document.id)
    assert reading is not None
    assert (reading.turns, reading.place) == (((0, 2), (3, 5)), 4)
    assert abs(reading.at.timestamp() * 1000 - later.at) < 2


def test_turns_are_marked_unread_again(study: Study, coder: str, document: Document) -> None:
    record_reading(study, coder, [ReadingNote(document=document.id, read=((0, 6),), place=5, at=at())])
    record_reading(
        study, coder, [ReadingNote(document=document.id, unread=((2, 99),), read=((4, 5),), place=2, at=at(1))]
    )
    reading = load_reading(study, coder, document.id)
    assert reading is not None
    assert (reading.turns, reading.place) == (((0, 2), (4, 5)), 2)


def test_a_clock_that_runs_ahead_is_not_believed_and_turns_that_are_not_there_are_left_out(
    study: Study, coder: str, document: Document
) -> None:
    count = len(document.turns)
    ahead = int((datetime.now(UTC) + timedelta(days=30)).timestamp() * 1000)
    record_reading(study, coder, [ReadingNote(document=document.id, read=((1, 9999),), place=9999, at=ahead)])
    reading = load_reading(study, coder, document.id)
    assert reading is not None
    assert (reading.turns, reading.place) == (((1, count),), count - 1)
    assert reading.at <= datetime.now(UTC)


def test_a_note_on_a_document_that_is_gone_is_left_out(study: Study, coder: str) -> None:
    record_reading(study, coder, [ReadingNote(document="no-such-document", read=((0, 2),), place=0, at=at())])
    assert load_reading(study, coder, "no-such-document") is None


@pytest.mark.parametrize(
    "sent",
    [None, "note", 7, [None], [{"document": "d"}], [{"document": "d", "place": -1, "at": 0}], [{"read": [[0]]}]],
)
def test_what_cannot_be_understood_is_no_note(sent: object) -> None:
    assert reading_notes(sent) == ()


def test_reading_is_outside_the_log_and_each_coder_has_its_own(study: Study, coder: str, document: Document) -> None:
    before = study.revision(), study.undoable(coder, document.id)
    record_reading(study, coder, [ReadingNote(document=document.id, read=((0, 4),), place=3, at=at())])
    assert (study.revision(), study.undoable(coder, document.id)) == before
    assert load_reading(study, ensure_coder(study, BO).id, document.id) is None
    assert check_study(study) == ()


def test_shares_are_characters_of_interviewees_and_a_coded_turn_is_read(study: Study) -> None:
    for name in (ANNA, BO):
        coder = ensure_coder(study, name).id
        progress = load_interview_progress(study, coder)
        for title in INTERVIEWS:
            document = load_document(study, document_id(study, title))
            codings = [each for each in list_codings(study, document.id) if each.coder_id == coder]
            coded = {offset for each in codings for offset in range(each.start, each.end)}
            said = [set(range(x.start, x.end)) for x in document.turns if x.speaker.role == INTERVIEWEE]
            here = progress[document.id]
            assert here.characters == sum(map(len, said))
            assert here.coded == sum(len(each & coded) for each in said)
            assert here.read == sum(len(each) for each in said if each & coded)
            assert here.codings == len(codings)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6))
def test_what_is_read_is_counted_once_however_it_came(
    study: Study, document: Document, ranges: list[tuple[int, int]]
) -> None:
    coder = ensure_coder(study, "Koder til det hele").id
    whole = (0, len(document.turns))
    notes = [ReadingNote(document=document.id, read=(each,), place=0, at=at()) for each in ranges]
    record_reading(study, coder, [ReadingNote(document=document.id, unread=(whole,), place=0, at=at()), *notes])
    read = {turn for start, end in ranges for turn in range(start, end)}
    said = [x for x in document.turns if x.speaker.role == INTERVIEWEE]
    expected = sum(x.end - x.start for x in said if x.position in read)
    here = load_interview_progress(study, coder)[document.id]
    assert here.read == expected
    assert load_interview_progress(study, coder, load_coded_speech(study, coder))[document.id] == here


def test_nothing_and_everything_are_never_rounded_to() -> None:
    assert [percent(part, 1000) for part in (0, 1, 14, 995, 999, 1000)] == [0, 1, 1, 99, 99, 100]
    assert percent(0, 0) == 0
