"""A sentence of a draft added while somebody is still typing in the field: nothing typed is lost, and it is saved."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coding.summaries import list_summaries
from corpus.study import open_study
from tests.browser.conftest import Serve
from tests.browser.serving import ROOT
from tests.browser.windows import PATIENCE
from tests.studies import group_id, small_study

SENTENCE = "Both (2 of 2 informants) speak of “Tid og ressourcer”."


@pytest.mark.browser
def test_what_is_typed_and_what_is_added_are_both_kept_and_the_flag_follows(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    study = small_study(tmp_path / "small.citat")
    settings = {"language": "en", "coder": "Anna", "last_study": str(tmp_path / "small.citat")}
    (tmp_path / "citat-settings.json").write_text(json.dumps(settings), encoding="utf-8")
    page.goto(serve(ROOT / "app" / "main.py", folder=tmp_path).url)
    page.get_by_role("link", name="Findings and report", exact=True).first.click()
    page.get_by_text("Draft from the passages").click(timeout=PATIENCE)
    expect(page.get_by_text(SENTENCE)).to_be_visible(timeout=PATIENCE)
    field = page.get_by_label("Dominant view")
    field.fill("Alle ledere mangler sprog og kompetencer.")
    page.locator(".st-key-draft-dominant-0 button:visible").first.click()
    wanted = f"Alle ledere mangler sprog og kompetencer.\n{SENTENCE}"
    expect(field).to_have_value(wanted, timeout=PATIENCE)
    expect(
        page.get_by_text("“Alle”: 1 of 2 informants speak of “Sprog og kompetencer”. “en” would hold.")
    ).to_be_visible(timeout=PATIENCE)
    leader = group_id(study, "leader")
    assert list_summaries(study)["code-barriers", leader].dominant == wanted
    study.close()
    reopened = open_study(tmp_path / "small.citat")
    assert list_summaries(reopened)["code-barriers", leader].dominant == wanted
    reopened.close()
