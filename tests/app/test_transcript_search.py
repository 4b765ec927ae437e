"""The browser's search finds what a person reads, at the offsets that Python counts."""

import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SCRIPT = Path(__file__).parent / "transcript_component" / "hits.js"
LETTERS = (
    *("a", "A", "b", "e", "ø", "Ø", "å", "a\u030a", "A\u030a", "é", "e\u0301", "E\u0301", "1", "İ"),
    *("\u00ad", " ", "  ", "\u00a0", ".", "–", "🎉", "👩\u200d🍳", "𝒜", "\u200b"),
)
words = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=14).map("".join)
turns = st.lists(st.one_of(words, st.tuples(words, words).map("\n".join)), min_size=1, max_size=4)


def browser_finds(cases: list[dict[str, Any]]) -> list[list[list[int]]]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is missing, so the browser's search is tested only through Chromium")
    run = subprocess.run([node, str(SCRIPT)], input=json.dumps(cases).encode(), capture_output=True, check=True)
    found: list[list[list[int]]] = json.loads(run.stdout)
    return found


def as_read(text: str) -> str:
    """What a person reads there: no soft hyphens, composed, small, one space for white space."""
    seen = unicodedata.normalize("NFC", re.sub("[\u00ad\u200b\u2060]", "", text)).lower()
    return re.sub(r"\s+", " ", seen)


def is_edge(turn: str, place: int) -> bool:
    """Whether one letter ends and another begins there."""
    if place in (0, len(turn)):
        return True
    return not unicodedata.combining(turn[place]) and not (turn[place].isspace() and turn[place - 1].isspace())


def python_finds(turn: str, typed: str) -> list[list[int]]:
    """The same by trying every stretch: slow, and plain to see."""
    asked, hits, after = as_read(typed).strip(), [], 0
    if not asked:
        return []
    for start in range(len(turn)):
        if start < after or not is_edge(turn, start) or turn[start] in "\u00ad\u200b":
            continue
        for end in range(start + 1, len(turn) + 1):
            if is_edge(turn, end) and turn[end - 1] not in "\u00ad\u200b" and as_read(turn[start:end]) == asked:
                hits.append([start, end])
                after = end
                break
    return hits


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(turns, st.one_of(st.lists(st.sampled_from(LETTERS), max_size=3).map("".join))), max_size=60))
def test_hits_stand_where_python_finds_them(cases: list[tuple[list[str], str]]) -> None:
    found = browser_finds([{"turns": each, "typed": typed, "whole": False} for each, typed in cases])
    for (texts, typed), hits in zip(cases, found, strict=True):
        expected, start = [], 0
        for text in texts:
            expected += [[start + low, start + high] for low, high in python_finds(text, typed)]
            start += len(text) + 1
        assert hits == expected, (texts, typed)


SAID = "Så røg arbejds\u00adtiden, Arbejdstid og café; cafe\u0301en.\nIkke arbejde 🎉 arbejdstid!"


@pytest.mark.parametrize(
    ("typed", "whole", "words"),
    [
        ("arbejdstid", False, ["arbejds\u00adtid", "Arbejdstid", "arbejdstid"]),
        ("arbejdstid", True, ["Arbejdstid", "arbejdstid"]),
        ("ARBEJDSTIDEN", True, ["arbejds\u00adtiden"]),
        ("tid", True, []),
        ("café", False, ["café", "cafe\u0301"]),
        ("cafe\u0301", True, ["café"]),
        ("cafe", False, []),
        ("sa", False, []),
        ("rog", False, []),
        ("en. ikke", False, ["en.\nIkke"]),
        (" røg  arbejds\u00adtiden ", False, ["røg arbejds\u00adtiden"]),
        ("🎉", True, ["🎉", "🎉"]),
        ("røg.", False, []),
        ("(", False, []),
        ("  ", False, []),
    ],
)
def test_letters_are_exact_and_what_nobody_sees_is_passed_over(typed: str, whole: bool, words: list[str]) -> None:
    before = "🎉 Før."
    ((hits),) = browser_finds([{"turns": [before, SAID, "Slut"], "typed": typed, "whole": whole}])
    text = f"{before}\n{SAID}\nSlut"
    assert [text[start:end] for start, end in hits] == words


def test_a_hit_does_not_run_on_into_the_next_turn() -> None:
    assert browser_finds([{"turns": ["Ja", "og nej"], "typed": "ja og", "whole": False}]) == [[]]
