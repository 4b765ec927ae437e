"""Figures of a study's own decisions: each interview is judged by a model that never saw it."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from coding.suggesting import (
    DIAL,
    LEAST_KEPT,
    Calibration,
    CodeDescription,
    Example,
    Judgement,
    Stretch,
    SuggestionModel,
    cross_validated,
    offered,
)
from coding.suggesting.dial import heard
from coding.suggestions import CachedEncoder

CODES = [
    CodeDescription("dogs", "Hunde", "Hunde", definition="Hunde og andre kæledyr derhjemme."),
    CodeDescription("food", "Mad", "Mad", definition="Mad, madlavning og måltider."),
    CodeDescription("luck", "Held", "Held", definition="Tilfældigheder."),
]
DOGS = [
    "Hunden skal luftes tre gange om dagen.",
    "Vi har to hvalpe derhjemme.",
    "Min hund gøen holder naboen vågen.",
    "Jeg går tur med hunden i skoven.",
]
FOOD = [
    "Vi laver suppe af grøntsager om søndagen.",
    "Frikadeller er det bedste, jeg ved.",
    "Maden blev kold, før vi satte os til bords.",
    "Jeg bager brød hver morgen.",
]


@pytest.fixture(scope="module")
def model(encoder: CachedEncoder) -> SuggestionModel:
    return SuggestionModel(CODES, encoder)


@pytest.fixture(scope="module")
def examples(encoder: CachedEncoder) -> list[Example]:
    """Three interviews in which dogs and food are coded for what they are, and luck by the toss of a coin."""
    coin = np.random.default_rng(1)
    found = []
    for source in ("a", "b", "c"):
        for code, texts in (("dogs", DOGS), ("food", FOOD)):
            for text in texts:
                vector = encoder.encode_passages([text])[0]
                codes = {code, "luck"} if coin.random() < 0.5 else {code}
                found.append(Example(text, vector, frozenset(codes), source=source, key=text))
    return found


def test_a_code_that_is_given_by_chance_is_found_out_and_no_longer_suggested(
    model: SuggestionModel, examples: list[Example]
) -> None:
    figures = cross_validated(model, examples)
    assert (figures.passages, figures.interviews) == (24, 3)
    assert {one.code_id for one in figures.codes if one.at_chance} == {"luck"}
    assert figures.judgement.at_chance == {"luck"}
    judged = model.taught(examples).judged(figures.judgement)
    for ranking in judged.rank([Stretch(text) for text in (*DOGS, *FOOD)]):
        assert "luck" not in {one.code_id for one in offered(ranking, "many")}
        likeliest = ranking.ranked[0].code_id == "luck"
        assert ("luck" in {one.code_id for one in offered(ranking, "everything")}) == likeliest


def test_figures_count_what_people_said_and_what_was_suggested(model: SuggestionModel, examples: list[Example]) -> None:
    figures = {one.code_id: one for one in cross_validated(model, examples).codes}
    dogs = figures["dogs"]
    assert (dogs.passages, dogs.interviews) == (12, 3)
    for step, wider in pairwise(DIAL):
        here, there = dogs.shown[step], dogs.shown[wider]
        assert here.right <= min(here.suggested, dogs.passages)
        assert (here.suggested, here.right) <= (there.suggested, there.right)
    assert dogs.shown["usual"].right > 0
    assert dogs.ordered is not None
    assert dogs.ordered_at_least is not None
    assert 0.5 < dogs.ordered_at_least <= dogs.ordered <= 1


def test_a_passage_never_teaches_the_model_that_judges_it(model: SuggestionModel, encoder: CachedEncoder) -> None:
    """Were interviews not kept apart, each odd code would be found by the one passage that has it."""
    texts = [*DOGS, *FOOD]
    vectors = encoder.encode_passages(texts)
    odd = [
        Example(text, vector, frozenset({"luck" if at == 0 else "food"}), source=str(at))
        for at, (text, vector) in enumerate(zip(texts, vectors, strict=True))
    ]
    luck = {one.code_id: one for one in cross_validated(model, odd).codes}["luck"]
    assert luck.shown["usual"].suggested == 0


def test_silence_is_counted_and_grows_as_the_dial_is_turned_down(
    model: SuggestionModel, examples: list[Example]
) -> None:
    """Codes that are given in turn, whatever is said, leave the model in doubt."""
    doubtful = [replace(one, codes=frozenset({CODES[at % 3].id})) for at, one in enumerate(examples)]
    figures = cross_validated(model, doubtful)
    silent = [figures.silent[step] for step in DIAL]
    assert silent == sorted(silent, reverse=True)
    assert (silent[0] > 0, silent[-1]) == (True, 0)
    # whoever is silent on a passage suggests nothing there
    tops = [one for one in figures.codes if one.code_id in model.top_ids]
    for step in DIAL:
        spoken = figures.passages - figures.silent[step]
        suggested = [one.shown[step].suggested for one in tops]
        assert max(suggested) <= spoken <= sum(suggested)


def test_a_code_by_chance_leaves_its_place_to_the_next_one() -> None:
    assert heard([0.8, 0.4, 0.3], [True, False, False]) == (LEAST_KEPT, 0.4, 0)
    assert heard([0.8, 0.6, 0.3], [False, True, False]) == (0.8, 0, 0)
    assert heard([0.8, 0.6], [False, False]) == (0.8, 0.6)
    assert heard([0.04, 0.01], [False, False]) == (0, 0)
    assert heard([0.9], [False])[0] < 0.5


def test_a_code_below_another_that_is_only_chance_is_not_named(encoder: CachedEncoder) -> None:
    codes = [
        *CODES,
        CodeDescription("walks", "Hunde > Ture", "Ture", parent="dogs", definition="At gå ture."),
        CodeDescription("pups", "Hunde > Hvalpe", "Hvalpe", parent="dogs", definition="Hvalpe og andre unge dyr."),
    ]
    model = SuggestionModel(codes, encoder)
    likely = {"dogs": 0.9, "walks": 0.1, "pups": 0.8, "food": 0.1, "luck": 0.1}
    chances = np.array([[likely[code] for code in model.code_ids]])
    assert ("dogs", "pups") in next(model.named(chances))
    judged = model.judged(Judgement(at_chance=frozenset({"pups"})))
    assert set(next(judged.named(chances))) == {("dogs", "dogs"), ("food", "food"), ("luck", "luck")}


def test_the_same_decisions_in_any_order_give_the_same_figures(model: SuggestionModel, examples: list[Example]) -> None:
    assert cross_validated(model, examples[::-1]) == cross_validated(model, examples)


def test_with_one_interview_there_is_nothing_to_judge_by(model: SuggestionModel, examples: list[Example]) -> None:
    figures = cross_validated(model, examples[:8])
    assert (figures.codes, figures.judgement) == ((), Judgement())
    assert cross_validated(model, []).codes == ()


def test_too_few_passages_say_nothing_about_a_code(model: SuggestionModel, examples: list[Example]) -> None:
    few = [*examples[:3], *examples[8:11]]
    figures = cross_validated(model, few)
    assert not any(one.enough or one.at_chance for one in figures.codes)


def test_a_calibration_moves_chances_and_keeps_their_order(model: SuggestionModel) -> None:
    read = model.read([Stretch(text) for text in DOGS])
    plain = model.chances(read)
    assert model.judged(Judgement()).chances(read) == pytest.approx(plain)
    bolder = model.judged(Judgement(Calibration(2.0, 0.3))).chances(read)
    assert (np.argsort(bolder, axis=1) == np.argsort(plain, axis=1)).all()
    assert not np.allclose(bolder, plain)
