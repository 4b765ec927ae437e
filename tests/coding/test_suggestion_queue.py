"""The queue of suggestions: its orders, what it leaves out, and what is told of how suggestions fare."""

from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy import insert, update

from app.suggestion_queue_view import shown_item
from app.translation import texts_for
from coding import tables as c
from coding.codebook_store import load_codebook
from coding.codings import ensure_passage, list_codings
from coding.likeness import alike
from coding.operations import apply_operations
from coding.suggesting import SPEAKS_FROM
from coding.suggestion_figures import load_decisions_by_code
from coding.suggestion_queue import Order, load_queue
from coding.suggestions import list_suggestions
from corpus.coders import ensure_coder
from corpus.embedding.encoder import Vectors
from corpus.study import Study
from tests.studies import ANNA, apply_words, document_id

EVERYTHING = SPEAKS_FROM["everything"]
PLACES = (
    ("Leder 2", "Vi har ikke tid", "Mening", 0.55),
    ("Leder 2", "hele dagen", "Mening", 0.52),
    ("Borger 1", "Så råbte de tillykke", "Barrierer", 0.95),
    ("Borger 2", "Men når praktikken slutter", "Barrierer", 0.3),
    ("Sagsbehandlere i Nordby", "Tiden er også kort", "Mening", 0.58),
)


@pytest.fixture
def ids(study: Study) -> list[str]:
    """A suggestion on each of PLACES; their ids in that order."""
    made = []
    for title, words, code, score in PLACES:
        placed = apply_words(study, title, words, code)
        with study.write_unlogged() as connection:
            start = int(str(placed["start"]))
            passage = ensure_passage(connection, document_id(study, title), start, start + len(words))
            row = {
                "id": str(uuid4()),
                "passage_id": passage,
                "code_id": placed["code"],
                "score": score,
                "top_score": score,
                "reason": {"part": "name", "code_id": placed["code"], "code_path": "", "text": code, "words": []},
                "model": "m|w|c",
                "made": "2026-11-21T10:00:00.000+00:00",
                "status": "pending",
            }
            connection.execute(insert(c.suggestion).values(**row))
        made.append(str(row["id"]))
    return made


def waiting(study: Study, coder: str, order: Order, least: float = EVERYTHING) -> list[str]:
    queue = load_queue(study, ensure_coder(study, coder).id, least=least, order=order)
    assert queue.waiting == len(queue.items)
    return [each.suggestion.id for each in queue.items]


def send(study: Study, coder: str, title: str, op: str, **values: object) -> None:
    sent = {"op": op, "cid": str(uuid4()), **values}
    assert apply_operations(study, ensure_coder(study, coder).id, document_id(study, title), [sent]).refused == ()


def test_the_orders(study: Study, ids: list[str]) -> None:
    assert waiting(study, "Eva", "reading") == [ids[0], ids[1], ids[4], ids[2], ids[3]]
    assert waiting(study, "Eva", "certain") == [ids[2], ids[4], ids[0], ids[1], ids[3]]
    learned = waiting(study, "Eva", "learn")
    assert learned[0] == ids[1]
    assert learned[1] == ids[4], "another interview goes before a less certain one of the same"
    assert learned[-1] == ids[2]


def test_the_dial_keeps_silent_and_says_how_many(study: Study, ids: list[str]) -> None:
    eva = ensure_coder(study, "Eva").id
    queue = load_queue(study, eva, least=SPEAKS_FROM["certain"], order="learn")
    assert [each.suggestion.id for each in queue.items] == [ids[2]]
    assert (queue.waiting, queue.silent, queue.decided) == (1, 4, 0)


def test_what_waits_is_each_coders_own(study: Study, ids: list[str]) -> None:
    send(study, "Eva", "Leder 2", "reject", suggestion=ids[0])
    assert ids[0] not in waiting(study, "Eva", "reading")
    assert ids[0] in waiting(study, "Iben", "reading")
    # Anna has coded all of that passage with another code, and one of this code elsewhere: both stay open
    assert ids[0] in waiting(study, ANNA, "reading")


