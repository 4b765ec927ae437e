"""How well positions, quotes and voices against are found in a made-up study whose truth is known.

    python3 -m benchmarks synthesis [--large]

31 interviews, 35 people, 21 positions in words of their own (`benchmarks/made_up/positions.yaml`), cells empty by
design. Three of the six codes may be used for choosing a method, three are only reported. `--large` times a draft in
the study of 20,000 codings.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.made_up.large_study import build_large_study
from benchmarks.made_up.synthesis_study import HALVES, Half, SynthesisStudy, build_synthesis_study
from benchmarks.synthesising import ways
from benchmarks.synthesising.measures import HEAD, line, measure
from coding.evidence import Evidence, load_evidence
from coding.reviewing.values import Vectors
from coding.synthesis import find_positions, statements_of, write_draft
from coding.synthesis.positions import Encode
from corpus.embedding import load_encoder, shared_cache
from corpus.language import ENGLISH
from corpus.study import Study

DRAWS = 20
"""How often what is left to chance is drawn."""


def main(argv: Sequence[str]) -> int:
    """Measure and print; returns 0."""
    parser = argparse.ArgumentParser(prog="synthesis", description=__doc__)
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args(argv)
    encoder = load_encoder()
    print(f"model: {encoder.name}")

    def encode(texts: Sequence[str]) -> Vectors:
        return shared_cache().passages(encoder, texts)

    with tempfile.TemporaryDirectory() as folder:
        shares = (1.0, 0.8, 0.0)
        made = {each: build_synthesis_study(Path(folder) / f"{each}.citat", sorted_share=each) for each in shares}
        read = {each: load_evidence(made[each].study) for each in shares}
        app = ways.of_the_app(None)
        rows: tuple[tuple[str, float, ways.Way, int], ...] = (
            ("the app, all passages sorted", 1.0, app, 1),
            ("the app, a fifth not sorted", 0.8, app, 1),
            ("the app, no sub-codes", 0.0, app, 1),
            ("with the language model, sorted", 1.0, ways.of_the_app(encode), 1),
            ("by meaning alone, no sub-codes", 0.0, ways.by_meaning(app, encode), 1),
            ("first passages", 1.0, ways.first_passages(app), 1),
            ("random passages", 1.0, ways.random_passages(app), DRAWS),
        )
        for half in HALVES:
            print(f"\nhalf for {half}\n{HEAD}")
            for name, share, way, draws in rows:
                found = [measure(made[share], read[share], half, way, seed) for seed in range(draws)]
                print(line(name, found), flush=True)
            print(f"pairs of one position are more alike than others: {_pairs(made[1.0], read[1.0], half, encode):.2f}")
    if options.large:
        with tempfile.TemporaryDirectory() as folder:
            _large(build_large_study(Path(folder) / "large.citat"))
    return 0


def _pairs(made: SynthesisStudy, evidence: Evidence, half: Half, encode: Encode) -> float:
    """How often a pair of one position is more alike than a pair of two, within a code: the mean over codes."""
    found = []
    for code in dict.fromkeys(one.code for one in made.positions if one.half == half):
        at = evidence.codebook.find_path(code)
        groups = [group.id for group in evidence.columns if group]
        said = [one for group in groups for one in statements_of(evidence, at.id, group)] if at else []
        said = [one for one in said if made.position_of.get(one.words)]
        pairs = np.triu_indices(len(said), 1)
        names = [made.position_of[one.words] for one in said]
        same = [names[one] == names[other] for one, other in zip(*pairs, strict=True)]
        found.append(float(roc_auc_score(same, ways.likeness(said, encode)[pairs])))
    return statistics.mean(found)


def _large(study: Study) -> None:
    """Time on the large study, as the page asks for it: every cell once, the first one with what is loaded by then."""
    evidence = load_evidence(study)
    taken: dict[bool, list[float]] = {True: [], False: []}
    for code in evidence.codebook.codes:
        for group in evidence.columns:
            group_id = group.id if group else None
            started = time.process_time()
            cell = find_positions(evidence, code.id, group_id)
            write_draft(cell, evidence.codebook, ENGLISH, "en")
            taken[code.parent is None].append(time.process_time() - started)
    for top, seconds in taken.items():
        print(
            f"large: draft of a cell of a {'top code' if top else 'sub-code'}: median "
            f"{statistics.median(seconds) * 1000:.0f} ms, slowest {max(seconds) * 1000:.0f} ms of processor time"
        )
