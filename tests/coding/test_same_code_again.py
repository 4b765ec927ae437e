"""The same code again on words that meet a coding: one coding over all, by every way a coder's act can lead there."""

import json
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from coding import tables as c
from coding.checking import check_study
from coding.codebook_store import merge_codes, take_codebook, turn_back
from coding.codings import Coding, ensure_passage, list_codings
from coding.evidence import load_evidence
from coding.joining import WHITE_SPACE, Placed, join
from coding.operations import apply_operations
from coding.summaries import Summary, list_summaries, save_summary
from corpus.coders import Coder, ensure_coder
from corpus.study import Study, create_study
from tests.studies import ANNA, BO, CODEBOOK, add_interviews, document_id, group_id

JOINS = Path(__file__).parents[1] / "app/transcript_component/joins.js"
TITLE = "Borger 1"
TURNS = ("Vi drak  kaffe 🎉\u00a0sammen.", "\u2003Ja, og 👩🏽\u200d🍳 te.", "Hver dag", "cafe\u0301 i arbejds\u00adtid")
TEXT = "\n".join(TURNS)
TIME, LANGUAGE, MEANING = "code-time", "code-language", "code-meaning"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    made = create_study(tmp_path / "study.citat", "Igen", "da")
    take_codebook(made, ensure_coder(made, ANNA).id, CODEBOOK)
    add_interviews(made, {TITLE: [(TITLE, words) for words in TURNS]})
    yield made
    made.close()


@pytest.fixture
def anna(study: Study) -> Coder:
    return ensure_coder(study, ANNA)


def codings(study: Study) -> tuple[Coding, ...]:
    return list_codings(study, document_id(study, TITLE))


def send(study: Study, coder: Coder, *operations: dict[str, Any]) -> None:
    answer = apply_operations(study, coder.id, document_id(study, TITLE), operations)
    assert not answer.refused, answer.refused


def operation(op: str, **values: Any) -> dict[str, Any]:
    return {"op": op, "cid": str(uuid4()), **values}


def stretch(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def put(study: Study, coder: Coder, words: str, code: str = TIME) -> str:
    sent = operation("apply", coding=str(uuid4()), code=code, **stretch(words))
    send(study, coder, sent)
    return str(sent["coding"])


def words_of(study: Study) -> list[tuple[str, str, str]]:
    return [(each.id, TEXT[each.start : each.end], each.code_id) for each in codings(study)]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("drak  kaffe", "kaffe 🎉", "drak  kaffe 🎉"),
        ("drak", "kaffe", "drak  kaffe"),
        ("kaffe", "drak", "drak  kaffe"),
        ("🎉", "sammen", "🎉\u00a0sammen"),
        ("sammen.\n\u2003Ja", "Ja, og", "sammen.\n\u2003Ja, og"),
        ("Vi", "Vi drak  kaffe", "Vi drak  kaffe"),
    ],
)
def test_a_code_applied_beside_or_over_its_own_coding_extends_it(
    study: Study, anna: Coder, first: str, second: str, together: str
) -> None:
    oldest = put(study, anna, first)
    send(study, anna, operation("memo", coding=oldest, text="Husk"), operation("star", coding=oldest, starred=True))
    before = codings(study)[0]
    put(study, anna, second)
    assert words_of(study) == [(oldest, together, TIME)]
    after = codings(study)[0]
    assert (after.created, after.origin, after.memo, after.starred) == (before.created, "manual", "Husk", True)


@pytest.mark.parametrize(("first", "second"), [("Vi", "kaffe"), ("sammen", "Ja"), ("sammen.", "Ja, og"), ("🎉", "te")])
def test_words_or_the_end_of_a_turn_between_keep_two_codings_apart(
    study: Study, anna: Coder, first: str, second: str
) -> None:
    ids = [put(study, anna, first), put(study, anna, second)]
    assert [each for each, *_ in words_of(study)] == ids


def test_what_is_coded_already_changes_nothing_and_leaves_nothing_to_undo(study: Study, anna: Coder) -> None:
    whole = put(study, anna, "drak  kaffe 🎉")
    before = study.undoable(anna.id, document_id(study, TITLE))
    put(study, anna, "kaffe")
    assert words_of(study) == [(whole, "drak  kaffe 🎉", TIME)]
    assert study.undoable(anna.id, document_id(study, TITLE)) == before


