"""Second opinion: planted slips come first, each with a reason that can be seen; nothing is ever changed by it."""

import random
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy import func, insert, select

from benchmarks.made_up.themed_study import ThemedStudy, build_themed_study
from coding import tables as c
from coding.checking import check_study
from coding.codebook_store import merge_codes, turn_back
from coding.codings import list_codings
from coding.evidence import load_evidence
from coding.review_material import Material, load_material, without_notes
from coding.reviewing.colleagues import dissents
from coding.reviewing.doubts import Described, Talk, find_doubts, uncoded
from coding.reviewing.values import Coded, Span, Vectors
from coding.second_opinion import SCOPE, keep, load_kept, second_opinion, still_open
from corpus.coders import ensure_coder
from corpus.embedding import EmbeddingCache, Encoder
from corpus.study import open_study
from corpus.study.tables import log
from tests.encoders import built_in

LINES = {"a": ("a", "top-1"), "b": ("b", "top-2"), "top-1": ("top-1",), "top-2": ("top-2",)}


def coded(number: int, code: str, coder: str = "anna", *, start: int = 0, end: int = 50, document: str = "") -> Coded:
    return Coded(f"coding-{number:03}", Span(document or f"doc-{number}", start, end), code, coder)


def cloud(middle: int, count: int, seed: int) -> Vectors:
    chance = np.random.default_rng(seed)
    vectors = chance.normal(scale=0.2, size=(count, 16)).astype(np.float32)
    vectors[:, middle] += 1
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def two_clouds() -> tuple[list[Coded], Vectors]:
    codings = [coded(n, "a") for n in range(12)] + [coded(n, "b") for n in range(12, 24)]
    return codings, np.concatenate([cloud(0, 12, 1), cloud(1, 12, 2)])


NO_TALK = Talk((), np.zeros((0, 16), np.float32))
BOOK = Described(LINES, {})


def test_a_coding_among_those_of_another_code_is_named_with_the_two_nearest_of_them() -> None:
    codings, vectors = two_clouds()
    codings[3] = replace(codings[3], code="b")
    first = find_doubts(codings, vectors, NO_TALK, "anna", BOOK)[0]
    assert (first.coding, first.why, first.code, first.other) == ("coding-003", "coded_otherwise", "b", "a")
    assert len(first.proof) == 2
    assert {codings[int(each[-3:])].code for each in first.proof} == {"a"}


def test_a_coding_far_from_all_of_its_code_is_unlike_them() -> None:
    codings, vectors = two_clouds()
    vectors[5] = cloud(7, 1, 3)[0]
    found = {each.coding: each for each in find_doubts(codings, vectors, NO_TALK, "anna", BOOK)}
    assert found["coding-005"].why == "unlike"
    assert {codings[int(each[-3:])].code for each in found["coding-005"].proof} == {"a"}


def test_an_uncoded_stretch_in_the_midst_of_a_code_may_be_missed_only_where_the_coder_has_coded() -> None:
    codings, vectors = two_clouds()
    spans = [Span("doc-0", 100, 150), Span("doc-0", 10, 40), Span("unread", 0, 50)]
    middle = cloud(0, 12, 1).mean(axis=0)
    talk = Talk(spans, np.stack([middle / np.linalg.norm(middle)] * 3))
    missed = [each for each in find_doubts(codings, vectors, talk, "anna", BOOK) if each.why == "missed"]
    assert [(each.span, each.code, each.coding) for each in missed] == [(spans[0], "a", None)]


def test_a_coding_has_one_reason_and_the_order_of_the_evidence_plays_no_part() -> None:
    codings, vectors = two_clouds()
    codings[3], codings[15] = replace(codings[3], code="b"), replace(codings[15], code="a")
    codings.append(coded(24, "a", "bo", document="doc-3"))
    vectors = np.concatenate([vectors, vectors[[3]]])
    found = find_doubts(codings, vectors, NO_TALK, "anna", BOOK)
    assert len({each.coding for each in found}) == len(found)
    order = list(range(len(codings)))
    random.Random(1).shuffle(order)
    again = find_doubts([codings[at] for at in order], vectors[order], NO_TALK, "anna", BOOK)
    assert [(x.coding, x.why, x.proof) for x in again] == [(x.coding, x.why, x.proof) for x in found]


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ([("b", 0, 50)], 1),
        ([("b", 20, 60)], 1),
        ([("b", 45, 90)], None),
        ([("a", 0, 50)], None),
        ([("top-1", 0, 50)], None),
        ([("b", 100, 150), ("b", 400, 450)], None),
    ],
    ids=["same words", "nearly", "a little overlap", "same code", "code above", "only after it"],
)
def test_when_a_colleague_contradicts(theirs: list[tuple[str, int, int]], expected: int | None) -> None:
    mine = coded(1, "a", document="doc")
    others = [
        coded(9 + n, code, "bo", start=start, end=end, document="doc") for n, (code, start, end) in enumerate(theirs)
    ]
    found = dissents([mine], [mine, *others], LINES)
    assert (len(found[mine.id].codings) if mine.id in found else None) == expected


