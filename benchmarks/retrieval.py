"""How long the passages of a code take to find at full size: 60 interviews of 12,000 words, 20,000 codings.

`python3 -m benchmarks retrieval` makes that study in a folder of its own and asks, as the coding page does, for the
first portion of the passages: of top codes with all below them, and of sub-codes.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from app.retrieval_view import retrieved
from benchmarks.made_up.large_study import build_large_study
from coding.codebook_store import load_codebook
from corpus.documents import list_document_ids
from corpus.study import Study

ROUNDS = 15
TARGET = 100


def main(arguments: Sequence[str]) -> int:
    """Print a line a kind of question, with wall and processor time; 1 where a median is over the target."""
    with tempfile.TemporaryDirectory() as folder:
        study = build_large_study(Path(folder) / "large.citat", codings=int(arguments[0]) if arguments else 20_000)
        codes = load_codebook(study).codes
        tops = [code.id for code in codes if code.parent is None]
        subs = [code.id for code in codes if code.parent is not None]
        medians = [_timed(study, "a top code with its sub-codes", tops), _timed(study, "one sub-code", subs)]
        study.close()
    return int(max(medians) > TARGET)


def _timed(study: Study, what: str, codes: Sequence[str]) -> float:
    document = list_document_ids(study)[0]
    walls, processor, passages, sizes = [], [], 0, []
    for number in range(ROUNDS):
        wish = {"id": "benchmark", "code": codes[number % len(codes)]}
        began, worked = time.perf_counter(), time.process_time()
        answer = retrieved(study, document, wish)
        walls.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - worked) * 1000)
        if answer is None:
            raise AssertionError(f"no answer to {wish}")
        passages = max(passages, answer["here"] + answer["others"]["passages"])
        sizes.append(len(json.dumps(answer, ensure_ascii=False).encode()))
    median = statistics.median(walls)
    print(
        f"{what:30} median {median:5.0f} ms   fastest {min(walls):5.0f} ms   "
        f"processor {statistics.median(processor):5.0f} ms   "
        f"up to {passages:,} passages, {statistics.median(sizes) / 1000:.0f} KB sent"
    )
    return median