def test_what_was_put_off_comes_last(study: Study, ids: list[str]) -> None:
    send(study, "Eva", "Borger 1", "defer", suggestion=ids[2])
    queue = load_queue(study, ensure_coder(study, "Eva").id, least=EVERYTHING, order="certain")
    assert [(each.suggestion.id, each.deferred) for each in queue.items][-1] == (ids[2], True)
    assert queue.decided == 0


@pytest.mark.usefixtures("ids")
def test_an_item_has_what_a_decision_needs(study: Study) -> None:
    queue = load_queue(study, ensure_coder(study, "Eva").id, least=EVERYTHING, order="reading")
    item = queue.items[0]
    assert (item.title, item.question) == ("Leder 2", "Hvad kræver det af jer?")
    assert item.words.startswith("Vi har ikke tid til at stå")
    assert item.sentences == ((item.turn.start, item.turn.end),)
    assert (item.suggestion.made_with.name, item.suggestion.made[:10]) == ("m", "2026-11-21")


def test_all_like_one_are_of_its_code_and_the_most_similar_first(study: Study, ids: list[str]) -> None:
    eva = ensure_coder(study, "Eva").id
    first = load_queue(study, eva, least=EVERYTHING, order="reading").items[0]

    def encode(texts: list[str]) -> Vectors:
        near = {"Tiden er også kort": 0.99, "hele dagen": 0.5}
        rows = [(near.get(text, 1.0), (1 - near.get(text, 1.0) ** 2) ** 0.5) for text in texts]
        return np.array(rows, np.float32)

    found = alike(study, eva, first, encode, EVERYTHING)  # type: ignore[arg-type]
    assert [(each.id, each.near) for each in found] == [(ids[4], True), (ids[1], False)]


def test_figures_count_what_was_said_and_estimate_what_is_missing(study: Study, ids: list[str]) -> None:
    send(study, "Eva", "Leder 2", "reject", suggestion=ids[0])
    send(study, "Iben", "Leder 2", "accept", suggestion=ids[0], coding=str(uuid4()))
    send(study, "Iben", "Borger 1", "defer", suggestion=ids[2])
    figures = {each.code_id: each for each in load_decisions_by_code(study)}
    meaning, barriers = figures["code-meaning"], figures["code-barriers"]
    assert (meaning.said, meaning.decided) == ({"rejected": 1, "accepted": 1}, 2)
    assert (barriers.said, barriers.decided) == ({"deferred": 1}, 0)
    assert barriers.expected == pytest.approx(0.95 + 0.3)
    assert "code-old" not in figures


def test_whether_suggestions_were_shown_is_kept_with_a_coding(study: Study, ids: list[str]) -> None:
    blind, accepted = apply_words(study, "Leder 2", "Vi drak kaffe", "Mening"), str(uuid4())
    eva = ensure_coder(study, "Eva")
    assert not apply_operations(study, eva.id, document_id(study, "Leder 2"), [{**blind, "shown": False}]).refused
    send(study, "Eva", "Leder 2", "accept", suggestion=ids[0], coding=accepted)
    shown = {each.id: each.suggestions_shown for each in list_codings(study)}
    assert (shown[str(blind["coding"])], shown[accepted]) == (False, True)
    assert shown[next(each.id for each in list_codings(study) if each.coder == ANNA)] is None


@pytest.mark.parametrize("stored", [None, "why", [], {"part": "whim"}, {"part": "name", "words": [1]}])
def test_a_reason_that_cannot_be_read_breaks_no_page(study: Study, ids: list[str], stored: object) -> None:
    with study.write_unlogged() as connection:
        connection.execute(update(c.suggestion).where(c.suggestion.c.id == ids[0]).values(reason=stored))
    eva = ensure_coder(study, "Eva").id
    found = {each.id: each for each in list_suggestions(study, document_id(study, "Leder 2"), eva, EVERYTHING)}
    assert found[ids[0]].reason is None
    assert found[ids[1]].reason is not None
    shown = [
        shown_item(each, {}, load_codebook(study), texts_for("da"), "da")
        for each in load_queue(study, eva, least=EVERYTHING, order="reading").items
    ]
    assert [(each["reason"] == "", each["id"] == ids[0]) for each in shown].count((True, True)) == 1
