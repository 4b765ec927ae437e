"""Suggestions before any coding: near what the codebook says, the same whatever it is called, silent where unsure."""

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from codebooks.ready_made import load
from codebooks.spoken import load_spoken
from codebooks.values import Code, Codebook
from coding.model_of_codebook import model_of
from coding.suggesting import DIAL, CodeDescription, Example, Ranking, Stretch, SuggestionModel, describe, offered
from coding.suggestions import CachedEncoder

DANISH = load("stakeholders-da")
SPOKEN = {
    "Vi har alt for mange sager, og der er simpelthen ikke tid til dem alle.": "Barrierer > Tid og ressourcer",
    "Jeg forstår ikke dansk så godt, og tolken kommer kun en gang om ugen.": "Barrierer > Sprog og kompetencer",
    "For os er kerneopgaven at passe de gamle, og så må alt det andet vente.": (
        "Kerneopgave > Afgrænsning og prioritering"
    ),
    "Jeg er en del af fællesskabet, når vi sidder omkring frokostbordet.": "Mening > Fællesskab",
    "Vi har et godt samarbejde med jobcentret, der er én, vi kan ringe til.": "Samarbejde > Jobcenter og arbejdsplads",
}
UNCLEAR = [
    "Det ved jeg faktisk ikke, det må du spørge de andre om.",
    "Jeg hedder Karen, og jeg er toogfyrre år og bor i Egelund.",
    "Fodboldkampen i går endte uafgjort efter forlænget spilletid.",
]
EVERYTHING = [*SPOKEN, *UNCLEAR, "", "😀", "It is hard to find time for supervision when you are short of staff."]


@pytest.fixture(scope="module")
def model(encoder: CachedEncoder) -> SuggestionModel:
    return model_of(DANISH, encoder)


def stretches(*texts: str) -> list[Stretch]:
    return [Stretch(text) for text in texts]


def gist(rankings: Sequence[Ranking]) -> list[tuple[object, ...]]:
    return [
        (
            ranking.decision,
            *((one.code_id, one.top_id, one.probability, one.top_probability) for one in ranking.ranked),
        )
        for ranking in rankings
    ]


@pytest.mark.parametrize(("said", "path"), SPOKEN.items())
def test_a_plain_statement_gets_its_code_and_sub_code(model: SuggestionModel, said: str, path: str) -> None:
    (ranking,) = model.rank(stretches(said))
    assert ranking.ranked[0] in offered(ranking, "many")
    assert DANISH.path_text(ranking.ranked[0].code_id) == path


def test_it_speaks_on_most_plain_statements(model: SuggestionModel) -> None:
    said = [ranking.decision for ranking in model.rank(stretches(*SPOKEN))]
    assert said.count("suggest") >= 4


def test_an_english_codebook_works_on_english_and_on_danish(encoder: CachedEncoder) -> None:
    english = load("stakeholders-en")
    model = model_of(english, encoder)
    said = ["We have far too many cases and simply no time for the individual citizen.", next(iter(SPOKEN))]
    for ranking in model.rank(stretches(*said)):
        assert english.path_text(ranking.ranked[0].top_id) == "Barriers"


def test_a_code_whose_meaning_somebody_changed_is_known_by_its_own_words_only(encoder: CachedEncoder) -> None:
    pets = [
        replace(code, name="Dyr", definition="Hunde, katte og andre dyr.", include="", examples=(), signs=())
        if code.parent is None and code.name == "Samarbejde"
        else code
        for code in DANISH.codes
        if DANISH.top(code.id).name != "Samarbejde" or code.parent is None
    ]
    said = stretches("Vi har et godt samarbejde med jobcentret, der er én, vi kan ringe til.")
    changed, before = (model_of(book, encoder).rank(said)[0] for book in (replace(DANISH, codes=tuple(pets)), DANISH))
    cooperation = DANISH.find_path("Samarbejde")
    assert cooperation
    chances = [{one.top_id: one.top_probability for one in each.ranked}[cooperation.id] for each in (changed, before)]
    assert chances[0] < 0.5 < chances[1]


def test_what_a_code_excludes_lowers_it(encoder: CachedEncoder) -> None:
    plain = [
        CodeDescription("a", "A", "A", definition="Hverdagen derhjemme.", exclude="Løn og penge."),
        CodeDescription("b", "B", "B", definition="Hverdagen på arbejdet.", exclude="Sygdom og smerter."),
    ]
    said = stretches("Jeg tjener næsten ingen penge om måneden.")
    without = [replace(code, exclude="") for code in plain]
    chances = [
        {one.code_id: one.probability for one in SuggestionModel(codes, encoder).rank(said)[0].ranked}["a"]
        for codes in (plain, without)
    ]
    assert chances[0] < chances[1]


