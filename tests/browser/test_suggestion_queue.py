"""The page Suggestions as a person works it: by keys alone and by mouse, every decision stored and undone."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import insert

from coding import tables as c
from coding.blind_coding import load_blindness
from coding.codings import ensure_passage, list_codings
from coding.decisions import read_decisions
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.browser.app_pages import open_page, serve_study, settled
from tests.browser.conftest import Serve
from tests.studies import apply_words, document_id, small_study

PLACES = (
    ("Leder 2", "Vi har ikke tid til at stå ved siden af hele dagen, så enkelt er det.", "Barrierer", 0.92),
    ("Borger 1", "Jeg nikkede, og så gik jeg hen og så, hvad de andre gjorde.", "Mening", 0.81),
    ("Borger 2", "Men når praktikken slutter, er det bare slut.", "Mening", 0.62),
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    made = small_study(tmp_path / "lille.citat")
    for title, words, code, score in PLACES:
        placed = apply_words(made, title, words, code)
        start = int(str(placed["start"]))
        word = {"text": words.split()[0], "start": 0, "end": len(words.split()[0])}
        reason = {"part": "name", "code_id": placed["code"], "code_path": code, "text": code, "words": [word]}
        with made.write_unlogged() as connection:
            passage = ensure_passage(connection, document_id(made, title), start, start + len(words))
            row = {"id": str(uuid4()), "passage_id": passage, "code_id": placed["code"], "reason": reason}
            numbers = {"score": score, "top_score": score, "model": "m|w|c", "status": "pending"}
            connection.execute(insert(c.suggestion).values(**row, **numbers))
    yield made
    made.close()


@pytest.fixture
def queue(page: Page, serve: Serve, study: Study, tmp_path: Path) -> Page:
    # no model is found, so that the suggestions of this study stay as they are made here
    server = serve_study(serve, study.path, "Eva", env={"CITAT_MODEL": str(tmp_path / "nowhere")})
    open_page(page, server, "suggestions")
    page.get_by_text("Most certain first").click()
    expect(page.locator(".queue .passage strong")).to_have_text(PLACES[0][1])
    page.locator(".queue").focus()
    return page


def passage(page: Page, place: int) -> None:
    expect(page.locator(".queue .passage strong")).to_have_text(PLACES[place][1])


def said(study: Study) -> list[str]:
    with study.read() as connection:
        return sorted(each.status for each in read_decisions(connection))


def stored(page: Page, study: Study, wanted: list[str]) -> None:
    for _ in range(300):
        if said(study) == wanted:
            break
        page.wait_for_timeout(100)
    assert said(study) == wanted


def own(study: Study) -> list[tuple[str, str]]:
    return [(each.code_id, each.origin) for each in list_codings(study) if each.coder == "Eva"]


def test_by_keys_alone(queue: Page, study: Study) -> None:
    expect(queue.locator(".queue mark")).to_have_text("Vi")
    queue.keyboard.press("a")
    passage(queue, 1)
    stored(queue, study, ["accepted"])
    queue.keyboard.press("r")
    passage(queue, 2)
    queue.keyboard.press("x")
    queue.keyboard.type("sprog")
    queue.keyboard.press("Enter")
    expect(queue.locator(".queue .done")).to_be_visible()
    stored(queue, study, ["accepted", "edited", "rejected"])
    assert sorted(own(study)) == [("code-barriers", "accepted"), ("code-language", "accepted")]
    queue.keyboard.press("Control+z")
    passage(queue, 2)
    queue.keyboard.press("Control+z")
    passage(queue, 1)
    stored(queue, study, ["accepted"])
    assert own(study) == [("code-barriers", "accepted")]


def test_bounds_steps_and_putting_off(queue: Page, study: Study) -> None:
    queue.keyboard.press("ArrowRight")
    passage(queue, 1)
    queue.keyboard.press("]")
    expect(queue.locator(".queue .passage strong")).to_have_text(f"Ikke alt. {PLACES[1][1]}")
    queue.keyboard.press("a")
    stored(queue, study, ["edited"])
    queue.keyboard.press("d")
    stored(queue, study, ["deferred", "edited"])
    expect(queue.locator(".queue .said")).to_contain_text("Put off")


def test_by_mouse(queue: Page, study: Study) -> None:
    queue.get_by_role("button", name="Reject", exact=True).click()
    passage(queue, 1)
    queue.get_by_role("button", name="Accept", exact=True).click()
    passage(queue, 2)
    stored(queue, study, ["accepted", "rejected"])
    queue.get_by_role("button", name="Undo", exact=True).click()
    passage(queue, 1)
    stored(queue, study, ["rejected"])
    expect(queue.get_by_text("decided by you: 1")).to_be_visible()


def test_what_was_done_before_is_undone_and_the_place_is_a_key_away(queue: Page, study: Study) -> None:
    queue.keyboard.press("a")
    passage(queue, 1)
    stored(queue, study, ["accepted"])
    queue.reload()
    queue.get_by_text("Most certain first").click()
    passage(queue, 1)
    queue.locator(".queue").focus()
    queue.keyboard.press("ArrowRight")
    passage(queue, 2)
    queue.keyboard.press("o")
    expect(queue.locator(".item.suggestion .facts").last).to_have_text("Suggested by m, version w")
    queue.get_by_text("Back to the suggestions").click()
    queue.get_by_text("Most certain first").click()
    queue.locator(".queue").focus()
    queue.keyboard.press("Control+z")
    expect(queue.locator(".queue .said")).to_contain_text("Undone: ")
    stored(queue, study, [])
    expect(queue.get_by_text("decided by you: 0")).to_be_visible()


def test_on_the_coding_page_suggestions_are_decided_by_keys_and_several_at_once(queue: Page, study: Study) -> None:
    """D, [ and ], all like this one, and coding blind, on one opened page."""
    queue.keyboard.press("ArrowRight")
    passage(queue, 1)
    queue.keyboard.press("o")
    suggested = queue.locator(".item.suggestion.active")
    queue.locator(".scroller .turn").first.wait_for()
    queue.keyboard.press("n")
    expect(suggested.locator("blockquote")).to_have_text(PLACES[1][1])
    queue.keyboard.press("]")
    expect(suggested.locator("blockquote")).to_have_text(f"Ikke alt. {PLACES[1][1]}")
    queue.keyboard.press("[")
    expect(suggested.locator("blockquote")).to_have_text("Ikke alt.")
    queue.keyboard.press("d")
    stored(queue, study, ["deferred"])
    expect(queue.locator(".item.suggestion")).to_have_count(0)
    queue.keyboard.press("Control+z")
    stored(queue, study, [])
    queue.keyboard.press("n")
    queue.keyboard.press("t")
    others = queue.locator(".like-this li")
    expect(others).to_have_count(1)
    expect(others).to_contain_text(PLACES[2][1])
    others.locator("input").check()
    queue.keyboard.press("a")
    stored(queue, study, ["accepted", "accepted"])
    assert {code for code, _ in own(study)} == {"code-meaning"}
    queue.keyboard.press("Control+z")
    stored(queue, study, [])
    assert own(study) == []
    expect(queue.locator(".citat .facts").first).to_contain_text("Suggestions: 1")
    queue.get_by_role("button", name="Suggestions").last.click()
    queue.get_by_text("Hide suggestions until I have coded the turn").click()
    expect(queue.locator(".citat .facts").first).to_contain_text("Suggestions: 0")
    assert load_blindness(study, ensure_coder(study, "Eva").id).by_turn


def answered(page: Page) -> None:
    """Let the server say once more what waits, as it does when suggestions are worked out anew."""
    page.evaluate("() => [...globalThis.citatQueues.values()][0].setState('look', Date.now())")
    settled(page)


def test_a_button_pressed_before_an_answer_comes_decides_what_stood_there(
    page: Page, serve: Serve, study: Study, tmp_path: Path
) -> None:
    server = serve_study(serve, study.path, "Eva", env={"CITAT_MODEL": str(tmp_path / "nowhere")})
    open_page(page, server, "suggestions")
    page.get_by_text("Most certain first").click()
    passage(page, 0)
    settled(page)
    with server.silent():
        page.locator(".queue").focus()
        page.keyboard.press("a")
        passage(page, 1)
        box = page.get_by_role("button", name="Reject", exact=True).bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 5, box["y"] + 5)
        page.mouse.down()
    page.wait_for_function("() => [...globalThis.citatQueues.values()][0].press.waiting.length")
    page.mouse.up()
    passage(page, 2)
    stored(page, study, ["accepted", "rejected"])


def test_what_is_ticked_to_be_decided_together_stays_ticked(queue: Page, study: Study) -> None:
    """Also without a language model, which could say what is most alike."""
    queue.keyboard.press("ArrowRight")
    passage(queue, 1)
    queue.keyboard.press("l")
    box = queue.locator(".queue .alike input")
    expect(box).to_have_count(1)
    for wanted in (True, False):
        box.set_checked(wanted)
        answered(queue)
        expect(box).to_be_checked(checked=wanted)
    queue.locator(".queue").focus()
    queue.keyboard.press("a")
    stored(queue, study, ["accepted"])
