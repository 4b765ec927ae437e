"""Two coders at once on one interview of one study file, each with an app of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from coding.codebook_store import edit_code, load_codebook, merge_codes, retire_code
from coding.codings import list_codings
from corpus.coders import ensure_coder
from corpus.documents import list_documents
from corpus.study import Study
from tests.browser.app_pages import serve_study
from tests.browser.coding_page import CodingPage, assert_whole, ids
from tests.browser.coding_study import code, coding_study, codings, stored
from tests.browser.conftest import Serve


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=3)


@pytest.fixture
def anna(page: Page, serve: Serve, study: Study) -> CodingPage:
    return CodingPage(page, serve_study(serve, study.path)).open()


@pytest.fixture
def bo(chromium: Browser, serve: Serve, study: Study) -> Iterator[CodingPage]:
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    yield CodingPage(context.new_page(), serve_study(serve, study.path, "Bo")).open()
    context.close()


def by(study: Study, coder: str) -> set[str]:
    return {coding.id for coding in codings(study) if coding.coder == coder}


def test_each_codes_under_their_own_name_sees_the_other_and_undoes_only_their_own(
    anna: CodingPage, bo: CodingPage, study: Study
) -> None:
    for person in (anna, bo):
        person.two_codes(7)
    for _ in range(4):
        anna.code_words(2)
        bo.code_words(2)
    for person in (anna, bo):
        person.saved()
    assert (len(by(study, "Anna")), len(by(study, "Bo"))) == (8, 8)
    annas = by(study, "Anna")
    bo.press(*["Control+z"] * 3)
    bo.saved()
    assert by(study, "Anna") == annas
    assert len(by(study, "Bo")) == 5
    anna.press("Control+z")
    anna.saved()
    assert (len(by(study, "Anna")), len(by(study, "Bo"))) == (7, 5)
    assert anna.stripes() == 12
    anna.click_at("Jeg")
    expect(anna.items.filter(has_text="Bo · coded by hand")).to_have_count(1)
    assert_whole(study)


@contextmanager
def unknown_to(coding: CodingPage) -> Iterator[None]:
    """What is done to the study meanwhile is not known to the page, whatever it would have asked its server for."""
    coding.settled()
    with coding.server.silent():
        yield


def use(coding: CodingPage, name: str) -> None:
    """Code the turn where the keyboard is with a code of this name."""
    coding.press("Escape", "Enter", "c")
    coding.page.keyboard.type(name)
    coding.press("Enter")


def test_a_code_that_was_merged_meanwhile_is_followed_and_one_renamed_is_the_same(
    anna: CodingPage, study: Study
) -> None:
    boss = ensure_coder(study, "Bo").id
    anna.to_turn(7)
    with unknown_to(anna):
        merge_codes(study, boss, "code-time", "code-language")
        use(anna, "Tid og")
    anna.saved()
    expect(anna.notice).to_be_hidden()
    assert [code_id for _, code_id in stored(study)] == ["code-language"]
    expect(anna.item("Barrierer > Sprog og kompetencer")).to_have_count(1)
    fellowship = load_codebook(study).code("code-fellowship")
    with unknown_to(anna):
        edit_code(study, boss, type(fellowship)(**{**vars(fellowship), "name": "Sammenhold"}))
        use(anna, "Fælles")
    anna.saved()
    expect(anna.item("Mening > Sammenhold")).to_have_count(1)
    assert_whole(study)


def test_codings_with_a_code_retired_meanwhile_are_told_with_their_place(anna: CodingPage, study: Study) -> None:
    anna.to_turn(7)
    use(anna, "Tid og")
    anna.saved()
    boss = ensure_coder(study, "Bo").id
    with unknown_to(anna):
        retire_code(study, boss, "code-time")
        anna.press("j", "Enter", "1", "Escape", "j", "Enter", "1")
    expect(anna.notice).to_contain_text("2 acts were not stored and have been taken back")
    expect(anna.notice).to_contain_text("The code Tid og ressourcer is retired.")
    anna.saved()
    assert len(ids(study)) == 1 == anna.stripes()
    anna.notice.get_by_role("button", name="Papirerne tager en time.").click()
    anna.press("c")
    anna.page.keyboard.type("Sprog")
    anna.press("Enter")
    anna.saved()
    assert ("Papirerne tager en time.\nDen time mangler vi.", "code-language") in stored(study)
    assert_whole(study)


def test_undo_of_a_refused_act_leaves_the_act_before_it(anna: CodingPage, study: Study) -> None:
    anna.to_turn(7)
    use(anna, "Tid og")
    anna.saved()
    before = ids(study)
    boss = ensure_coder(study, "Bo").id
    with unknown_to(anna):
        retire_code(study, boss, "code-time")
        anna.press("j", "Enter", "1", "Control+z")
    expect(anna.notice).to_contain_text("The code Tid og ressourcer is retired.")
    anna.saved()
    assert ids(study) == before
    assert anna.stripes() == 1


def test_what_is_another_coders_cannot_be_changed(anna: CodingPage, study: Study) -> None:
    bos = code(study, "en fast makker", "code-time", "Bo")
    anna.to_turn(9)
    anna.press("Enter", "c", "Enter", ".", ",")
    anna.saved()
    anna.click_at("en fast makker")
    anna.press("Delete", "q", "u", "e", "x")
    anna.saved()
    kept = next(coding for coding in list_codings(study, list_documents(study)[0].id) if coding.id == bos)
    assert (kept.coder, kept.code_id, kept.starred, kept.certainty) == ("Bo", "code-time", False, "certain")