def test_several_joined_keep_their_memos_and_any_star_and_doubt_in_one_act(study: Study, anna: Coder) -> None:
    left, right = put(study, anna, "Hver"), put(study, anna, "arbejds\u00adtid")
    send(study, anna, operation("memo", coding=left, text="Venstre"), operation("memo", coding=right, text="Højre"))
    send(study, anna, operation("star", coding=right, starred=True))
    send(study, anna, operation("certainty", coding=right, certainty="uncertain"))
    before = set(codings(study))
    put(study, anna, "dag\ncafe\u0301 i")
    (joined,) = codings(study)
    assert (joined.id, TEXT[joined.start : joined.end]) == (left, "Hver dag\ncafe\u0301 i arbejds\u00adtid")
    assert (joined.memo, joined.starred, joined.certainty) == ("Venstre\n\nHøjre", True, "uncertain")
    send(study, anna, operation("undo"))
    assert set(codings(study)) == before
    send(study, anna, operation("redo"))
    assert codings(study) == (joined,)


def test_other_coders_and_other_codes_take_no_part(study: Study, anna: Coder) -> None:
    bo = ensure_coder(study, BO)
    put(study, bo, "drak")
    put(study, anna, "drak", LANGUAGE)
    put(study, anna, "kaffe")
    assert sorted(words for _, words, _ in words_of(study)) == ["drak", "drak", "kaffe"]


def test_moved_bounds_and_a_changed_code_join_too(study: Study, anna: Coder) -> None:
    first, second, third = put(study, anna, "Vi"), put(study, anna, "🎉"), put(study, anna, "te", LANGUAGE)
    send(study, anna, operation("memo", coding=second, text="Fest"))
    send(study, anna, operation("resize", coding=second, **stretch("kaffe 🎉")))
    assert [each for each, *_ in words_of(study)] == [first, second, third]
    send(study, anna, operation("resize", coding=second, **stretch("drak  kaffe 🎉")))
    assert words_of(study) == [(first, "Vi drak  kaffe 🎉", TIME), (third, "te", LANGUAGE)]
    assert codings(study)[0].memo == "Fest"
    send(study, anna, operation("resize", coding=third, **stretch("sammen")))
    send(study, anna, operation("recode", coding=third, code=TIME))
    assert words_of(study) == [(first, "Vi drak  kaffe 🎉\u00a0sammen", TIME)]


def test_theme_summaries_quote_what_stays(study: Study, anna: Coder) -> None:
    left, right = put(study, anna, "Vi"), put(study, anna, "kaffe")
    group = group_id(study, "citizen")
    summary = Summary(TIME, group, dominant="Kaffe.", evidence=(right, left))
    save_summary(study, anna.id, summary, load_evidence(study))
    put(study, anna, "drak")
    assert list_summaries(study)[TIME, group].evidence == (left,)
    send(study, anna, operation("undo"))
    assert list_summaries(study)[TIME, group].evidence == (right, left)


def test_an_accepted_suggestion_joins_and_is_decided(study: Study, anna: Coder) -> None:
    oldest = put(study, anna, "drak")
    start = TEXT.index("kaffe")
    row = {"id": str(uuid4()), "code_id": TIME, "score": 0.7, "reason": [], "model": "test", "status": "pending"}
    with study.write_unlogged() as connection:
        passage = ensure_passage(connection, document_id(study, TITLE), start, start + 5)
        connection.execute(insert(c.suggestion).values(passage_id=passage, **row))
    send(study, anna, operation("accept", suggestion=row["id"], coding=str(uuid4())))
    assert words_of(study) == [(oldest, "drak  kaffe", TIME)]
    with study.read() as connection:
        assert connection.execute(select(c.suggestion_decision.c.status)).scalar_one() == "accepted"


