"""How long a full report takes: 60 interviews of 12,000 words, 20,000 codings, every theme written on in every group.

`python3 -m benchmarks report [CODINGS]` makes that study in a folder of its own, puts the report with all its parts
together once, and writes it as Word, HTML and Markdown. `--profile` prints where the time of the Word report goes.
"""

import cProfile
import pstats
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from app.translation import texts_for
from benchmarks.made_up.large_study import CODERS, build_large_study
from coding.evidence import load_evidence
from coding.report_texts import new_report_text, save_report_text
from coding.summaries import Summary, save_summary
from corpus.coders import ensure_coder
from corpus.study import Study
from exports.report.assembling import assemble
from exports.report.blocks import InlineQuotes, Quote, Report
from exports.report.files import REPORT_ENDINGS, report_file
from exports.report.material import load_material
from exports.report.plan import PARTS, ReportPlan

T = TypeVar("T")
TARGET = 20.0
WORDS = "De fleste mangler tid, og nogle siger, at det er blevet bedre. " * 4


def main(arguments: Sequence[str]) -> int:
    """Print seconds for each step and each file; 1 where the Word report takes more than the target."""
    numbers = [argument for argument in arguments if argument.isdecimal()]
    with tempfile.TemporaryDirectory() as folder:
        study = build_large_study(Path(folder) / "large.citat", codings=int(numbers[0]) if numbers else 20_000)
        _write(study)
        profile = cProfile.Profile() if "--profile" in arguments else None
        if profile:
            profile.enable()
        taken = _measure(study)
        if profile:
            profile.disable()
            pstats.Stats(profile).sort_stats("cumulative").print_stats(40)
        study.close()
    return int(taken > TARGET)


def _write(study: Study) -> None:
    """Words on every theme in every group, and a limit and guideposts for chapters to carry."""
    coder, evidence = ensure_coder(study, CODERS[0]).id, load_evidence(study)
    for code in evidence.codebook.codes:
        for group in evidence.columns:
            summary = Summary(
                code.id, group.id if group else "", dominant=WORDS, nuances=WORDS, counter_looked_for=True
            )
            save_summary(study, coder, summary, evidence)
    for kind in ("executive", "limit"):
        save_report_text(
            study, coder, replace(new_report_text("executive" if kind == "executive" else "limit"), text=WORDS)
        )


def _measure(study: Study) -> float:
    texts, plan = texts_for("da"), ReportPlan(parts=PARTS, quotes=6)
    told: list[str] = []

    def make() -> Report:
        return assemble(load_material(study, plan, texts, "da"), lambda _share, what: told.append(what))

    seconds, report = _timed(make)
    quotes = sum(isinstance(each, Quote) for each in report.blocks)
    quotes += sum(len(each.quotes) for each in report.blocks if isinstance(each, InlineQuotes))
    print(f"blocks: {seconds:.1f} s ({len(report.blocks)} blocks, {quotes} quotes, progress told {len(told)} times)")
    whole = 0.0
    for ending in REPORT_ENDINGS:
        more, data = _timed(lambda ending=ending: report_file(report, texts, ending))  # type: ignore[misc]
        whole = seconds + more if ending == ".docx" else whole
        print(f"{ending}: {more:.1f} s, {len(data) / 1_000_000:.1f} MB")
    print(f"the Word report in all: {whole:.1f} s (target {TARGET:.0f} s)")
    return whole


def _timed(act: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    made = act()
    return time.perf_counter() - begun, made
