"""How much the review page finds: planted slips, a theme that nobody coded, and how long it takes.

    python3 -m benchmarks discover [--studies 6] [--slips 5] [--large]

All on made-up talk with known themes (`benchmarks/made_up/themes.py`). Slips: how many of the planted ones stand among
the first 20 doubts, and how many of these 20 are about codings that were right (false alarms), against doubts drawn by
chance. Theme: the adjusted Rand index of the uncoded passages, a stretch in no group being a group of its own, and how
well the best group is the unknown theme (F1), against groups drawn by chance. `--large` times the study of 20,000
codings, vectors being there.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import adjusted_rand_score

from benchmarks.made_up.large_study import build_large_study
from benchmarks.made_up.themed_study import ThemedStudy, build_themed_study
from benchmarks.made_up.themes import THEMES
from coding.evidence import load_evidence
from coding.new_themes import Question, find_themes
from coding.review_material import Material, load_material
from coding.reviewing.grouping import Labels
from coding.reviewing.values import Vectors
from coding.second_opinion import second_opinion
from corpus.coders import list_coders
from corpus.embedding import load_encoder, shared_cache
from corpus.study import Study

FIRST = 20


def main(argv: Sequence[str]) -> int:
    """Measure and print; returns 0."""
    parser = argparse.ArgumentParser(prog="discover", description=__doc__)
    parser.add_argument("--studies", type=int, default=6)
    parser.add_argument("--slips", type=int, default=5)
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args(argv)
    encoder = load_encoder()
    print(f"model: {encoder.name}")

    def encode(texts: Sequence[str]) -> Vectors:
        return shared_cache().passages(encoder, texts)

    with tempfile.TemporaryDirectory() as folder:
        slips, themes = [], []
        for seed in range(options.studies):
            unknown = list(THEMES)[seed % len(THEMES)]
            made = build_themed_study(Path(folder) / f"{seed}.citat", slips=options.slips, unknown=unknown, seed=seed)
            material = load_material(made.study, load_evidence(made.study), encode)
            slips.append(_slips(made, material, seed))
            themes.append(_theme(made, material, unknown, seed))
        _print(slips, themes)
        if options.large:
            _large(build_large_study(Path(folder) / "large.citat"))
    return 0


def _slips(made: ThemedStudy, material: Material, seed: int) -> tuple[float, ...]:
    """Share of slips among the first doubts, false alarms there, and the same share by chance."""
    first = [each.coding for each in second_opinion(material, made.coder.id) if each.coding][:FIRST]
    every = sorted(each.coding.id for each in material.excerpts)
    drawn = random.Random(seed).sample(every, min(FIRST, len(every)))
    share = len(made.slips & set(first)) / len(made.slips)
    chance = len(made.slips & set(drawn)) / len(made.slips)
    return share, len(first) - len(made.slips & set(first)), chance


def _theme(made: ThemedStudy, material: Material, unknown: str, seed: int) -> tuple[float, ...]:
    """Adjusted Rand index and F1 of the groups found, and the index of groups drawn by chance."""
    found = find_themes(material, Question())
    group_of = {said.span: at for at, theme in enumerate(found.themes) for said in theme.passages}
    spans = [span for span, theme in made.theme_of.items() if theme in (None, unknown)]
    truth = np.array([-1 if made.theme_of[span] is None else 0 for span in spans])
    labels = np.array([group_of.get(span, -1) for span in spans])
    drawn = np.random.default_rng(seed).permutation(labels)
    return _rand(truth, labels), _best_f1(truth == 0, labels), _rand(truth, drawn)


def _rand(truth: Labels, labels: Labels) -> float:
    return float(adjusted_rand_score(_single(truth), _single(labels)))


def _single(labels: Labels) -> Labels:
    return np.where(labels < 0, len(labels) + np.arange(len(labels)), labels)


def _best_f1(wanted: np.ndarray[tuple[int], np.dtype[np.bool_]], labels: Labels) -> float:
    groups = {int(label) for label in labels} - {-1}
    return max((2 * (wanted & (labels == g)).sum() / (wanted.sum() + (labels == g).sum()) for g in groups), default=0.0)


def _print(slips: Sequence[Sequence[float]], themes: Sequence[Sequence[float]]) -> None:
    share, alarms, chance = (statistics.mean(column) for column in zip(*slips, strict=True))
    print(f"slips: {share:.0%} found in the first {FIRST}; {alarms:.1f} false alarms there; by chance {chance:.0%}")
    rand, best, drawn = (statistics.mean(column) for column in zip(*themes, strict=True))
    print(f"unknown theme: adjusted Rand index {rand:.2f}, best group F1 {best:.2f}; by chance {drawn:.2f}")


def _large(study: Study) -> None:
    """Time on the large study; its vectors are drawn, because its words mean nothing."""
    chance = np.random.default_rng(1)

    def drawn(texts: Sequence[str]) -> Vectors:
        vectors: Vectors = chance.normal(size=(len(texts), 384)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    evidence = load_evidence(study)
    started = time.perf_counter()
    material = load_material(study, evidence, drawn)
    print(f"large: {len(material.excerpts)} codings, {len(material.said)} stretches")
    print(f"  cutting talk and reading codings {time.perf_counter() - started:.1f} s")
    for name in ("again", "second opinion", "new themes"):
        started = time.perf_counter()
        if name == "again":
            material = load_material(study, evidence, drawn, before=material)
        elif name == "second opinion":
            second_opinion(material, list_coders(study)[0].id)
        else:
            find_themes(material, Question())
        print(f"  {name} {time.perf_counter() - started:.1f} s")
