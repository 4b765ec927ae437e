"""Vectors that come with Citat: near to the real ones, only for their own model, and never in the way."""

from pathlib import Path

import numpy as np
import pytest

from corpus.embedding import EmbeddingCache
from corpus.embedding.encoder import Vectors
from corpus.embedding.ready import packed, ready_vectors
from corpus.embedding.text_hash import text_hash
from tests.encoders import LetterEncoder

TEXTS = ["Vi mangler tid.", "Det giver mening at være med.", "Der er en stol til mig ved bordet. 🪑", "\ud800"]
OTHER = "Noget helt andet."


@pytest.fixture
def encoder() -> LetterEncoder:
    return LetterEncoder()


@pytest.fixture
def ready_file(tmp_path: Path, encoder: LetterEncoder) -> Path:
    """The vectors of TEXTS, each with another sign, so that one can see where they come from."""
    path = tmp_path / "ready.npz"
    packed(encoder.fingerprint, dict(zip(map(text_hash, TEXTS), -encoder.encode_passages(TEXTS), strict=True))).save(
        path
    )
    return path


def asked(encoder: LetterEncoder, texts: list[str], cache: Path, ready_file: Path) -> Vectors:
    return EmbeddingCache(cache, ready_file).passages(encoder, texts)  # type: ignore[arg-type]


def test_rounding_moves_real_looking_vectors_very_little(tmp_path: Path) -> None:
    drawn = np.random.default_rng(3).normal(0.03, 0.05, (300, 384)).astype(np.float32)
    exact = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    hashes = [text_hash(str(number)) for number in range(300)]
    packed("a@1", dict(zip(hashes, exact, strict=True))).save(tmp_path / "ready.npz")
    found = ready_vectors("a@1", tmp_path / "ready.npz")
    assert found is not None
    rounded = np.stack([found.of(hashes)[key] for key in hashes])
    np.testing.assert_allclose(np.linalg.norm(rounded, axis=1), 1, atol=1e-5)
    assert (rounded * exact).sum(axis=1).min() > 0.999


def test_ready_vectors_go_before_the_users_own_and_the_rest_is_encoded(
    tmp_path: Path, encoder: LetterEncoder, ready_file: Path
) -> None:
    cache = tmp_path / "vectors.sqlite"
    # this user's cache was filled before these vectors came with Citat
    asked(encoder, [*TEXTS, OTHER], cache, tmp_path / "no such file.npz")
    filled = asked(encoder, [OTHER, *TEXTS], cache, ready_file)
    empty = asked(encoder, [OTHER, *TEXTS], tmp_path / "empty.sqlite", ready_file)
    np.testing.assert_array_equal(filled, empty)
    signs = (empty * encoder.encode_passages([OTHER, *TEXTS])).sum(axis=1)
    assert (signs > 0.99).tolist() == [True, False, False, False, False]
    assert (signs[1:] < -0.9).all()


def test_nothing_is_encoded_where_all_is_ready(tmp_path: Path, ready_file: Path) -> None:
    never = LetterEncoder(AssertionError("nothing need be encoded"))
    assert asked(never, TEXTS[::-1], tmp_path / "vectors.sqlite", ready_file).shape == (4, 64)
    assert not (tmp_path / "vectors.sqlite").exists()
    cache = EmbeddingCache(tmp_path / "vectors.sqlite", ready_file)
    assert cache.missing(never, [*TEXTS, OTHER]) == 1  # type: ignore[arg-type]


def test_another_model_and_questions_never_get_them(tmp_path: Path, encoder: LetterEncoder, ready_file: Path) -> None:
    other = LetterEncoder(fingerprint="letters/2")
    np.testing.assert_array_equal(
        asked(other, TEXTS, tmp_path / "vectors.sqlite", ready_file), other.encode_passages(TEXTS)
    )
    queries = EmbeddingCache(tmp_path / "vectors.sqlite", ready_file).queries(encoder, TEXTS)  # type: ignore[arg-type]
    np.testing.assert_array_equal(queries, encoder.encode_queries(TEXTS))


@pytest.mark.parametrize("damage", ["missing", "garbage", "cut short", "empty"])
def test_a_damaged_file_costs_time_not_an_error(
    tmp_path: Path, encoder: LetterEncoder, ready_file: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    whole = ready_file.read_bytes()
    damaged = tmp_path / "damaged.npz"
    if damage != "missing":
        damaged.write_bytes(
            {"garbage": b"no vectors " * 99, "cut short": whole[: len(whole) // 2], "empty": b""}[damage]
        )
    found = asked(encoder, TEXTS, tmp_path / "vectors.sqlite", damaged)
    np.testing.assert_array_equal(found, encoder.encode_passages(TEXTS))
    assert "come with Citat could not be used" in caplog.text


def test_the_same_vectors_make_the_same_file(tmp_path: Path, encoder: LetterEncoder) -> None:
    by_hash = dict(zip(map(text_hash, TEXTS), encoder.encode_passages(TEXTS), strict=True))
    packed("a@1", by_hash).save(tmp_path / "first.npz")
    packed("a@1", dict(reversed(by_hash.items()))).save(tmp_path / "second.npz")
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()
