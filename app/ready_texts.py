"""The texts that are the same for everybody, so that their vectors can come with Citat.

They are what suggestions ask the language model about the ready-made codebooks, before any coding, and about the sample
study, with what its own codings teach and what a review of it compares.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from codebooks.ready_made import load, names
from coding.evidence import load_evidence
from coding.review_material import load_material
from coding.suggestions import Suggesting
from coding.training import read_lessons
from corpus.documents import list_document_ids, load_document
from corpus.embedding import EmbeddingCache, Encoder
from corpus.embedding.encoder import Progress, Vectors
from corpus.study import Study


def ready_texts(encoder: Encoder, sample: Study) -> frozenset[str]:
    """Return every text that is asked about, by doing the work itself; nothing is encoded and nothing is stored."""
    listener = _Listener(Path())
    models = [Suggesting(load(name), encoder, listener) for name in names()]
    for document_id in list_document_ids(sample):
        # what is asked about an interview is the same whichever codebook it is compared with
        models[0].read(load_document(sample, document_id))
    with sample.read() as connection:
        listener.passages(encoder, [lesson.text for lesson in read_lessons(connection)])
    load_material(sample, load_evidence(sample), lambda texts: listener.passages(encoder, texts))
    return frozenset(listener.heard)


class _Listener(EmbeddingCache):
    """A cache that notes which passages it is asked for and answers that all of them are alike."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.heard: set[str] = set()

    def passages(self, encoder: Encoder, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:  # noqa: ARG002
        self.heard.update(texts)
        return np.full((len(texts), encoder.dimensions), encoder.dimensions**-0.5, np.float32)
