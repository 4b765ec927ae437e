"""How long reading a 70 KB interview takes, from the bytes of the file to turns and speakers, once Python is warm."""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO

from corpus.readers import read_transcript
from corpus.speakers import guess_speakers

TARGET_MS = 100
_QUESTION = "Hvordan oplever du samarbejdet med jobcentret, og hvad betyder det for dine medarbejdere?"
_ANSWER = (
    "Jeg synes, at det går godt, når vi ved, hvem vi skal ringe til. Men der er perioder, hvor vi får en ny "
    "sagsbehandler hver måned, og så skal det hele forklares forfra. Kerneopgaven er jo borgerne her på stedet. "
    "Så sagde han: det må vi se på."
)


def main(argv: Sequence[str]) -> int:
    """Measure and print, a line a format; return 1 where the median of one is over the target."""
    parser = argparse.ArgumentParser(prog="reading", description=__doc__)
    parser.add_argument("--kb", type=int, default=70, help="size of the interview's text in KB")
    parser.add_argument("--runs", type=int, default=30, help="how often each file is read")
    options = parser.parse_args(argv)
    talk = _talk(options.kb * 1000)
    text = "\n\n".join(f"{speaker}: {said}" for speaker, said in talk)
    files = {
        "interview.txt": text.encode(),
        "windows.txt": text.encode("cp1252"),
        "interview.docx": _word_file(talk, table=False),
        "table.docx": _word_file(talk, table=True),
    }
    print(f"{options.kb} KB of text, {len(talk)} turns, {options.runs} runs; target {TARGET_MS} ms")
    slow = False
    for name, data in files.items():
        times = _milliseconds(partial(_read, name, data), options.runs)
        median = statistics.median(times)
        slow = slow or median > TARGET_MS
        print(f"{name:15} {len(data) / 1000:6.0f} KB  median {median:6.1f} ms  slowest {max(times):6.1f} ms")
    return int(slow)


def _read(name: str, data: bytes) -> None:
    guess_speakers(read_transcript(name, data))


def _talk(size: int) -> list[tuple[str, str]]:
    pair = [("Interviewer", _QUESTION), ("Leder 3", _ANSWER)]
    return pair * (size // sum(len(f"{speaker}: {said}\n\n".encode()) for speaker, said in pair) + 1)


def _word_file(talk: Sequence[tuple[str, str]], *, table: bool) -> bytes:
    import docx

    document = docx.Document()
    rows = document.add_table(rows=len(talk), cols=2).rows if table else []
    if table:
        for row, turn in zip(rows, talk, strict=True):
            for cell, text in zip(row.cells, turn, strict=True):
                cell.text = text
    else:
        for speaker, said in talk:
            line = document.add_paragraph()
            line.add_run(f"{speaker}: ").bold = True
            line.add_run(said)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _milliseconds(act: Callable[[], object], runs: int) -> list[float]:
    act()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))
