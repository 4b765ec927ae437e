"""What coding costs: from a key press to the screen and to the file, over the line, in memory, at three lengths.

    python3 -m benchmarks coding [--quick] [--taguette PATH_TO_PYTHON]

A made-up interview of each length, in a study of its own, is coded in a real Chromium on the app's own coding page.
`--quick` does everything fewer times. Where this Python or the one given has Taguette, the same act is measured there.
Prints one Markdown table with the targets and the load of the machine; writes nothing but temporary files.
"""

import argparse
import importlib.util
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.coding_page import taguette
from benchmarks.coding_page.page import CodingPage, Presses, chromium, percentile_95
from benchmarks.made_up.one_interview import CODER, MEASURED, Size, apply_somewhere, build_interview, the_interview
from coding.operations import apply_operations
from corpus.coders import ensure_coder
from corpus.documents import Document
from corpus.study import open_study
from tests.browser.conftest import CHROMIUM
from tests.browser.serving import ROOT, Server

SIZES = (Size(4_000, 100), Size(12_000, 400), Size(40_000, 2_000))


@dataclass(frozen=True)
class Counts:
    """How often each thing is done."""

    presses: int = 50
    stores: int = 200
    actions: int = 1_000
    loads: int = 5


QUICK = Counts(presses=10, stores=40, actions=100, loads=2)


@dataclass(frozen=True)
class Figures:
    """What was measured at one length; times in ms, memory in MB."""

    presses: Presses
    stores: tuple[float, ...]
    cold_load: float
    loads: tuple[float, ...]
    memory_before: float
    memory_after: float
    highlights: tuple[float, ...]
    load_average: float


def main(arguments: Sequence[str]) -> int:
    """Measure and print; return 0, also without a browser, which is said loudly."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks coding")
    parser.add_argument("--quick", action="store_true", help="everything fewer times")
    parser.add_argument("--taguette", metavar="PATH_TO_PYTHON", help="a Python that has Taguette installed")
    options = parser.parse_args(arguments)
    counts = QUICK if options.quick else Counts()
    python = options.taguette or (sys.executable if importlib.util.find_spec("taguette") else None)
    with chromium() as browser:
        if browser is None:
            print(f"SKIPPED: {CHROMIUM} is missing (Debian: apt-get install chromium); coding was NOT measured")
            return 0
        figures = [_measure(browser, size, counts, python) for size in SIZES]
    print(_table(figures, counts))
    if python is None:
        print("\nTaguette was NOT measured: give --taguette the Python of an environment that has it.")
    return 0


def _measure(browser: Browser, size: Size, counts: Counts, python: str | None) -> Figures:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _say(f"{size.words} words, {size.codings} codings: making the study")
        study = build_interview(folder / "study.citat", size)
        document = the_interview(study)
        study.close()
        _say("storing without a page")
        stores = _store_times(folder, counts.stores)
        highlights = _highlight_times(python, document, counts.presses) if python else ()
        server = _server(folder)
        try:
            _say("coding in the browser")
            page = CodingPage(browser, server.url)
            cold_load, *loads = page.first_loads(1 + counts.loads)
            with page.open() as tab:
                presses = page.press(tab, counts.presses)
                before = _memory(server)
                page.act_many_times(tab, counts.actions)
                after = _memory(server)
        finally:
            server.stop()
        return Figures(presses, stores, cold_load, tuple(loads), before, after, highlights, os.getloadavg()[0])


def _store_times(folder: Path, count: int) -> tuple[float, ...]:
    # in a copy, so that the page meets as many codings as the table says
    copy = folder / "copy.citat"
    shutil.copy(folder / "study.citat", copy)
    study = open_study(copy)
    document, coder, chance = the_interview(study), ensure_coder(study, CODER), random.Random(5)
    times = []
    for _ in range(count):
        operation = apply_somewhere(document, MEASURED.id, chance)
        began = time.perf_counter()
        apply_operations(study, coder.id, document.id, [operation])
        times.append((time.perf_counter() - began) * 1000)
    study.close()
    copy.unlink()
    return tuple(times)


def _highlight_times(python: str, document: Document, count: int) -> tuple[float, ...]:
    _say("the same act in Taguette")
    paragraphs = [document.text[turn.start : turn.end] for turn in document.turns]
    size = sum(len(each.encode("utf-8")) for each in paragraphs)
    with taguette.running(python) as running:
        path, tag = running.add_project(paragraphs)
        return running.highlight_times(path, tag, size, count)


def _server(folder: Path) -> Server:
    settings = {"language": "en", "coder": CODER, "last_study": str(folder / "study.citat")}
    (folder / "citat-settings.json").write_text(json.dumps(settings), encoding="utf-8")
    server = Server(ROOT / "app" / "main.py", folder)
    server.start()
    return server


def _memory(server: Server) -> float:
    if server.pid is None:
        raise RuntimeError("the server has ended")
    pages = int(Path(f"/proc/{server.pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _table(figures: Sequence[Figures], counts: Counts) -> str:
    rows: list[tuple[str, str, Callable[[Figures], str]]] = [
        ("key press to painted, median", "20 ms at 12,000", lambda f: _ms(f.presses.painted)),
        ("key press to painted, p95", "", lambda f: f"{percentile_95(f.presses.painted):.0f} ms"),
        ("key press to saved, median", "100 ms", lambda f: _ms(f.presses.stored)),
        ("key press to saved, p95", "", lambda f: f"{percentile_95(f.presses.stored):.0f} ms"),
        ("of it in the store, median", "10 ms", lambda f: f"{statistics.median(f.stores):.1f} ms"),
        ("down per act", "4 KB", lambda f: f"{f.presses.down / 1000:.2f} KB"),
        ("up per act", "1 KB", lambda f: f"{f.presses.up / 1000:.2f} KB"),
        ("page load, first of a server", "", lambda f: f"{f.cold_load:.0f} ms"),
        ("page load, later ones, median", "", lambda f: _ms(f.loads)),
        ("server memory before", "", lambda f: f"{f.memory_before:.0f} MB"),
        (f"server memory after {counts.actions:,} acts", "", lambda f: f"{f.memory_after:.0f} MB"),
    ]
    if all(each.highlights for each in figures):
        rows += [
            ("Taguette, highlight stored over HTTP, median", "", lambda f: _ms(f.highlights)),
            ("our store / that", "", lambda f: _ratio(f.stores, f.highlights)),
            ("our key press to saved / that", "", lambda f: _ratio(f.presses.stored, f.highlights)),
        ]
    rows.append(("load average (1 min) when measured", "", lambda f: f"{f.load_average:.1f}"))
    growth = statistics.median(figures[-1].presses.stored) / statistics.median(figures[0].presses.stored)
    heads = [f"{size.words:,} words, {size.codings:,} codings" for size in SIZES]
    return "\n".join(
        [
            _line(["", "target", *heads]),
            _line(["---"] * (2 + len(heads))),
            *(_line([what, target, *(value(each) for each in figures)]) for what, target, value in rows),
            _line(["key press to saved, longest / shortest", "1.5", "", "", f"{growth:.2f}"]),
            "",
            f"Each median of {counts.presses} key presses, {counts.stores} stored acts, {counts.loads} page loads; "
            f"{os.cpu_count()} processors.",
        ]
    )


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ms(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.0f} ms"


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> str:
    return f"{statistics.median(ours) / statistics.median(theirs):.2f}"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
