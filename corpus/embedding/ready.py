"""Vectors that come with Citat, so that nobody waits for texts that are the same for everybody.

The file holds no text: a row is the beginning of a SHA-256 and a vector, rounded. It counts only for the model that it
was made with, as told by the fingerprint, and only for passages. `python3 -m app.make_ready_vectors` makes it.
"""

import functools
import logging
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.encoder import Vectors

READY_FILE = Path(__file__).parent / "ready_vectors.npz"

_KEY_BYTES = 12
_STEPS_A_SPREAD = 8
"""Steps of an eighth of what is usual in a column: five bits a number, and cosines to the exact vectors above .999."""
_WIDEST = 127

_log = logging.getLogger(__name__)


class ReadyVectors:
    """Unit vectors by the hash of their text. Every number is a whole count of steps from the mean of its column."""

    def __init__(
        self,
        fingerprint: str,
        keys: NDArray[np.uint8],
        means: Vectors,
        spreads: Vectors,
        steps: NDArray[np.int8],
    ) -> None:
        self.fingerprint = fingerprint
        self._keys, self._means, self._spreads, self._steps = keys, means, spreads, steps
        self._rows = {key.tobytes(): row for row, key in enumerate(keys)}

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._rows)

    def __contains__(self, text_hash: bytes) -> bool:
        """Tell whether the text of this hash is among them."""
        return text_hash[:_KEY_BYTES] in self._rows

    def of(self, text_hashes: Iterable[bytes]) -> dict[bytes, Vectors]:
        """Return the unit vectors of those texts that are here, by their hash."""
        found = [text_hash for text_hash in text_hashes if text_hash in self]
        if not found:
            return {}
        steps = self._steps[[self._rows[text_hash[:_KEY_BYTES]] for text_hash in found]]
        vectors = self._means + steps.astype(np.float32) / _STEPS_A_SPREAD * self._spreads
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return dict(zip(found, vectors.astype(np.float32), strict=True))

    def save(self, path: Path) -> None:
        """Write them to a file; the same vectors give the same bytes."""
        np.savez_compressed(
            path,
            fingerprint=np.array(self.fingerprint),
            keys=self._keys,
            means=self._means,
            spreads=self._spreads,
            steps=self._steps,
        )


def packed(fingerprint: str, vectors: Mapping[bytes, Vectors]) -> ReadyVectors:
    """Round vectors, by the hash of their text, to what a file keeps of them. There must be at least two."""
    hashes = sorted(vectors)
    exact = np.stack([vectors[text_hash] for text_hash in hashes])
    means, spreads = exact.mean(axis=0), exact.std(axis=0)
    steps = np.rint((exact - means) / spreads * _STEPS_A_SPREAD).clip(-_WIDEST, _WIDEST)
    keys = np.array([list(text_hash[:_KEY_BYTES]) for text_hash in hashes], np.uint8)
    return ReadyVectors(fingerprint, keys, means, spreads, steps.astype(np.int8))


@functools.lru_cache(maxsize=4)
def ready_vectors(fingerprint: str, path: Path = READY_FILE) -> ReadyVectors | None:
    """Return the vectors that a model of this fingerprint has in the file, read once; None where it has none.

    A missing or damaged file goes to the log and costs time, nothing else.
    """
    try:
        with np.load(path) as file:
            if str(file["fingerprint"]) != fingerprint:
                return None
            return ReadyVectors(fingerprint, file["keys"], file["means"], file["spreads"], file["steps"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        _log.warning("the vectors that come with Citat could not be used: %s", error)
        return None
