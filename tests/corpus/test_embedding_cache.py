"""The cache of vectors saves work, keeps no text, and never stands in the way."""

import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest

from corpus.embedding import EmbeddingCache, Encoder
from tests.encoders import built_in

TEXTS = ["Vi mangler tid.", "Det giver mening at være med.", "Vi mangler tid.", "Hemmelig sætning 😀 om Karen."]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return built_in()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study" / "vectors.sqlite"


def test_the_same_vectors_come_back_without_encoding(encoder: Encoder, path: Path) -> None:
    first = EmbeddingCache(path).passages(encoder, TEXTS)
    np.testing.assert_allclose(first, encoder.encode_passages(TEXTS), atol=1e-5)
    told: list[tuple[int, int]] = []
    again = EmbeddingCache(path).passages(encoder, TEXTS, lambda done, of: told.append((done, of)))
    assert np.array_equal(first, again)
    assert told == []


def test_only_what_is_new_is_encoded(encoder: Encoder, path: Path) -> None:
    cache = EmbeddingCache(path)
    assert cache.missing(encoder, TEXTS) == 3
    cache.passages(encoder, TEXTS[:1])
    assert cache.missing(encoder, TEXTS) == 2
    told: list[tuple[int, int]] = []
    cache.passages(encoder, TEXTS, lambda done, of: told.append((done, of)))
    assert told == [(3, 3)]


def test_queries_passages_and_models_are_kept_apart(encoder: Encoder, path: Path) -> None:
    cache = EmbeddingCache(path)
    passages, queries = cache.passages(encoder, TEXTS[:1]), cache.queries(encoder, TEXTS[:1])
    assert not np.allclose(passages, queries)
    assert np.array_equal(cache.queries(encoder, TEXTS[:1]), queries)
    other = Encoder(encoder._load, name="other", fingerprint="other@1/1", dimensions=384, prompts=encoder.prompts)
    assert cache.missing(other, TEXTS[:1]) == 1


def test_no_text_is_stored(encoder: Encoder, path: Path) -> None:
    EmbeddingCache(path).passages(encoder, TEXTS)
    stored = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"Hemmelig" not in stored
    assert b"Karen" not in stored


def test_no_texts_give_no_rows(encoder: Encoder, path: Path) -> None:
    assert EmbeddingCache(path).passages(encoder, []).shape == (0, 384)


@pytest.mark.parametrize("damage", ["garbage", "truncated", "short vectors", "another version"])
def test_a_damaged_file_is_started_anew(
    encoder: Encoder, path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    expected = EmbeddingCache(path).passages(encoder, TEXTS)
    if damage == "garbage":
        path.write_bytes(b"this is no database " * 500)
    elif damage == "truncated":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        with sqlite3.connect(path) as connection:
            if damage == "short vectors":
                connection.execute("UPDATE vector SET numbers = x'0000'")
            else:
                connection.execute("DROP TABLE vector")
                connection.execute("CREATE TABLE vector (something)")
                connection.execute("PRAGMA user_version = 99")
        connection.close()
    np.testing.assert_allclose(EmbeddingCache(path).passages(encoder, TEXTS), expected, atol=1e-5)
    assert EmbeddingCache(path).passages(encoder, TEXTS).shape == (4, 384)
    assert EmbeddingCache(path).missing(encoder, TEXTS) == 0
    assert ("damaged" in caplog.text) == (damage in ("garbage", "truncated"))


def test_a_place_that_cannot_be_written_costs_time_not_an_error(
    encoder: Encoder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    vectors = EmbeddingCache(tmp_path / "file" / "vectors.sqlite").passages(encoder, TEXTS)
    assert vectors.shape == (4, 384)
    assert "could not be used" in caplog.text


def test_threads_share_one_encoder_and_one_file(encoder: Encoder, path: Path) -> None:
    texts = [f"Sætning nummer {number} om arbejde." for number in range(20)]
    expected = encoder.encode_passages(texts)
    found: dict[int, np.ndarray[tuple[int, ...], np.dtype[np.float32]]] = {}

    def work(number: int) -> None:
        found[number] = EmbeddingCache(path).passages(encoder, texts[number * 4 :])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0, 1, 2, 3, 4]
    for number, vectors in found.items():
        np.testing.assert_allclose(vectors, expected[number * 4 :], atol=1e-5)
