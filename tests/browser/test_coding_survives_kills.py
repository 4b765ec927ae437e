"""The server is killed amid quick coding on the real page: nothing acknowledged is lost, nothing is done twice."""

from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from corpus.study import Study
from tests.browser.app_pages import serve_study
from tests.browser.coding_page import CodingPage, assert_whole, ids, places
from tests.browser.coding_study import coding_study, codings
from tests.browser.conftest import Serve

KILLED_AFTER = (8, 100, 192)
CODINGS = 200


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=12)


@pytest.fixture
def coding(page: Page, serve: Serve, study: Study) -> CodingPage:
    return CodingPage(page, serve_study(serve, study.path)).open()


def applied(coding: CodingPage) -> list[str]:
    return [operation["coding"] for operation in coding.outbox() if operation["op"] == "apply"]


@pytest.mark.slow
def test_kills_amid_two_hundred_codings_lose_none_and_double_none(coding: CodingPage, study: Study) -> None:
    coding.two_codes(7)
    done = 0
    for moment in (*KILLED_AFTER, CODINGS):
        coding.code_words(moment - done)
        done = moment
        if moment == CODINGS:
            break
        coding.server.kill()
        assert len(set(ids(study)) | set(applied(coding))) == done
        starting = coding.server.start_meanwhile()
        coding.code_words(4)
        done += 4
        starting.join()
    expect(coding.state).to_have_text("Saved", timeout=60_000)
    assert len(ids(study)) == len(places(study)) == CODINGS == coding.stripes()
    assert coding.outbox() == []
    assert_whole(study)
    in_order = [each.id for each in sorted(codings(study), key=lambda each: (each.created, each.start))]
    for taken_back in (1, 2, 3):
        coding.press("Control+z")
        coding.saved()
        assert set(ids(study)) == set(in_order[:-taken_back])
    coding.press("Control+y")
    coding.saved()
    assert set(ids(study)) == set(in_order[:-2])
    assert_whole(study)


def test_a_reload_before_the_server_is_back_keeps_the_rest(coding: CodingPage, study: Study) -> None:
    coding.two_codes(7)
    coding.code_words(10)
    coding.server.kill()
    coding.code_words(6)
    expect(coding.state).to_have_text("Not saved yet")
    coding.page.on("dialog", lambda dialog: dialog.accept())
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        coding.page.reload()
    coding.server.start()
    coding.page.goto(f"{coding.server.url}/coding")
    coding.ready()
    assert len(ids(study)) == len(places(study)) == 16 == coding.stripes()
    coding.to_turn(9)
    coding.press("Control+z")
    coding.code_words(1)
    coding.saved()
    assert len(ids(study)) == 16
    assert_whole(study)
