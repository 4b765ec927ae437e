"""The vectors that come with Citat are those of its own texts, all of them, as the built-in model makes them."""

import random
from pathlib import Path

import pytest

from app.ready_texts import ready_texts
from corpus.embedding import CARRIED, Encoder, load_encoder
from corpus.embedding.ready import READY_FILE, ReadyVectors, ready_vectors
from corpus.embedding.text_hash import text_hash
from corpus.study import open_study

LARGEST = 1_100_000


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(CARRIED)


@pytest.fixture(scope="module")
def texts(encoder: Encoder, sample: Path) -> list[str]:
    study = open_study(sample)
    found = sorted(ready_texts(encoder, study))
    study.close()
    return found


@pytest.fixture(scope="module")
def ready(encoder: Encoder) -> ReadyVectors:
    found = ready_vectors(encoder.fingerprint)
    assert found is not None, "made with another model; run python3 -m app.make_ready_vectors"
    return found


def test_every_text_of_the_codebooks_and_the_sample_study_is_ready(texts: list[str], ready: ReadyVectors) -> None:
    missing = [text for text in texts if text_hash(text) not in ready]
    assert missing == [], "the texts have changed; run python3 -m app.make_ready_vectors"
    assert len(ready) == len(texts) > 2000
    assert READY_FILE.stat().st_size < LARGEST


def test_what_is_ready_is_what_the_model_says(encoder: Encoder, texts: list[str], ready: ReadyVectors) -> None:
    some = random.Random(7).sample([text for text in texts if len(text) < 300], 4)
    found = ready.of(map(text_hash, some))
    for text, vector in zip(some, encoder.encode_passages(some), strict=True):
        assert float(found[text_hash(text)] @ vector) > 0.999
