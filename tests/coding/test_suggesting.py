"""Suggestions before any coding: near what the codebook says, the same whatever it is called, silent where unsure."""

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from codebooks.ready_made import load
from codebooks.values import Code, Codebook
from coding.suggesting import CodeDescription, DefinitionSuggester, Ranking, describe
from corpus.embedding import CARRIED, Encoder, load_encoder

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
def encoder() -> Encoder:
    return load_encoder(CARRIED)


@pytest.fixture(scope="module")
def suggester(encoder: Encoder) -> DefinitionSuggester:
    return DefinitionSuggester(describe(DANISH), encoder)


def gist(rankings: Sequence[Ranking]) -> list[tuple[object, ...]]:
    return [
        (ranking.decision, ranking.margin, *((one.code_id, one.top_id, one.score) for one in ranking.ranked))
        for ranking in rankings
    ]


@pytest.mark.parametrize(("said", "path"), SPOKEN.items())
def test_a_plain_statement_gets_its_code_and_sub_code(suggester: DefinitionSuggester, said: str, path: str) -> None:
    (ranking,) = suggester.rank([said])
    assert ranking.decision == "suggest"
    assert DANISH.path_text(ranking.ranked[0].code_id) == path


def test_an_english_codebook_works_on_english_and_on_danish(encoder: Encoder) -> None:
    english = load("stakeholders-en")
    suggester = DefinitionSuggester(describe(english), encoder, "en")
    said = ["We have far too many cases and simply no time for the individual citizen.", next(iter(SPOKEN))]
    for ranking in suggester.rank(said):
        assert english.path_text(ranking.ranked[0].top_id) == "Barriers"


@pytest.mark.parametrize("said", UNCLEAR)
def test_it_is_silent_where_nothing_stands_out(suggester: DefinitionSuggester, said: str) -> None:
    (ranking,) = suggester.rank([said])
    assert ranking.decision == "abstain"


def test_all_top_codes_are_ranked_by_shares_that_sum_to_one(suggester: DefinitionSuggester) -> None:
    tops = {top.id for top in DANISH.children(None)}
    for ranking in suggester.rank(EVERYTHING):
        scores = [one.score for one in ranking.ranked]
        assert {one.top_id for one in ranking.ranked} == tops
        assert all(DANISH.top(one.code_id).id == one.top_id for one in ranking.ranked)
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert sum(scores) == pytest.approx(1)
        assert ranking.margin >= 0


def test_a_sub_code_is_named_only_where_it_is_clearly_nearest(suggester: DefinitionSuggester) -> None:
    named = [one.code_id != one.top_id for ranking in suggester.rank(EVERYTHING) for one in ranking.ranked]
    assert any(named)
    assert not all(named)


def test_order_and_names_change_nothing(suggester: DefinitionSuggester, encoder: Encoder) -> None:
    codes = list(describe(DANISH))
    random.Random(3).shuffle(codes)
    renamed = [replace(code, name=f"Kode {at}", path=f"Kode {at}") for at, code in enumerate(codes)]
    expected = gist(suggester.rank(EVERYTHING))
    assert gist(DefinitionSuggester(codes, encoder).rank(EVERYTHING)) == expected
    assert gist(DefinitionSuggester(renamed, encoder).rank(EVERYTHING)) == expected


def test_the_same_stretch_gets_the_same_again_whatever_stands_beside_it(suggester: DefinitionSuggester) -> None:
    together = suggester.rank(EVERYTHING)
    assert suggester.rank(EVERYTHING) == together
    for said, ranking in zip(EVERYTHING, together, strict=True):
        (alone,) = suggester.rank([said])
        assert [one.code_id for one in alone.ranked] == [one.code_id for one in ranking.ranked]
        assert alone.margin == pytest.approx(ranking.margin, abs=1e-3)


def test_vectors_that_are_known_already_are_used(suggester: DefinitionSuggester, encoder: Encoder) -> None:
    vectors = encoder.encode_passages(EVERYTHING)
    assert gist(suggester.rank(EVERYTHING, vectors)) == gist(suggester.rank(EVERYTHING))
    assert gist(suggester.rank(EVERYTHING, np.ascontiguousarray(vectors[::-1]))) != gist(suggester.rank(EVERYTHING))


def test_retired_codes_and_those_below_them_are_never_suggested(encoder: Encoder) -> None:
    barriers, fellowship = DANISH.find_path("Barrierer"), DANISH.find_path("Mening > Fællesskab")
    assert barriers
    assert fellowship
    codes = [replace(code, retired=code.id in (barriers.id, fellowship.id)) for code in DANISH.codes]
    rankings = DefinitionSuggester(describe(replace(DANISH, codes=tuple(codes))), encoder).rank(EVERYTHING)
    suggested = {one.code_id for ranking in rankings for one in ranking.ranked}
    gone = {barriers.id, fellowship.id, *(code.id for code in DANISH.descendants(barriers.id))}
    assert suggested
    assert not suggested & gone


def test_a_code_without_a_description_is_known_by_its_name(encoder: Encoder) -> None:
    codes = [CodeDescription("1", "Sygdom og smerter", "Sygdom og smerter"), CodeDescription("2", "Løn", "Løn")]
    pain, pay = DefinitionSuggester(codes, encoder).rank(
        ["Det gør ondt i ryggen, og jeg har migræne.", "Jeg tjener næsten ingen penge om måneden."]
    )
    assert (pain.ranked[0].code_id, pay.ranked[0].code_id) == ("1", "2")
    assert pain.ranked[0].reason.part == "name"


def test_signs_speak_for_their_code(encoder: Encoder) -> None:
    codes = [CodeDescription(key, key, key, definition="Noget, som taleren siger.") for key in ("a", "b")]
    signed = [codes[0], replace(codes[1], signs=("vuggestue", "spænder ben"))]
    for said in ["Og så kom hun i vuggestuerne.", "Det er det, der spænder ben for os.", "Et vuggestuebarn mere."]:
        (without,) = DefinitionSuggester(codes, encoder).rank([said])
        (having,) = DefinitionSuggester(signed, encoder).rank([said])
        assert (without.ranked[0].code_id, without.margin) == ("a", 0)
        assert having.ranked[0].code_id == "b"
        assert [word.text for word in having.ranked[0].reason.words]


def test_a_single_code_or_none_leaves_nothing_to_be_sure_of(encoder: Encoder) -> None:
    (alone,) = DefinitionSuggester([CodeDescription("1", "Løn", "Løn")], encoder).rank(["Lønnen er for lav."])
    assert (alone.decision, [one.code_id for one in alone.ranked]) == ("abstain", ["1"])
    assert DefinitionSuggester([], encoder).rank(["Lønnen er for lav."]) == (Ranking((), "abstain", 0.0),)
    assert DefinitionSuggester([], encoder).rank([]) == ()


def test_a_code_below_a_code_below_a_top_code_is_compared_with_all_below_that_top(encoder: Encoder) -> None:
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
    back, sleep = DefinitionSuggester(describe(codebook), encoder).rank(
        ["Når jeg løfter noget, får jeg ondt i ryggen.", "Jeg ligger vågen hele natten og kan ikke sove."]
    )
    assert back.ranked[0].top_id == sleep.ranked[0].top_id == "1"
    assert (back.ranked[0].code_id, sleep.ranked[0].code_id) == ("3", "4")
