"""A sentence of a draft added while somebody is still typing in the field: nothing typed is lost, and it is saved."""

from pathlib import Path

from playwright.sync_api import Page, expect

from coding.summaries import list_summaries
from corpus.study import open_study
from tests.browser.app_pages import open_page, serve_study
from tests.browser.conftest import Serve
from tests.studies import group_id, small_study

SENTENCE = "Both (2 of 2 informants) speak of “Tid og ressourcer”."


def test_what_is_typed_and_what_is_added_are_both_kept_and_the_flag_follows(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    study = small_study(tmp_path / "small.citat")
    open_page(page, serve_study(serve, study.path), "findings")
    page.get_by_text("Draft from the passages").click()
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    field = page.get_by_label("Dominant view")
    field.fill("Alle ledere mangler sprog og kompetencer.")
    page.locator(".st-key-draft-dominant-0 button:visible").first.click()
    wanted = f"Alle ledere mangler sprog og kompetencer.\n{SENTENCE}"
    expect(field).to_have_value(wanted)
    expect(
        page.get_by_text("“Alle”: 1 of 2 informants speak of “Sprog og kompetencer”. “en” would hold.")
    ).to_be_visible()
    leader = group_id(study, "leader")
    assert list_summaries(study)["code-barriers", leader].dominant == wanted
    study.close()
    reopened = open_study(tmp_path / "small.citat")
    assert list_summaries(reopened)["code-barriers", leader].dominant == wanted
    reopened.close()
