"""How fast passages are encoded, and how long the first and the later starts of the model take.

    python3 -m benchmarks embedding [--passages N] [--model MODEL]

The passages are those of the sample study's interviews, cut as suggestions are, each with a number before it so that
no two are the same.
"""

import argparse
import tempfile
import time
from pathlib import Path

from corpus.embedding import EmbeddingCache, load_encoder
from corpus.segments import count_words, segments

_INTERVIEWS = Path(__file__).parents[1] / "app" / "sample_study" / "interviews"


def main(arguments: list[str]) -> int:
    """Print seconds and passages a second; return 0, also when there are no interviews, which is said loudly."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks embedding")
    parser.add_argument("--passages", type=int, default=500)
    parser.add_argument("--model")
    options = parser.parse_args(arguments)
    passages = _passages(options.passages)
    if not passages:
        print(f"SKIPPED: there are no interviews in {_INTERVIEWS}; encoding was NOT measured")
        return 0
    started = time.perf_counter()
    encoder = load_encoder(options.model)
    encoder.encode_passages(["Først indlæses modellen."])
    print(f"model: {encoder.name} [{encoder.fingerprint}]")
    print(f"loaded in {time.perf_counter() - started:.1f} s (the very first time, the weights are unpacked as well)")
    words = sum(count_words(passage, 0, len(passage)) for passage in passages) / len(passages)
    with tempfile.TemporaryDirectory() as folder:
        cache = EmbeddingCache(Path(folder) / "vectors.sqlite")
        started = time.perf_counter()
        cache.passages(encoder, passages)
        seconds = time.perf_counter() - started
        print(f"{len(passages)} passages of {words:.0f} words: {seconds:.1f} s, {len(passages) / seconds:.0f} a second")
        started = time.perf_counter()
        cache.passages(encoder, passages)
        print(f"the same from the cache: {1000 * (time.perf_counter() - started):.0f} ms")
    return 0


def _passages(wanted: int) -> list[str]:
    found: list[str] = []
    for file in sorted(_INTERVIEWS.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        turns = [(text.find(line), text.find(line) + len(line)) for line in text.splitlines() if line.strip()]
        found += [text[one.start : one.end] for one in segments(text, turns)]
    return [f"{number}. {found[number % len(found)]}" for number in range(wanted)] if found else []
