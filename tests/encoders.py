"""The built-in model for tests in which meaning plays a part, and an encoder for those in which it does not."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.embedding import CARRIED, Encoder, load_encoder
from corpus.embedding.encoder import Vectors


@functools.cache
def built_in() -> Encoder:
    """The built-in model, loaded once for all tests of a process, and only if one of them has a text of its own."""
    return load_encoder(CARRIED)


@dataclass
class LetterEncoder:
    """Vectors that come from how often each letter stands in a text: an encoder that needs no model."""

    failure: BaseException | None = None
    before: Callable[[], object] = int
    name: str = "letters"
    fingerprint: str = "letters/1"
    dimensions: int = 64

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.before()
        if self.failure is not None:
            raise self.failure
        vectors = np.full((len(texts), self.dimensions), 1e-3, np.float32)
        for row, text in enumerate(texts):
            for letter in text:
                vectors[row, ord(letter) % self.dimensions] += 1
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    encode_queries = encode_passages
