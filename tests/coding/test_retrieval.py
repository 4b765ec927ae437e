"""All passages of one code: in order, whole, by group and coder, in portions that lose and repeat nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coding.blind_coding import code_twice, say_done
from coding.codings import list_codings
from coding.retrieval import CodedPassage, CodePassages, passages_of_code
from corpus.coders import ensure_coder
from corpus.documents import load_document
from corpus.study import Study
from tests import studies as s


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    made = s.small_study(tmp_path / "small.citat")
    yield made
    made.close()


def found(study: Study, code: str, **choices: object) -> CodePassages:
    passages = passages_of_code(study, code, **choices)  # type: ignore[arg-type]
    assert passages is not None
    return passages


def quotes(passages: CodePassages) -> list[tuple[str, str]]:
    return [(each.document, each.quote) for each in passages.passages]


def test_passages_come_whole_in_the_order_of_groups_interviews_and_text(study: Study) -> None:
    time = found(study, "code-time")
    assert quotes(time) == [
        ("Leder 1", s.PARAGRAPHS),
        ("Leder 1, opfølgning", "Vi har fået en fast halv dag til oplæring"),
        ("Leder 2", "Vi har ikke tid til at stå ved siden af hele dagen, så enkelt er det."),
        ("Sagsbehandlere i Nordby", "Tiden er også kort, vi har halvtreds sager hver."),
    ]
    assert [len(each.codings) for each in time.passages] == [2, 1, 1, 1]
    assert sum(time.count_by_document.values()) == 4
    assert list(time.coders.values()) == [s.ANNA, s.BO]
    assert not time.more
    for each in time.passages:
        document = load_document(study, each.document_id)
        assert document.text[each.start : each.end] == each.quote
        assert document.turns[each.turn - 1].start <= each.start < document.turns[each.turn - 1].end


def test_sub_codes_are_there_unless_left_out(study: Study) -> None:
    assert len(found(study, "code-barriers").passages) == 7
    assert quotes(found(study, "code-barriers", with_sub_codes=False)) == [
        ("Leder 1", "Den time mangler vi ude på gulvet.")
    ]


def test_a_passage_names_every_interviewee_in_it_and_no_one_else(study: Study) -> None:
    by_quote = {each.quote: each for each in found(study, "code-fellowship").passages}
    assert [voice.label for voice in by_quote[s.AT_LUNCH].voices] == ["Sagsbehandler 1", "Sagsbehandler 2"]
    answer = found(study, "code-language").passages[-1]
    assert answer.quote == s.ANSWER_OVER_TURNS
    assert [voice.label for voice in answer.voices] == ["Borger 1"]


def test_one_group_and_one_coder_can_be_asked_for(study: Study) -> None:
    leaders = s.group_id(study, "leader")
    assert {each.document for each in found(study, "code-time", group=leaders).passages} == {
        "Leder 1",
        "Leder 1, opfølgning",
        "Leder 2",
    }
    bo = ensure_coder(study, s.BO).id
    of_bo = found(study, "code-time", coder=bo)
    assert [len(each.codings) for each in of_bo.passages] == [1, 1]
    assert {coding.coder for each in of_bo.passages for coding in each.codings} == {s.BO}
    assert set(of_bo.coders.values()) == {s.ANNA, s.BO}


def test_in_interviews_closed_to_a_coder_others_codings_are_left_out(study: Study) -> None:
    anna, bo = (ensure_coder(study, name).id for name in (s.ANNA, s.BO))
    first = s.document_id(study, "Leder 1")
    code_twice(study, anna, first, twice=True)

    def coders(reader: str | None) -> list[tuple[str, set[str]]]:
        passages = found(study, "code-time", reader=reader).passages
        return [(each.document, {coding.coder for coding in each.codings}) for each in passages]

    everything = coders(None)
    assert everything[0] == ("Leder 1", {s.ANNA, s.BO})
    assert coders(anna) == [("Leder 1", {s.ANNA}), *everything[1:]]
    assert coders(bo) == [("Leder 1", {s.BO}), *everything[1:]]
    say_done(study, bo, first, done=True)
    assert coders(bo) == everything


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_portions_make_up_the_whole_whatever_their_size(study: Study, limit: int) -> None:
    whole = found(study, "code-barriers")
    gathered: list[CodedPassage] = []
    after = None
    while True:
        portion = found(study, "code-barriers", after=after, limit=limit)
        gathered += portion.passages
        if not portion.more:
            break
        after = portion.passages[-1].order
    assert tuple(gathered) == whole.passages


def test_the_next_portion_follows_whatever_is_coded_meanwhile(study: Study) -> None:
    first = found(study, "code-time", limit=1)
    anna = ensure_coder(study, s.ANNA)
    s.operate(study, anna, "Leder 1", [s.apply_words(study, "Leder 1", "Papirerne", s.TIME)])
    after = first.passages[-1].order
    assert ("Leder 1", s.PARAGRAPHS) not in quotes(found(study, "code-time", after=after))


def test_what_is_coded_agrees_with_the_list_of_codings(study: Study) -> None:
    for code in s.CODEBOOK.codes:
        alone = found(study, code.id, with_sub_codes=False)
        ids = {coding.id for each in alone.passages for coding in each.codings}
        assert ids == {coding.id for coding in list_codings(study) if coding.code_id == code.id}


def test_a_code_that_is_gone_has_no_passages(study: Study) -> None:
    assert passages_of_code(study, "no-such-code") is None