def test_codes_made_one_join_each_coders_codings(study: Study, anna: Coder) -> None:
    bo = ensure_coder(study, BO)
    first = put(study, anna, "drak")
    put(study, anna, "kaffe", LANGUAGE)
    bos = put(study, bo, "kaffe 🎉", LANGUAGE)
    before = set(codings(study))
    merge_codes(study, anna.id, LANGUAGE, TIME)
    assert words_of(study) == [(first, "drak  kaffe", TIME), (bos, "kaffe 🎉", TIME)]
    turn_back(study, anna.id, "undo")
    assert set(codings(study)) == before


# Laws


def blank(turns: Sequence[str], start: int, end: int) -> bool:
    """Whether only white space of one turn stands there."""
    text = "\n".join(turns)
    ends = [sum(map(len, turns[: n + 1])) + n for n in range(len(turns))]
    broken = any(start <= each < end for each in ends[:-1])
    return start == end or (not broken and not text[start:end].strip(WHITE_SPACE))


places = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(lambda at: (at[0], min(len(TEXT), sum(at))))
steps = st.lists(
    st.tuples(
        st.sampled_from(["apply", "apply", "apply", "resize", "recode", "remove", "undo", "redo"]),
        places,
        st.sampled_from([TIME, LANGUAGE]),
        st.integers(0, 20),
    ),
    min_size=1,
    max_size=10,
)
Step = tuple[str, tuple[int, int], str, int]


def as_operation(step: Step, own: Sequence[Coding]) -> dict[str, Any]:
    kind, (start, end), code, which = step
    span = {"start": start, "end": end, "quote": TEXT[start:end]}
    if kind in ("undo", "redo"):
        return operation(kind)
    if kind == "apply" or not own:
        return operation("apply", coding=str(uuid4()), code=code, **span)
    target = own[which % len(own)].id
    values: dict[str, dict[str, Any]] = {"resize": span, "recode": {"code": code}, "remove": {}}
    return operation(kind, coding=target, **values[kind])


def covered(shown: Sequence[Coding], code: str) -> set[int]:
    places = (place for each in shown if each.code_id == code for place in range(each.start, each.end))
    return {place for place in places if TEXT[place] not in WHITE_SPACE}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=steps)
def test_after_any_acts_no_two_own_codings_of_a_code_meet_and_undo_takes_each_back(
    study: Study, anna: Coder, acts: list[Step]
) -> None:
    send(study, anna, *(operation("remove", coding=each.id) for each in codings(study)))
    for step in acts:
        before = codings(study)
        sent = as_operation(step, before)
        send(study, anna, sent)
        after = codings(study)
        for one, other in combinations(after, 2):
            if one.code_id == other.code_id:
                assert one.end < other.start and not blank(TURNS, one.end, other.start), (sent, before, after)
        if sent["op"] == "apply":
            wanted = {place for place in range(sent["start"], sent["end"]) if TEXT[place] not in WHITE_SPACE}
            assert covered(after, sent["code"]) == covered(before, sent["code"]) | wanted
        if sent["op"] not in ("undo", "redo") and after != before:
            send(study, anna, operation("undo"))
            assert codings(study) == before
            send(study, anna, operation("redo"))
            assert codings(study) == after
    assert check_study(study) == ()


letters = st.text(st.sampled_from("abæ 🎉\u00a0\u2003\u3000\ufeff\x85\x1f\u200b\t"), min_size=1, max_size=8)


@given(st.lists(letters, min_size=1, max_size=4), st.data())
def test_what_is_joined_covers_all_its_members_and_meets_no_other(turns: list[str], data: st.DataObject) -> None:
    text = "\n".join(turns)
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)).map(lambda at: (at[0], min(len(text), sum(at))))
    made = [Placed(str(n), *span, "t") for n, span in enumerate(data.draw(st.lists(spans, min_size=1, max_size=7)))]
    joined = join(made[0], made[1:], partial(blank, turns))
    assert (joined.start, joined.end) == (min(x.start for x in joined.members), max(x.end for x in joined.members))
    for other in made:
        if other not in joined.members:
            low, high = (joined.end, other.start) if joined.end <= other.start else (other.end, joined.start)
            assert low < high and not blank(turns, low, high)


# The browser foresees the same


def node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is missing, so that the browser joins as Python does is not tested")
    return found


