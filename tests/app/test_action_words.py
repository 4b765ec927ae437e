"""Every act that the log can hold has words of its own, whatever its details are."""

import re
from pathlib import Path

import pytest

from app.action_words import action_words, entry_words
from corpus.language import ENGLISH
from corpus.study.history import LogEntry

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = (
    *("apply", "remove", "recode", "resize", "memo", "certainty", "star"),
    *("accept", "accept_as", "reject", "create_code"),
)
ACTS = sorted(
    set(
        re.findall(
            r'\.act\([^)]*?"([a-z]+\.[a-z_]+)"',
            "\n".join(
                path.read_text(encoding="utf-8")
                for folder in ("app", "exports", "coding", "corpus")
                for path in (ROOT / folder).rglob("*.py")
            ),
        )
    )
    | {"code.retire", "code.restore"}
    | {f"coding.{name}" for name in OPERATIONS}
)


def test_the_acts_were_found() -> None:
    assert {"document.import", "code.merge", "summary.save", "participant.change"} <= set(ACTS)


@pytest.mark.parametrize("action", ACTS)
def test_every_act_has_words(action: str) -> None:
    words = action_words(action, {}, ENGLISH)
    assert words != "a change"
    assert "{" not in words
    every = {
        name: f"<{name}>" for name in ("code", "target", "quote", "name", "label", "title", "row", "text", "sentence")
    } | {"count": 3}
    assert "…" not in action_words(action, every, ENGLISH)


def test_long_and_broken_details_stay_on_one_line_and_braces_are_text() -> None:
    words = action_words("coding.apply", {"code": "{quote}", "quote": "a\nb " + "x" * 200}, ENGLISH)
    assert words.startswith("“{quote}” on “a b xxx")
    assert len(words) < 90
    assert "\n" not in words


def test_undone_and_redone_acts_say_so() -> None:
    def entry(kind: str) -> LogEntry:
        return LogEntry(1, "2026-03-04T10:00:00+00:00", "Anna", kind, "code.add", {"code": "Tid"})

    assert entry_words(entry("do"), ENGLISH) == "new code “Tid”"
    assert entry_words(entry("undo"), ENGLISH) == "undone: new code “Tid”"
    assert entry_words(entry("redo"), ENGLISH) == "redone: new code “Tid”"
