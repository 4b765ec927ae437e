"""Texts in, unit vectors out, with the name of the model that made them."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with how many texts are done and how many there are."""

_TOLD_OF = 32
_AT_ONCE = 8
"""More texts at once outgrow the processor's cache and take longer; fewer do not fill its cores."""
_SOFT_HYPHEN = "\u00ad"


class Encoder:
    """A sentence encoder; may be shared by threads.

    `load` is called once, when the first text is to be encoded: a model takes seconds and much memory, and vectors
    that are known already need none.

    `name` is for people. `fingerprint` changes whenever the same text could get another vector: it holds the name,
    the hash of the weights and the version of the way of encoding. Vectors of different fingerprints must never be
    compared.
    """

    def __init__(
        self,
        load: Callable[[], "SentenceTransformer"],
        *,
        name: str,
        fingerprint: str,
        dimensions: int,
        prompts: Mapping[str, str],
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.dimensions = dimensions
        self.prompts = dict(prompts)
        self._load = load
        self._model: SentenceTransformer | None = None
        # a tokenizer must not be used by two threads at once; held for a few batches, so a question need not wait long
        self._lock = threading.Lock()

    def encode_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """Return one unit vector a row for stretches of interviews and for descriptions of codes, in order.

        Raises Refused where the model cannot be loaded.
        """
        return self._encode(texts, self.prompts["passage"], on_progress)

    def encode_queries(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """Return one unit vector a row for short questions that passages are to answer, in order.

        Raises Refused where the model cannot be loaded.
        """
        return self._encode(texts, self.prompts["query"], on_progress)

    def _encode(self, texts: Sequence[str], prompt: str, on_progress: Progress | None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        # texts of one length share a batch, so that little is spent on padding
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]), reverse=True)
        for start in range(0, len(order), _TOLD_OF):
            chosen = order[start : start + _TOLD_OF]
            # a soft hyphen is a hint to a typesetter inside a word; the model would see two unknown halves
            batch = [texts[at].replace(_SOFT_HYPHEN, "") for at in chosen]
            with self._lock:
                if self._model is None:
                    self._model = self._load()
                vectors[chosen] = self._model.encode(
                    batch, prompt=prompt, batch_size=_AT_ONCE, normalize_embeddings=True, show_progress_bar=False
                )
            if on_progress:
                on_progress(min(start + _TOLD_OF, len(order)), len(order))
        return vectors
