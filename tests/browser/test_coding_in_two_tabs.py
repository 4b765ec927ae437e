"""Two tabs of one coder on one interview, the second one opened beside the first or duplicated from it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.study import Study
from tests.browser.app_pages import serve_study
from tests.browser.coding_page import CodingPage, assert_whole, ids, places
from tests.browser.coding_study import coding_study
from tests.browser.conftest import Serve


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=3)


@pytest.fixture
def first(page: Page, serve: Serve, study: Study) -> CodingPage:
    coding = CodingPage(page, serve_study(serve, study.path)).open()
    coding.two_codes(7)
    return coding


def beside(coding: CodingPage) -> CodingPage:
    """Another tab of the same browser."""
    return CodingPage(coding.page.context.new_page(), coding.server).open()


def duplicated(coding: CodingPage) -> CodingPage:
    """The same tab once more; the browser copies its session storage, as it does where a person duplicates a tab."""
    with coding.page.context.expect_page() as opened:
        coding.page.evaluate("() => void window.open(location.href)")
    return CodingPage(opened.value, coding.server)


def shown(coding: CodingPage) -> list[str]:
    """Ids of the codings that the margins show, each once."""
    found = coding.page.locator(".citat .stripe").evaluate_all("all => all.map((each) => each.dataset.ids)")
    return sorted({each for joined in found for each in joined.split(",")})


def test_acts_in_both_tabs_are_all_there_in_both(first: CodingPage, study: Study) -> None:
    second = beside(first)
    second.two_codes(10)
    first.to_turn(7)
    for _ in range(3):
        first.code_words(1)
        second.code_words(1)
    first.code_words(2)
    second.code_words(2)
    first.saved()
    second.saved()
    assert len(ids(study)) == 10 == len(places(study))
    for tab in (first, second, first):
        tab.code_words(1)
        tab.saved()
        assert sorted(ids(study)) == shown(tab)
    assert len(ids(study)) == 13 == first.stripes()
    assert_whole(study)


def test_undo_in_one_tab_takes_back_the_latest_act_and_spoils_nothing_in_the_other(
    first: CodingPage, study: Study
) -> None:
    second = beside(first)
    first.code_words(2)
    first.saved()
    second.two_codes(10)
    second.code_words(2)
    second.saved()
    kept = ids(study)
    assert len(kept) == 4
    second.press("Control+z")
    second.saved()
    first.press("Control+z")
    first.saved()
    assert len(ids(study)) == 2
    assert set(ids(study)) < set(kept)
    assert shown(first) == sorted(ids(study))
    second.press("Control+y")
    second.saved()
    assert shown(second) == sorted(ids(study))
    first.code_words(1)
    first.saved()
    assert len(ids(study)) == 4
    assert shown(first) == sorted(ids(study))
    assert_whole(study)


def test_a_duplicated_tab_does_what_waited_once(first: CodingPage, study: Study) -> None:
    first.code_words(2)
    first.saved()
    first.server.kill()
    first.code_words(3)
    first.press("Control+z")
    waiting = [operation["cid"] for operation in first.outbox()]
    assert len(waiting) == 4
    first.server.start()
    second = duplicated(first)
    second.ready()
    expect(first.state).to_have_text("Saved")
    assert first.outbox() == second.outbox() == []
    assert len(ids(study)) == 4 == len(places(study))
    second.to_turn(10)
    second.press("Enter", "1")
    first.code_words(1)
    first.saved()
    second.saved()
    assert len(ids(study)) == 6
    assert_whole(study)


def test_what_waits_in_one_tab_is_not_in_another(first: CodingPage, study: Study) -> None:
    second = beside(first)
    second.two_codes(10)
    first.to_turn(7)
    first.server.kill()
    first.code_words(3)
    second.code_words(2)
    mine, others = ({each["cid"] for each in tab.outbox()} for tab in (first, second))
    assert (len(mine), len(others)) == (3, 2)
    assert not mine & others
    first.server.start()
    for tab in (first, second):
        expect(tab.state).to_have_text("Saved")
    assert len(ids(study)) == 5 == len(places(study))
    assert_whole(study)
