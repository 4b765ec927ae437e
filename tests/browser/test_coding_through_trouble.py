"""The connection is cut, the study is locked, read-only or out of room: coding goes on, and all is stored after it."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from corpus.study import Study
from tests.browser.app_pages import serve_study
from tests.browser.cable import Cable
from tests.browser.coding_page import CodingPage, assert_whole, ids, places
from tests.browser.coding_study import OTHER_TITLE, TITLE, coding_study, stored
from tests.browser.conftest import Serve

LOST = "Citat does not answer just now."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=3)


@pytest.fixture
def coding(page: Page, serve: Serve, study: Study) -> CodingPage:
    return CodingPage(page, serve_study(serve, study.path))


@pytest.fixture
def cable(coding: CodingPage) -> Iterator[Cable]:
    cable = Cable(coding.server)
    yield cable
    cable.pull()


def test_work_goes_on_while_the_connection_is_cut(coding: CodingPage, study: Study, cable: Cable) -> None:
    coding.page.goto(f"{cable.url}/coding")
    coding.ready()
    coding.settled()
    coding.two_codes(7)
    coding.code_words(2)
    coding.saved()
    cable.pull()
    coding.code_words(2)
    expect(coding.notice).to_contain_text(LOST)
    expect(coding.state).to_have_text("Not saved yet")
    expect(coding.page.get_by_role("dialog")).to_have_count(0)
    coding.code_words(2)
    assert coding.stripes() == 6
    assert len(ids(study)) == 2
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    coding.page.on("dialog", stay)
    coding.page.close(run_before_unload=True)
    coding.page.wait_for_timeout(200)
    assert asked == ["beforeunload"]
    cable.plug()
    expect(coding.state).to_have_text("Saved")
    expect(coding.notice).to_be_hidden()
    assert len(ids(study)) == 6 == len(places(study))
    coding.code_words(1)
    coding.saved()
    assert len(ids(study)) == 7
    assert_whole(study)


def test_a_study_locked_by_another_program_gets_what_was_coded_meanwhile(coding: CodingPage, study: Study) -> None:
    coding.open().two_codes(7)
    with closing(sqlite3.connect(study.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        coding.code_words(3)
        expect(coding.notice).to_contain_text("is being used by another program")
        expect(coding.state).to_have_text("Not saved yet")
        coding.code_words(3)
        assert coding.stripes() == 6
        assert ids(study) == []
        assert len(coding.outbox()) == 6
        other.execute("ROLLBACK")
    coding.saved()
    expect(coding.notice).to_be_hidden()
    assert len(ids(study)) == 6 == coding.stripes()
    assert_whole(study)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can take room from a running process")
def test_where_nothing_can_be_written_all_is_kept_and_nothing_half_done(coding: CodingPage, study: Study) -> None:
    coding.open().two_codes(7)
    coding.code_words(2)
    coding.saved()
    assert coding.server.pid is not None
    before = resource.prlimit(coding.server.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    coding.code_words(2)
    expect(coding.notice).to_contain_text("could not be written")
    expect(coding.state).to_have_text("Not saved yet")
    assert coding.stripes() == 4
    assert len(ids(study)) == 2
    assert_whole(study)
    resource.prlimit(coding.server.pid, resource.RLIMIT_FSIZE, before)
    coding.saved()
    expect(coding.notice).to_be_hidden()
    assert len(ids(study)) == 4
    assert_whole(study)


def test_what_one_interview_still_owes_is_sent_while_another_is_open(coding: CodingPage, study: Study) -> None:
    coding.open()
    coding.page.get_by_test_id("stMain").get_by_role("combobox").first.click()
    coding.page.get_by_role("option", name=OTHER_TITLE).click()
    coding.shows(OTHER_TITLE)
    coding.ready()
    coding.two_codes(1)
    coding.server.kill()
    coding.code_words(3)
    coding.page.on("dialog", lambda dialog: dialog.accept())
    starting = coding.server.start_meanwhile()
    starting.join()
    coding.page.reload()
    coding.shows(TITLE)
    coding.ready()
    assert coding.outbox() == []
    assert len(stored(study, OTHER_TITLE)) == 3
    assert stored(study) == []
    assert_whole(study)
