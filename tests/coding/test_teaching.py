"""The model learns from what people decided: nothing without decisions, more with more, and from people only."""

import random
from dataclasses import replace

import numpy as np
import pytest

from codebooks.ready_made import load
from coding.model_of_codebook import model_of
from coding.suggesting import Example, Stretch, SuggestionModel, describe
from coding.suggestions import CachedEncoder

DANISH = load("stakeholders-da")
SAID = [
    "Hunden skal luftes tre gange om dagen, og det hjælper mig op om morgenen.",
    "Når jeg går tur med hunden, møder jeg de andre fra opgangen.",
    "Jeg har fået hund, og så kommer man jo ud.",
    "Hvalpen sover i køkkenet, og vi går i skoven hver eftermiddag.",
]
ASKED = "Min søsters hund er hos mig i weekenden, og vi går lange ture."


@pytest.fixture(scope="module")
def model(encoder: CachedEncoder) -> SuggestionModel:
    return model_of(DANISH, encoder)


def code(path: str) -> str:
    found = DANISH.find_path(path)
    assert found
    return found.id


def examples(encoder: CachedEncoder, codes: set[str], rejected: set[str] = frozenset()) -> list[Example]:  # type: ignore[assignment]
    vectors = encoder.encode_passages(SAID)
    return [
        Example(text, vector, frozenset(codes), frozenset(rejected), "d", str(at))
        for at, (text, vector) in enumerate(zip(SAID, vectors, strict=True))
    ]


def chance(model: SuggestionModel, text: str, code_id: str) -> float:
    return float(model.chances(model.read([Stretch(text)]))[0, model.code_ids.index(code_id)])


def test_taught_nothing_it_says_what_it_said_before(model: SuggestionModel) -> None:
    assert model.taught([]).rank([Stretch(ASKED)]) == model.rank([Stretch(ASKED)])


def test_what_people_gave_a_code_raises_it_for_the_like_and_leaves_the_first_model_alone(
    model: SuggestionModel, encoder: CachedEncoder
) -> None:
    fellowship = code("Mening > Fællesskab")
    before = chance(model, ASKED, fellowship)
    taught = model.taught(examples(encoder, {fellowship}))
    assert chance(taught, ASKED, fellowship) > before
    assert chance(taught, ASKED, code("Mening")) >= chance(taught, ASKED, fellowship)
    assert chance(model, ASKED, fellowship) == before
    assert taught.taught([]).rank([Stretch(ASKED)]) == model.rank([Stretch(ASKED)])


def test_more_examples_raise_it_more(model: SuggestionModel, encoder: CachedEncoder) -> None:
    meaning = code("Mening")
    all_of_them = examples(encoder, {meaning})
    chances = [chance(model.taught(all_of_them[:count]), ASKED, meaning) for count in (0, 1, 2, 4)]
    assert chances == sorted(chances)
    assert chances[0] < chances[-1]


def test_a_rejected_code_falls_and_the_others_stay(model: SuggestionModel, encoder: CachedEncoder) -> None:
    health = code("Barrierer > Helbred og personlige forhold")
    taught = model.taught(examples(encoder, set(), {health}))
    assert chance(taught, ASKED, health) < chance(model, ASKED, health)
    for other in ("Mening", "Mening > Fællesskab", "Samarbejde"):
        assert chance(taught, ASKED, code(other)) == pytest.approx(chance(model, ASKED, code(other)), abs=1e-6)


def test_a_passage_may_have_several_codes(model: SuggestionModel, encoder: CachedEncoder) -> None:
    both = {code("Mening > Fællesskab"), code("Samarbejde > Andre parter")}
    taught = model.taught(examples(encoder, both))
    assert all(chance(taught, ASKED, one) > chance(model, ASKED, one) for one in both)


def test_the_same_examples_in_any_order_and_with_unknown_codes_give_the_same(
    model: SuggestionModel, encoder: CachedEncoder
) -> None:
    known = examples(encoder, {code("Mening")})
    expected = model.taught(known).rank([Stretch(ASKED)])
    shuffled = random.Random(5).sample(known, len(known))
    assert model.taught(shuffled).rank([Stretch(ASKED)]) == expected
    assert model.taught(shuffled[:2]).taught(known).rank([Stretch(ASKED)]) == expected
    with_gone = [replace(one, codes=one.codes | {"a code since deleted"}) for one in known]
    assert model.taught(with_gone).rank([Stretch(ASKED)]) == expected


def test_names_and_order_of_codes_change_nothing_that_was_learned(encoder: CachedEncoder) -> None:
    codes = list(describe(DANISH))
    expected = SuggestionModel(codes, encoder)
    random.Random(3).shuffle(codes)
    renamed = SuggestionModel([replace(one, name=f"Kode {at}") for at, one in enumerate(codes)], encoder)
    known = examples(encoder, {code("Mening > Fællesskab")}, {code("Samarbejde")})
    assert renamed.taught(known).rank([Stretch(ASKED)]) == expected.taught(known).rank([Stretch(ASKED)])


def test_the_reason_names_the_most_similar_passage_that_a_person_gave_the_code(
    model: SuggestionModel, encoder: CachedEncoder
) -> None:
    meaning = code("Mening")
    known = examples(encoder, {meaning, code("Mening > Fællesskab")})
    (ranking,) = model.taught(known).rank([Stretch(SAID[0])])
    nearest = {one.top_id: one.reason.nearest for one in ranking.ranked}
    found = nearest[meaning]
    assert found is not None
    assert (found.source, found.text) == ("d", SAID[int(found.key)])
    # a passage is no reason for itself
    assert found.text != SAID[0]
    assert nearest[code("Samarbejde")] is None
    assert all(one.reason.nearest is None for one in model.rank([Stretch(SAID[0])])[0].ranked)


def test_the_chances_of_many_stretches_are_those_of_each_alone(model: SuggestionModel, encoder: CachedEncoder) -> None:
    taught = model.taught(examples(encoder, {code("Mening")}))
    together = taught.chances(taught.read([Stretch(text) for text in SAID]))
    alone = np.vstack([taught.chances(taught.read([Stretch(text)])) for text in SAID])
    assert together == pytest.approx(alone, abs=1e-3)