def in_browser(batches: list[dict[str, Any]]) -> Any:
    sent = json.dumps(batches).encode()
    return json.loads(subprocess.run([node(), str(JOINS)], input=sent, capture_output=True, check=True).stdout)


def as_shown(coding: Coding) -> dict[str, Any]:
    return {
        "id": coding.id,
        "start": coding.start,
        "end": coding.end,
        "code": coding.code_id,
        "coder": coding.coder_id,
        "origin": coding.origin,
        "certainty": coding.certainty,
        "memo": coding.memo,
        "starred": coding.starred,
        "created": coding.created,
    }


def known(shown: Sequence[dict[str, Any]], before: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What both must say alike: of a coding just made, the time is the server's to say."""
    old = {each["id"] for each in before}
    names = ("id", "start", "end", "code", "coder", "origin", "certainty", "memo", "starred", "created")
    plain = [{name: each[name] for name in names if name != "created" or each["id"] in old} for each in shown]
    return sorted(plain, key=lambda each: str(each["id"]))


def test_the_browser_shows_what_the_server_will_store(study: Study, anna: Coder) -> None:
    node()
    lot = random.Random(20)
    cases: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    bo = ensure_coder(study, BO)
    for number in range(450):
        before = codings(study)
        own = [each for each in before if each.coder_id == anna.id]
        kind = lot.choice(["apply", "apply", "apply", "resize", "recode", "memo", "star", "certainty", "remove"])
        start = lot.randrange(len(TEXT))
        step = (kind, (start, min(len(TEXT), start + lot.randint(1, 9))), lot.choice([TIME, LANGUAGE]), number)
        marks: dict[str, Callable[[], dict[str, Any]]] = {
            "memo": lambda: {"text": lot.choice(["", "Husk", "Spørg igen"])},
            "star": lambda: {"starred": lot.random() < 0.5},
            "certainty": lambda: {"certainty": lot.choice(["certain", "uncertain"])},
        }
        target = lot.choice(own).id if own else ""
        sent = operation(kind, coding=target, **marks[kind]()) if kind in marks and own else None
        if sent is None:
            sent = as_operation(step if kind not in marks else ("apply", *step[1:]), own)
        send(study, anna, sent)
        after = [as_shown(each) for each in codings(study)]
        cases.append(({"codings": [as_shown(each) for each in before], "operation": sent}, after))
        if number % 25 == 0:
            put(study, bo, lot.choice(["drak", "kaffe", "Hver dag"]))
    (shown,) = in_browser([{"turns": TURNS, "me": {"id": anna.id, "name": ANNA}, "cases": [case for case, _ in cases]}])
    for (case, after), foreseen in zip(cases, shown, strict=True):
        assert known(foreseen, case["codings"]) == known(after, case["codings"]), case["operation"]
    assert sum(len(after) < len(case["codings"]) for case, after in cases if case["operation"]["op"] != "remove") > 20


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.lists(letters, min_size=1, max_size=4), st.randoms()), min_size=1, max_size=40))
def test_both_join_alike_on_any_text(texts: list[tuple[list[str], random.Random]]) -> None:
    node()
    batches, expected = [], []
    for turns, lot in texts:
        text = "\n".join(turns)
        spans = [(at := lot.randrange(len(text)), min(len(text), at + lot.randint(1, 5))) for _ in range(6)]
        made = [Placed(f"{n}", *span, f"t{lot.randrange(3)}") for n, span in enumerate(spans)]
        joined = join(made[0], made[1:], partial(blank, turns))
        left = {each.id: (each.start, each.end) for each in made if each not in joined.members}
        expected.append({**left, joined.members[0].id: (joined.start, joined.end)})
        plain = {"code": "x", "coder": "me", "memo": "", "starred": False, "certainty": "certain"}
        shown = [{**plain, "id": p.id, "start": p.start, "end": p.end, "created": p.created} for p in made]
        move = {"op": "resize", "coding": "0", "start": made[0].start, "end": made[0].end}
        batches.append({"turns": turns, "me": {"id": "me"}, "cases": [{"codings": shown, "operation": move}]})
    found = [{each["id"]: (each["start"], each["end"]) for each in cases[0]} for cases in in_browser(batches)]
    assert found == expected
