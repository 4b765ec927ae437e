"""How good suggestions are before any coding, on quotes that people coded.

    python3 -m benchmarks suggestions --quotes QUOTES.jsonl [--codebook NAME] [--model MODEL]

A line of the file is a JSON object with `id`, `text`, `main_code` (barriers, core_task, meaning, cooperation or null)
and `code_certain`. A hash of the id puts each quote in half A or B. Parameters are chosen on A only; B is for
reporting.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from codebooks.ready_made import load
from codebooks.values import Codebook
from coding.suggesting import Stretch, SuggestionModel, describe
from corpus.embedding import Encoder, load_encoder
from corpus.language import Language


@dataclass(frozen=True)
class Quote:
    """A quote, the top code (its English name) that people gave it, and whether another reader would agree."""

    id: str
    text: str
    code: str
    certain: bool

    @property
    def half(self) -> str:
        """A or B, for ever the same."""
        return "AB"[hashlib.sha256(self.id.encode("utf-8")).digest()[0] % 2]


@dataclass(frozen=True)
class Answer:
    """What a way of suggesting said of a quote: codes from likeliest to least likely, and whether it would say so."""

    order: tuple[str, ...]
    speaks: bool


def main(arguments: list[str]) -> int:
    """Print the figures; return 0, also when there are no quotes to measure on, which is said loudly."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks suggestions")
    parser.add_argument("--quotes", type=Path, required=True)
    parser.add_argument("--codebook", action="append", help="a ready-made codebook; may be repeated")
    parser.add_argument("--model")
    options = parser.parse_args(arguments)
    if not options.quotes.is_file():
        print(f"SKIPPED: there is no file {options.quotes}; suggestions were NOT measured")
        return 0
    quotes = read_quotes(options.quotes)
    encoder = load_encoder(options.model)
    print(f"model: {encoder.name} [{encoder.fingerprint}]")
    for name in options.codebook or ["stakeholders-da", "stakeholders-en"]:
        print(f"\ncodebook: {name}")
        measure(load(name), quotes, encoder)
    return 0


def read_quotes(path: Path) -> list[Quote]:
    """Return the quotes that have a main code."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Quote(row["id"], row["text"], row["main_code"], row["code_certain"]) for row in rows if row["main_code"]]


def measure(codebook: Codebook, quotes: Sequence[Quote], encoder: Encoder) -> None:
    """Print a line of figures for each way of suggesting, half of the quotes and degree of certainty."""
    print(f"{'':28} {'n':>3} {'first':>6} {'of two':>6} {'recall':>6} {'speaks':>6} {'right then':>10}")
    ways = {
        "always the commonest": _always(quotes),
        "cosine to definitions": _cosine(codebook, quotes, encoder),
        "definition suggester": _suggested(codebook, quotes, encoder),
    }
    for way, answers in ways.items():
        print(way)
        for half in ("A", "B", "AB"):
            for certain in (True, False):
                chosen = [
                    (quote, answer)
                    for quote, answer in zip(quotes, answers, strict=True)
                    if quote.half in half and (quote.certain or not certain)
                ]
                print(f"  half {half:2} {'clear quotes' if certain else 'all coded quotes':19} {figures(chosen)}")


def figures(chosen: Sequence[tuple[Quote, Answer]]) -> str:
    """Return n; the shares first right and one of two; mean recall over codes; share spoken on, and right there."""
    if not chosen:
        return "  0"
    first = [answer.order[0] == quote.code for quote, answer in chosen]
    two = [quote.code in answer.order[:2] for quote, answer in chosen]
    codes = sorted({quote.code for quote, _ in chosen})
    recalls = [
        np.mean([right for right, (quote, _) in zip(first, chosen, strict=True) if quote.code == code])
        for code in codes
    ]
    spoken = [right for right, (_, answer) in zip(first, chosen, strict=True) if answer.speaks]
    right = f"{np.mean(spoken):10.2f}" if spoken else f"{'-':>10}"
    return (
        f"{len(chosen):3} {np.mean(first):6.2f} {np.mean(two):6.2f} {np.mean(recalls):6.2f} "
        f"{len(spoken) / len(chosen):6.2f} {right}"
    )


def _suggester(codebook: Codebook, encoder: Encoder) -> SuggestionModel:
    return SuggestionModel(describe(codebook), encoder, _language(codebook))


def _language(codebook: Codebook) -> Language:
    return "en" if codebook.language == "en" else "da"


def _key(top_id: str) -> str:
    """Return how the quotes name a top code; ids are the same in both languages of the ready-made codebook."""
    return load("stakeholders-en").code(top_id).name.lower().replace(" ", "_")


def _suggested(codebook: Codebook, quotes: Sequence[Quote], encoder: Encoder) -> list[Answer]:
    rankings = _suggester(codebook, encoder).rank([Stretch(quote.text) for quote in quotes])
    keys = {top.id: _key(top.id) for top in codebook.children(None)}
    return [
        Answer(tuple(keys[one.top_id] for one in ranking.ranked), ranking.decision == "suggest") for ranking in rankings
    ]


def _cosine(codebook: Codebook, quotes: Sequence[Quote], encoder: Encoder) -> list[Answer]:
    """The plainest way there is; it speaks on the half on which it leads most."""
    tops = codebook.children(None)
    definitions = encoder.encode_passages([top.definition for top in tops])
    scores = encoder.encode_passages([quote.text for quote in quotes]) @ definitions.T
    leads = np.array([_lead(row) for row in scores])
    keys = [_key(top.id) for top in tops]
    return [
        Answer(tuple(keys[at] for at in np.argsort(-row)), bool(lead >= np.median(leads)))
        for row, lead in zip(scores, leads, strict=True)
    ]


def _always(quotes: Sequence[Quote]) -> list[Answer]:
    order = tuple(code for code, _ in Counter(quote.code for quote in quotes).most_common())
    return [Answer(order, True) for _ in quotes]


def _lead(row: NDArray[np.floating]) -> float:
    second, first = np.sort(row)[-2:]
    return float(first - second)