def test_the_question_before_counts_and_less_than_the_words(model: SuggestionModel) -> None:
    words, question = list(SPOKEN)[3], next(iter(SPOKEN))
    bare, asked = model.rank([Stretch(words), Stretch(words, before=question)])
    barriers = DANISH.find_path("Barrierer")
    assert barriers
    chances = [{one.top_id: one.top_probability for one in each.ranked}[barriers.id] for each in (bare, asked)]
    assert chances[0] < chances[1]
    assert bare.ranked[0].top_id == asked.ranked[0].top_id


NONSENSE = [
    "blarg fnork zippel grum trask vilp onkadur smefs",
    "asdf qwer zxcv asdf qwer",
    "Kog kartoflerne i letsaltet vand i tyve minutter, og hæld vandet fra.",
    "The cat sat on the mat and looked out at the rain.",
    "",
    "😀",
]


@pytest.mark.parametrize("said", NONSENSE)
def test_it_is_silent_on_nonsense_and_on_other_topics(model: SuggestionModel, said: str) -> None:
    assert offered(model.rank(stretches(said))[0], "usual") == ()


@pytest.fixture(scope="module")
def taught(model: SuggestionModel, encoder: CachedEncoder) -> SuggestionModel:
    """Told by people what the passages of SPOKEN are about, each in an interview of its own."""
    vectors = encoder.encode_passages(list(SPOKEN))
    codes = [DANISH.find_path(path) for path in SPOKEN.values()]
    return model.taught(
        [
            Example(text, vector, frozenset(one.id for one in DANISH.ancestry(code.id)), source=str(at))
            for at, (text, vector, code) in enumerate(zip(SPOKEN, vectors, codes, strict=True))
            if code is not None
        ]
    )


@pytest.mark.parametrize("said", NONSENSE)
def test_it_stays_silent_on_nonsense_when_it_has_learned(taught: SuggestionModel, said: str) -> None:
    assert offered(taught.rank(stretches(said))[0], "usual") == ()


def test_each_step_of_the_dial_says_at_least_what_the_one_before_says(model: SuggestionModel) -> None:
    said = 0
    for ranking in model.rank(stretches(*EVERYTHING)):
        shown = [offered(ranking, step) for step in DIAL]
        assert [len(one) for one in shown] == sorted(len(one) for one in shown)
        assert shown[-1][0] == ranking.ranked[0]
        assert (ranking.decision == "suggest") == bool(offered(ranking, "usual"))
        said += len(shown[0])
    assert said > 0


@pytest.mark.parametrize("said", UNCLEAR)
def test_it_is_silent_where_nothing_stands_out(model: SuggestionModel, said: str) -> None:
    (ranking,) = model.rank(stretches(said))
    assert ranking.decision == "abstain"


def test_all_top_codes_are_ranked_by_probability(model: SuggestionModel) -> None:
    tops = {top.id for top in DANISH.children(None)}
    for ranking in model.rank(stretches(*EVERYTHING)):
        chances = [one.top_probability for one in ranking.ranked]
        assert {one.top_id for one in ranking.ranked} == tops
        assert all(DANISH.top(one.code_id).id == one.top_id for one in ranking.ranked)
        assert chances == sorted(chances, reverse=True)
        assert all(0 <= one.probability <= one.top_probability <= 1 for one in ranking.ranked)


def test_a_sub_code_is_named_only_where_it_is_clearly_nearest(model: SuggestionModel) -> None:
    named = [one.code_id != one.top_id for ranking in model.rank(stretches(*EVERYTHING)) for one in ranking.ranked]
    assert any(named)
    assert not all(named)


def test_order_and_names_change_nothing(encoder: CachedEncoder) -> None:
    codes = list(describe(DANISH, load_spoken("da")))
    expected = gist(SuggestionModel(codes, encoder).rank(stretches(*EVERYTHING)))
    random.Random(3).shuffle(codes)
    renamed = [replace(code, name=f"Kode {at}", path=f"Kode {at}") for at, code in enumerate(codes)]
    assert gist(SuggestionModel(codes, encoder).rank(stretches(*EVERYTHING))) == expected
    assert gist(SuggestionModel(renamed, encoder).rank(stretches(*EVERYTHING))) == expected