def test_a_colleague_who_coded_all_around_but_not_here_contradicts_without_a_code() -> None:
    mine = coded(1, "a", start=200, end=250, document="doc")
    others = [coded(2, "b", "bo", end=100, document="doc"), coded(3, "b", "bo", start=400, end=450, document="doc")]
    assert dissents([mine], [mine, *others], LINES)[mine.id].codings == ()


def test_uncoded_stretches_share_no_word_with_any_coding() -> None:
    talk = [Span("d", start, start + 10) for start in range(0, 100, 10)]
    coded_spans = [Span("d", 5, 35), Span("d", 8, 12), Span("d", 70, 71), Span("e", 0, 100)]
    assert uncoded(talk, coded_spans, {"d"}) == [4, 5, 6, 8, 9]


def test_what_a_transcriber_noted_is_no_talk() -> None:
    assert without_notes("(griner) Ja [pause] det er det.").split() == ["Ja", "det", "er", "det."]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return built_in()


@pytest.fixture(scope="module")
def cache(vectors: EmbeddingCache) -> EmbeddingCache:
    return vectors


@pytest.fixture
def made(tmp_path: Path) -> ThemedStudy:
    return build_themed_study(tmp_path / "themes.citat", slips=5)


def material_of(made: ThemedStudy, encoder: Encoder, cache: EmbeddingCache) -> Material:
    return load_material(made.study, load_evidence(made.study), lambda texts: cache.passages(encoder, texts))


@pytest.mark.slow
def test_planted_slips_are_found_among_the_first(made: ThemedStudy, encoder: Encoder, cache: EmbeddingCache) -> None:
    doubts = second_opinion(material_of(made, encoder, cache), made.coder.id)
    first = [each.coding for each in doubts if each.coding][:20]
    assert len(made.slips & set(first)) >= 4
    assert len(made.slips & set(first[:8])) >= 2


@pytest.mark.slow
def test_suggestions_of_a_machine_are_no_evidence_and_looking_changes_nothing(
    made: ThemedStudy, encoder: Encoder, cache: EmbeddingCache
) -> None:
    before = second_opinion(material_of(made, encoder, cache), made.coder.id)
    codings, entries = list_codings(made.study), _entries(made)
    with made.study.write_unlogged() as connection:
        passages = connection.execute(select(c.passage.c.id).order_by(c.passage.c.id)).scalars().all()
        connection.execute(
            insert(c.suggestion),
            [
                {
                    **{"id": str(uuid4()), "passage_id": passage, "code_id": codings[0].code_id, "score": 0.99},
                    **{"reason": {}, "model": "a|b|c", "status": "pending", "top_score": 0.99, "made": ""},
                }
                for passage in passages
            ],
        )
    assert second_opinion(material_of(made, encoder, cache), made.coder.id) == before
    assert list_codings(made.study) == codings
    assert _entries(made) == entries


@pytest.mark.slow
def test_what_is_seen_and_kept_is_hidden_from_that_coder_for_good_until_undone(
    made: ThemedStudy, encoder: Encoder, cache: EmbeddingCache
) -> None:
    study, anna = made.study, made.coder
    bo = ensure_coder(study, "Bo")
    doubts = second_opinion(material_of(made, encoder, cache), anna.id)
    codings = list_codings(study)
    keep(study, anna.id, doubts[0])
    keep(study, anna.id, doubts[0])
    study.close()
    study = open_study(study.path)
    assert still_open(doubts, load_kept(study, anna.id)) == doubts[1:]
    assert still_open(doubts, load_kept(study, bo.id)) == doubts
    assert list_codings(study) == codings
    turn_back(study, anna.id, "undo", SCOPE)
    assert still_open(doubts, load_kept(study, anna.id)) == doubts
    turn_back(study, anna.id, "redo", SCOPE)
    assert still_open(doubts, load_kept(study, anna.id)) == doubts[1:]
    other = next(code.id for code in load_evidence(study).codebook.codes if code.id != doubts[0].code)
    merge_codes(study, anna.id, doubts[0].code, other)
    assert check_study(study) == ()


def _entries(made: ThemedStudy) -> int:
    with made.study.read() as connection:
        count: int = connection.execute(select(func.count()).select_from(log)).scalar_one()
        return count
