"""How long suggestions of the open interview take to follow a decision, in a large study.

    python3 -m benchmarks refresh [--coded 20,300,3000] [--decisions N] [--profile]

From a decision that is stored to suggestions that are stored: 78 made-up interviews of about 20,000 passages, of which
some are coded. The meaning of texts is drawn by chance, since it plays no part in how long this takes; what a model
needs to read a passage that was never read before is measured by `python3 -m benchmarks embedding`.
"""

import argparse
import cProfile
import pstats
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import numpy as np

from benchmarks.made_up.large_study import CODERS, build_large_study
from coding.live_suggestions import LiveSuggestions
from coding.operations import apply_operations
from coding.suggesting import SPEAKS_FROM
from coding.suggestions import list_suggestions
from coding.training import read_lessons
from corpus.coders import ensure_coder
from corpus.documents import list_document_ids, load_document
from corpus.embedding import EmbeddingCache, Encoder
from corpus.embedding.encoder import Progress, Vectors
from corpus.embedding.text_hash import text_hash
from corpus.segments import segments
from corpus.study import Study

INTERVIEWS, WORDS = 78, 17_000
PASSAGES_OF_CODINGS = 0.75
"""The made-up study gives every third passage two codings."""


def main(arguments: list[str]) -> int:
    """Print a line for each number of coded passages; return 0."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks refresh")
    parser.add_argument("--coded", default="20,300,3000", help="coded passages in the study, several after commas")
    parser.add_argument("--decisions", type=int, default=25)
    parser.add_argument("--profile", action="store_true", help="also where the time goes")
    options = parser.parse_args(arguments)
    for coded in map(int, options.coded.split(",")):
        with tempfile.TemporaryDirectory() as folder, _profiled(wanted=options.profile) as profile:
            path = Path(folder)
            study = build_large_study(
                path / "study.citat", interviews=INTERVIEWS, words=WORDS, codings=round(coded / PASSAGES_OF_CODINGS)
            )
            _measure(study, EmbeddingCache(path / "vectors.sqlite"), options.decisions, profile)
            study.close()
    return 0


def _measure(study: Study, cache: EmbeddingCache, decisions: int, profile: cProfile.Profile | None) -> None:
    live, coder = LiveSuggestions(study, _Drawn(), cache), ensure_coder(study, CODERS[0])
    documents = list_document_ids(study)
    opened = documents[0]
    began = time.perf_counter()
    live.refresh(opened)
    first = time.perf_counter() - began
    with study.read() as connection:
        coded = sum(1 for _ in read_lessons(connection))
    times, changed = [], []
    for at in range(decisions):
        waiting = list_suggestions(study, opened, coder.id, SPEAKS_FROM["everything"])
        # one after the other from all over the interview, as a queue would offer them
        each = waiting[at * 7 % len(waiting)]
        said = {"op": "accept", "coding": str(uuid4())} if at % 3 else {"op": "reject"}
        apply_operations(study, coder.id, opened, [{**said, "cid": str(uuid4()), "suggestion": each.id}])
        if profile is not None:
            profile.enable()
        began = time.perf_counter()
        changed.append(live.refresh(opened).changed)
        times.append((time.perf_counter() - began) * 1000)
        if profile is not None:
            profile.disable()
    here = _passages(study, [opened])
    print(
        f"{_passages(study, documents):,} passages, {coded} of them taught; open interview: {here} passages; "
        f"first {first:.1f} s; after a decision median {statistics.median(times):.0f} ms, "
        f"longest {max(times):.0f} ms, {statistics.median(changed):.0f} suggestions written",
        flush=True,
    )


def _passages(study: Study, documents: Sequence[str]) -> int:
    found = (load_document(study, each) for each in documents)
    return sum(len(segments(document.text, document.interviewee_spans)) for document in found)


@contextmanager
def _profiled(*, wanted: bool) -> Iterator[cProfile.Profile | None]:
    profile = cProfile.Profile() if wanted else None
    yield profile
    if profile is not None:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(40)


class _Drawn(Encoder):
    """Vectors drawn by chance, the same for the same text."""

    def __init__(self) -> None:
        super().__init__(_no_model, name="drawn", fingerprint="drawn/1", dimensions=384, prompts={})

    def encode_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:  # noqa: ARG002
        drawn = [np.random.default_rng(list(text_hash(text)[:8])).normal(size=384) for text in texts]
        # all talk is alike in a real model, too
        vectors = np.asarray(drawn, np.float32).reshape(-1, 384) + 2
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def _no_model() -> "object":
    raise RuntimeError("nothing is read by a model here")