def test_the_same_stretch_gets_the_same_again_whatever_stands_beside_it(model: SuggestionModel) -> None:
    together = model.rank(stretches(*EVERYTHING))
    assert model.rank(stretches(*EVERYTHING)) == together
    for said, ranking in zip(EVERYTHING, together, strict=True):
        (alone,) = model.rank(stretches(said))
        assert [one.code_id for one in alone.ranked] == [one.code_id for one in ranking.ranked]
        assert alone.ranked[0].probability == pytest.approx(ranking.ranked[0].probability, abs=1e-3)


def test_vectors_that_are_known_already_are_used(model: SuggestionModel, encoder: CachedEncoder) -> None:
    vectors = encoder.encode_passages(EVERYTHING)
    assert gist(model.rank(stretches(*EVERYTHING), vectors)) == gist(model.rank(stretches(*EVERYTHING)))
    assert gist(model.rank(stretches(*EVERYTHING), np.ascontiguousarray(vectors[::-1]))) != gist(
        model.rank(stretches(*EVERYTHING))
    )


def test_retired_codes_and_those_below_them_are_never_suggested(encoder: CachedEncoder) -> None:
    barriers, fellowship = DANISH.find_path("Barrierer"), DANISH.find_path("Mening > Fællesskab")
    assert barriers
    assert fellowship
    codes = [replace(code, retired=code.id in (barriers.id, fellowship.id)) for code in DANISH.codes]
    rankings = SuggestionModel(describe(replace(DANISH, codes=tuple(codes))), encoder).rank(stretches(*EVERYTHING))
    suggested = {one.code_id for ranking in rankings for one in ranking.ranked}
    gone = {barriers.id, fellowship.id, *(code.id for code in DANISH.descendants(barriers.id))}
    assert suggested
    assert not suggested & gone


def test_a_code_without_a_description_is_known_by_its_name(encoder: CachedEncoder) -> None:
    codes = [CodeDescription("1", "Sygdom og smerter", "Sygdom og smerter"), CodeDescription("2", "Løn", "Løn")]
    pain, pay = SuggestionModel(codes, encoder).rank(
        stretches("Det gør ondt i ryggen, og jeg har migræne.", "Jeg tjener næsten ingen penge om måneden.")
    )
    assert (pain.ranked[0].code_id, pay.ranked[0].code_id) == ("1", "2")
    assert pain.ranked[0].reason.part == "name"


def test_signs_speak_for_their_code(encoder: CachedEncoder) -> None:
    codes = [CodeDescription(key, key, key, definition="Noget, som taleren siger.") for key in ("a", "b")]
    signed = [codes[0], replace(codes[1], signs=("vuggestue", "spænder ben"))]
    for said in ["Og så kom hun i vuggestuerne.", "Det er det, der spænder ben for os.", "Et vuggestuebarn mere."]:
        (without,) = SuggestionModel(codes, encoder).rank(stretches(said))
        (having,) = SuggestionModel(signed, encoder).rank(stretches(said))
        assert without.ranked[0].probability == pytest.approx(without.ranked[1].probability)
        assert having.ranked[0].code_id == "b"
        assert [word.text for word in having.ranked[0].reason.words]


def test_a_single_code_or_none_leaves_nothing_to_be_sure_of(encoder: CachedEncoder) -> None:
    (alone,) = SuggestionModel([CodeDescription("1", "Løn", "Løn")], encoder).rank(stretches("Lønnen er for lav."))
    assert (alone.decision, [one.code_id for one in alone.ranked]) == ("abstain", ["1"])
    assert SuggestionModel([], encoder).rank(stretches("Lønnen er for lav.")) == (Ranking((), "abstain"),)
    assert SuggestionModel([], encoder).rank([]) == ()


def test_a_code_below_a_code_below_a_top_code_is_compared_with_all_below_that_top(encoder: CachedEncoder) -> None:
    codebook = Codebook(
        "Dyb",
        "da",
        (
            Code(id="1", name="Krop", definition="Hvordan kroppen har det."),
            Code(id="2", name="Smerter", parent="1", definition="Det gør ondt."),
            Code(id="3", name="Ryg", parent="2", definition="Det gør ondt i ryggen, når man løfter."),
            Code(id="4", name="Søvn", parent="1", definition="Man kan ikke sove om natten."),
            Code(id="5", name="Penge", definition="Løn, ydelser og gæld."),
        ),
    )
    back, sleep = SuggestionModel(describe(codebook), encoder).rank(
        stretches("Når jeg løfter noget, får jeg ondt i ryggen.", "Jeg ligger vågen hele natten og kan ikke sove.")
    )
    assert back.ranked[0].top_id == sleep.ranked[0].top_id == "1"
    assert (back.ranked[0].code_id, sleep.ranked[0].code_id) == ("3", "4")
