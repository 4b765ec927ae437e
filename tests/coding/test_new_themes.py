"""New themes: a theme that nobody coded comes out as one group, noise stays noise, and only a person makes a code."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from benchmarks.made_up.themed_study import UNKNOWN, ThemedStudy, build_themed_study
from codebooks.errors import CodebookRefused
from coding.checking import check_study
from coding.codebook_store import load_codebook, turn_back
from coding.codings import list_codings
from coding.evidence import load_evidence
from coding.new_themes import Question, find_themes, make_code
from coding.review_material import Material, load_material
from coding.reviewing.grouping import OUTSIDE, group_passages, most_central
from coding.reviewing.typical_words import count_words_said, said_words, typical_words
from coding.reviewing.values import Vectors
from coding.second_opinion import SCOPE
from corpus.embedding import EmbeddingCache, Encoder
from corpus.errors import Refused
from tests.encoders import built_in


def clouds(sizes: list[int], noise: int) -> tuple[Vectors, list[int]]:
    chance = np.random.default_rng(4)
    vectors, truth = [], []
    for at, size in enumerate(sizes):
        cloud = chance.normal(scale=0.1, size=(size, 32))
        cloud[:, at] += 1
        vectors.append(cloud)
        truth += [at] * size
    vectors.append(chance.normal(size=(noise, 32)))
    every: Vectors = np.concatenate(vectors).astype(np.float32)
    every /= np.linalg.norm(every, axis=1, keepdims=True)
    return every, truth + [OUTSIDE] * noise


def test_groups_are_found_the_largest_first_and_noise_is_in_none() -> None:
    vectors, truth = clouds([12, 9, 7], 25)
    labels = group_passages(vectors, [()] * len(vectors))
    assert labels[:28].tolist() == truth[:28]
    assert (labels[28:] == OUTSIDE).mean() > 0.7
    assert group_passages(vectors, [()] * len(vectors)).tolist() == labels.tolist()


def test_too_few_passages_are_no_groups() -> None:
    vectors, _ = clouds([5], 0)
    assert group_passages(vectors, [("ord",)] * 5).tolist() == [OUTSIDE] * 5


def test_of_more_passages_than_are_compared_the_others_join_the_nearest_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coding.reviewing.grouping.MOST_AT_ONCE", 40)
    vectors, truth = clouds([30, 25], 25)
    labels = group_passages(vectors, [()] * len(vectors))
    assert adjusted_rand_score(truth[:55], labels[:55]) > 0.5
    assert all(len({truth[at] for at in np.flatnonzero(labels == group)} - {OUTSIDE}) == 1 for group in (0, 1))


def test_the_most_central_passage_lies_in_the_middle() -> None:
    vectors = np.array([[1, 0], [0.8, 0.6], [0.6, 0.8], [0, 1]], np.float32)
    central = most_central(vectors, np.array([0, 0, 0, OUTSIDE]))
    assert central.argmax() == 1
    assert central[3] == 0


def test_typical_words_are_whole_words_of_several_passages_without_stop_words() -> None:
    theme = ["Bussen kører ikke om søndagen.", "Der er ingen busser herud.", "Jeg venter på bussen tit."] * 2
    others = ["Kollegerne er flinke.", "Chefen er flink og hilser.", "Vi spiser frokost hver dag."] * 30
    said = [said_words(text, "da") for text in [*theme, *others]]
    found = typical_words(said[:6], count_words_said(said))
    assert (found[0].word, found[0].passages) == ("bussen", 6)
    assert not {"der", "ikke", "på", "er"} & {each.word for each in found}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return built_in()


@pytest.fixture(scope="module")
def cache(vectors: EmbeddingCache) -> EmbeddingCache:
    return vectors


@pytest.fixture
def made(tmp_path: Path) -> ThemedStudy:
    return build_themed_study(tmp_path / "themes.citat")


def material_of(made: ThemedStudy, encoder: Encoder, cache: EmbeddingCache) -> Material:
    return load_material(made.study, load_evidence(made.study), lambda texts: cache.passages(encoder, texts))


@pytest.mark.slow
def test_a_theme_that_nobody_coded_comes_out_as_one_group(
    made: ThemedStudy, encoder: Encoder, cache: EmbeddingCache
) -> None:
    found = find_themes(material_of(made, encoder, cache), Question())
    assert found.looked_at == 30
    assert found == find_themes(material_of(made, encoder, cache), Question())
    group = max(found.themes, key=lambda each: sum(made.theme_of[said.span] == UNKNOWN for said in each.passages))
    themes = Counter(made.theme_of[said.span] for said in group.passages)
    assert themes[UNKNOWN] >= 4
    assert themes[UNKNOWN] > len(group.passages) / 2
    assert sum(count.passages for count in group.counts) == len(group.passages)
    assert len({said.voice.id for said in group.passages[:3] if said.voice}) == 3


@pytest.mark.slow
def test_what_is_inside_a_code_and_a_group_is_grouped_on_request(
    made: ThemedStudy, encoder: Encoder, cache: EmbeddingCache
) -> None:
    material = material_of(made, encoder, cache)
    code = load_codebook(made.study).codes[0].id
    assert find_themes(material, Question(code=code)).looked_at == 10
    leader = next(group.id for group in material.evidence.groups if group.key == "leader")
    everything = find_themes(material, Question("everything"))
    some = find_themes(material, Question("everything", group=leader))
    assert 0 < some.looked_at < everything.looked_at


@pytest.mark.slow
def test_a_code_from_a_group_is_one_act_of_the_person_undone_in_one_step(
    made: ThemedStudy, encoder: Encoder, cache: EmbeddingCache
) -> None:
    study, anna = made.study, made.coder
    found = find_themes(material_of(made, encoder, cache), Question())
    before, chosen = list_codings(study), found.themes[0].passages[:3]
    parent = load_codebook(study).codes[0].id
    code_id = make_code(study, anna.id, " Dyr der hjælper ", parent, chosen)
    code = load_codebook(study).code(code_id)
    assert (code.name, code.parent, code.origin) == ("Dyr der hjælper", parent, "inductive")
    own = [each for each in list_codings(study) if each.code_id == code_id]
    assert {(each.coder_id, each.origin) for each in own} == {(anna.id, "manual")}
    assert {(each.document_id, each.start, each.end) for each in own} == {
        (said.span.document, said.span.start, said.span.end) for said in chosen
    }
    with pytest.raises(CodebookRefused):
        make_code(study, anna.id, "Dyr der hjælper", parent, found.themes[0].passages)
    with pytest.raises(Refused):
        make_code(study, anna.id, "  ", None, chosen)
    turn_back(study, anna.id, "undo", SCOPE)
    assert list_codings(study) == before
    assert code_id not in load_codebook(study)
    turn_back(study, anna.id, "redo", SCOPE)
    assert len(list_codings(study)) == len(before) + 3
    assert check_study(study) == ()
