"""How long a page takes at full size: 60 interviews of 12,000 words, 20,000 codings by two coders.

`python3 -m benchmarks pages` makes that study in a folder of its own and runs each page as the server does, without a
browser: what is measured is the work behind a page, from a click to the last message, not the browser's drawing.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from streamlit.testing.v1 import AppTest

from benchmarks.made_up.large_study import CODERS, build_large_study
from coding.evidence import Evidence, load_evidence
from coding.framework_cells import FrameworkCell, save_cell
from coding.framework_matrix import framework_matrix, framework_rows
from coding.operations import apply_operations
from coding.summaries import Summary, save_summary
from corpus.coders import Coder, ensure_coder
from corpus.study import Study, open_study

MAIN = Path(__file__).resolve().parents[1] / "app" / "main.py"
ROUNDS = 7
TARGET = 500
PAGES = ("home", "interviews", "codebook", "reading", "findings")


def main(arguments: Sequence[str]) -> int:
    """Print a line a step: the first visit, the median of more, the slowest; 1 where a median is over the target."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.citat"
        study = build_large_study(path, codings=int(arguments[0]) if arguments else 20_000)
        study.close()
        settings = {"language": "en", "coder": CODERS[0], "last_study": str(path)}
        (Path(folder) / "citat-settings.json").write_text(json.dumps(settings), encoding="utf-8")
        os.environ["CITAT_HOME"] = folder
        medians = _measure(path)
    return int(max(medians) > TARGET)


def _measure(path: Path) -> list[float]:
    at = AppTest.from_file(str(MAIN), default_timeout=120)
    medians = [_timed(page, lambda page=page: at.switch_page(f"page_scripts/{page}.py").run()) for page in PAGES]  # type: ignore[misc]
    at.switch_page("page_scripts/reading.py").run()
    study = open_study(path)
    evidence = load_evidence(study)
    codes = [code.id for code in evidence.codebook.codes]
    medians.append(_timed("reading: another code", _turns(at, "study:reading:codes", [[code] for code in codes])))
    words = iter(["praktik", "tid", "sproget", "mødet", "planen", "ryggen", "sagen", "igen"])
    medians.append(
        _timed("reading: words", lambda: at.text_input(key="study:reading:words").set_value(next(words)).run())
    )
    at.switch_page("page_scripts/findings.py").run()
    boxes = iter(range(100))

    def write() -> None:
        at.text_area[0].input(f"Et synspunkt, skrevet gang nummer {next(boxes)}.").run()

    medians.append(_timed("findings: words saved", write))
    at.session_state["study:findings:tab"] = "Progress"
    medians.append(_timed("findings: progress", at.run))
    coder = ensure_coder(study, CODERS[0])
    _fill_framework(study, evidence, coder)
    at.session_state["study:findings:tab"] = "Framework matrix"
    at.run()
    keys = iter([f"participant:{person.id}" for person in evidence.asked])
    medians.append(
        _timed("framework: another cell", lambda: at.selectbox(key="study:framework:row").set_value(next(keys)).run())
    )
    medians.append(_timed("framework: words saved", write))
    at.segmented_control(key="study:framework:view").set_value("down").run()
    medians.append(_timed("framework: down a theme", at.run))

    medians += _check(at, study, evidence, coder)

    def code_and_read() -> None:
        one = evidence.excerpts[next(boxes)]
        sent = {"op": "star", "cid": str(uuid4()), "coding": one.coding.id, "starred": not one.coding.starred}
        apply_operations(study, coder.id, one.coding.document_id, [sent])
        at.switch_page("page_scripts/reading.py").run()

    medians.append(_timed("reading after one coding changed", code_and_read))
    study.close()
    return medians


def _check(at: AppTest, study: Study, evidence: Evidence, coder: Coder) -> list[float]:
    """Everything written looked through, with hundreds of quotes of which most are changed in a word.

    What is timed is the page; how long it takes until all that is found is on it is printed besides.
    """
    _quote(study, evidence, coder)
    at.session_state["study:findings:tab"] = "Check"
    began = time.perf_counter()
    median = _timed("findings: check", at.run)
    while any("Reading what is written" in each.value for each in at.caption):
        time.sleep(0.1)
        at.run()
    print(f"{'findings: all is checked':34} after {(time.perf_counter() - began) * 1000:6.0f} ms")
    began = time.perf_counter()
    at.switch_page("page_scripts/reading.py").run()
    print(f"{'reading: first with uses':34} after {(time.perf_counter() - began) * 1000:6.0f} ms")
    return [median]


def _quote(study: Study, evidence: Evidence, coder: Coder) -> None:
    """Summaries of every code in every group, each with quotes that have one word changed."""
    for (code_id, group_id), found in evidence.by_cell.items():
        if group_id is not None:
            said = [each.quote.split()[:14] for each in found[:3]]
            quotes = " ".join(f"De siger »{' '.join([*words[:3], 'altid', *words[4:]])}«." for words in said)
            save_summary(study, coder.id, Summary(code_id, group_id, dominant=quotes), evidence)


def _fill_framework(study: Study, evidence: Evidence, coder: Coder) -> None:
    """Words in every cell of all informants and four themes, as when the matrix is done."""
    themes = [code.id for code in evidence.codebook.children(None)][:4]
    matrix = framework_matrix(evidence, framework_rows(evidence, (), "participant"), themes)
    for row in matrix.rows:
        for code_id in themes:
            words = f"Det, {row.label} siger, i egne ord. " * 6
            linked = tuple(excerpt.coding.id for excerpt in matrix.excerpts(code_id, row)[:3])
            save_cell(study, coder.id, FrameworkCell(code_id, row.key, words, linked), row, matrix)


def _turns(at: AppTest, key: str, values: Sequence[list[str]]) -> Callable[[], object]:
    ahead = iter(values)
    return lambda: at.multiselect(key=key).set_value(next(ahead)).run()


def _timed(what: str, act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    median = statistics.median(times[1:])
    print(f"{what:34} first {times[0]:6.0f} ms   median {median:6.0f} ms   slowest later {max(times[1:]):6.0f} ms")
    return median
