"""What crosses the line while one codes on the real page: the transcript once, and little for every act after that."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.sample import build_sample
from corpus.documents import load_document
from corpus.study import Study
from tests.browser.app_pages import serve_study
from tests.browser.coding_page import CodingPage
from tests.browser.coding_study import TITLE, coding_study, codings
from tests.browser.conftest import Serve
from tests.browser.line import Line
from tests.studies import document_id

DOWN = 4_000
UP = 1_000
"""Bytes that an act may cost in both directions."""
EXCHANGES = 185
"""So many make an interview of 12,000 words."""


ACTS = (
    ("j", "s", "c", "Enter"),
    ("j", "j", "Enter", "1"),
    ("q",),
    ("u",),
    ("m", *"Se igen", "Control+Enter"),
    ("Delete",),
    ("Control+z",),
    ("Control+y",),
    ("j", "j", "Enter", "1"),
    ("e", "Shift+ArrowLeft", "Enter"),
)


def settled(coding: CodingPage, line: Line) -> None:
    """Everything is answered, and nothing was sent while that was being found out."""
    before = -1
    while len(line.up) != before:
        before = len(line.up)
        coding.saved()
        coding.settled()


def costs(coding: CodingPage, line: Line, acts: Sequence[Sequence[str]]) -> list[tuple[str, int, int, int, int]]:
    """Each act, given as the keys that do it, with what `Line.taken` says when the server is at rest again."""
    found: list[tuple[str, int, int, int, int]] = []
    settled(coding, line)
    line.taken()
    for keys in acts:
        coding.press(*keys)
        settled(coding, line)
        found.append((" ".join(keys), *line.taken()))
    return found


def too_much(costs: list[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """Acts beyond the bounds, and those that sent nothing at all: then something else was measured.

    What was read is told every ten seconds, alone or along with an act, and may cost as much again; its answer may come
    during the next act, or be one with the act's: two runs of which the second takes the place of the first.
    """
    return [
        (act, sent, answers, down, up)
        for act, sent, answers, down, up in costs
        if not (1 <= sent <= 3 and 1 <= answers <= 3 and down < max(sent, answers) * DOWN and up < sent * UP)
    ]


@pytest.fixture
def line(page: Page) -> Line:
    return Line(page)


@pytest.fixture
def sample(tmp_path: Path) -> Study:
    return build_sample(tmp_path / "sample.citat")


def test_acts_on_the_sample_study_cost_little_whatever_is_open(
    page: Page, serve: Serve, sample: Study, line: Line
) -> None:
    coding = CodingPage(page, serve_study(serve, sample.path)).open()
    coding.to_turn(1)
    found = {"nothing open": costs(coding, line, ACTS)}
    coding.to_turn(2)
    coding.press(".", "o")
    expect(coding.root.locator(".retrieval .passage").first).to_be_visible()
    coding.to_turn(11)
    found["passages open"] = costs(coding, line, ACTS)
    coding.root.get_by_role("tab").last.click()
    coding.to_turn(21)
    coding.press("/")
    page.keyboard.type("det")
    expect(coding.root.locator(".hits")).to_contain_text("1")
    coding.to_turn(21)
    found["passages and search open"] = costs(coding, line, ACTS)
    coding.press("Shift+F", "Space", "Escape")
    expect(coding.root.locator(".filter-sign")).to_be_visible()
    coding.to_turn(31)
    found["passages and search open, filtered"] = costs(coding, line, ACTS)
    for state, each in found.items():
        assert too_much(each) == [], state


def test_looking_costs_nothing_but_what_is_asked_for(page: Page, serve: Serve, sample: Study, line: Line) -> None:
    coding = CodingPage(page, serve_study(serve, sample.path)).open()
    settled(coding, line)
    line.taken()
    coding.to_turn(2)
    coding.press("j", "k", ".", ",", "s", "Shift+S", "Escape", "Shift+F", "Space", "Escape", "Shift+D", "Escape")
    coding.press("/")
    page.keyboard.type("det")
    expect(coding.root.locator(".hits")).to_contain_text("1")
    coding.press("Enter", "Escape")
    settled(coding, line)
    sent, _, down, up = line.taken()
    assert sent <= 2
    assert down < DOWN
    assert up < 2 * UP


def test_a_long_interview_is_sent_once(page: Page, serve: Serve, tmp_path: Path, line: Line) -> None:
    study = coding_study(tmp_path, repeats=EXCHANGES)
    text = load_document(study, document_id(study, TITLE)).text
    assert len(text.split()) >= 12_000
    coding = CodingPage(page, serve_study(serve, study.path)).open()
    settled(coding, line)
    assert line.taken()[2] > len(text.encode("utf-8"))
    coding.to_turn(5)
    assert too_much(costs(coding, line, ACTS)) == []
    assert len(codings(study)) == 2
