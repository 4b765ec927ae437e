"""The main job as a researcher does it, from two Word files and a table of people to a Word report with the quotes."""

import re
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from playwright.sync_api import Page, expect

from coding.checking import check_study
from coding.codings import list_codings
from corpus.documents import list_documents, load_document
from corpus.study import create_study, open_study
from tests.browser.app_pages import open_page, serve_study, settled, visit
from tests.browser.coding_surface import CodingSurface
from tests.browser.conftest import Serve
from tests.studies import group_id

PEOPLE = "Deltager;Gruppe;Case;Stilling\nLeder 1;leder;Egelund;køkkenchef\nBorger 1;borger;Egelund;\n"
LEADER = (
    ("Interviewer", "Hvordan begyndte det hos jer?"),
    (
        "Leder 1",
        "Vi har ikke tid til at lære nogen op. Der mangler hænder, og papirerne fylder hele formiddagen, så de står "
        "bare og venter på, at nogen af os får tid til dem.",
    ),
    ("Interviewer", "Hvad så?"),
    ("Leder 1", "Så ringer jeg til jobcentret, og der sidder hver gang en ny, som ikke kender aftalen med os."),
)
CITIZEN = (
    ("Interviewer", "Hvordan var den sidste dag?"),
    ("Borger 1", "De sagde tillykke 🎉 til mig, og kokken gav mig et forklæde med navn på."),
    ("Borger 1", "Der står en stol til mig ved frokostbordet. Jeg hører til der."),
)
WAITING = "så de står bare og venter på"
NO_TIME = "Der mangler hænder, og papirerne fylder hele formiddagen, så de står bare"
PARTY = "tillykke 🎉 til mig"
APRON, CHAIR = "kokken gav mig et forklæde med navn på.", "Der står en stol til mig"


def write_interview(path: Path, turns: tuple[tuple[str, str], ...]) -> Path:
    word = docx.Document()
    for speaker, said in turns:
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{speaker}: ").bold = True
        paragraph.add_run(said)
    word.save(str(path))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create_study(tmp_path / "ny.citat", "Ny undersøgelse", "da").close()
    return tmp_path / "ny.citat"


def upload(page: Page, label: str, files: Path | list[Path]) -> None:
    """Give files to the field of this label: one may be there before the other."""
    field = page.get_by_test_id("stFileUploader").filter(has_text=label)
    field.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(files)


def import_interviews(page: Page, folder: Path) -> None:
    files = [write_interview(folder / "leder-1.docx", LEADER), write_interview(folder / "borger-1.docx", CITIZEN)]
    (folder / "personer.csv").write_text(PEOPLE, encoding="utf-8")
    visit(page, "Interviews")
    upload(page, "Interviews (", files)
    expect(page.get_by_role("button", name="Import 2 interviews")).to_be_visible()
    upload(page, "Table of people", folder / "personer.csv")
    settled(page)
    page.get_by_role("button", name="Import 2 interviews").click()
    expect(page.get_by_text("2 interviews are imported.")).to_be_visible()


def take_codebook(page: Page) -> None:
    visit(page, "Codebook")
    page.get_by_role("combobox").last.click()
    page.get_by_role("option", name=re.compile("Dansk")).click()
    page.get_by_role("button", name="Take this codebook").click()
    expect(page.get_by_role("button", name=re.compile("^Barrierer"))).to_be_visible()


def choose_interview(page: Page, title: str) -> None:
    settled(page)
    page.get_by_test_id("stMain").get_by_role("combobox").first.click()
    page.get_by_role("option", name=re.compile(title)).click()
    expect(page.locator(".citat").get_by_text(title).first).to_be_visible()
    settled(page)


def code_three_passages(surface: CodingSurface) -> None:
    choose_interview(surface.page, "leder-1")
    surface.ready()
    surface.drag(WAITING)
    surface.tree_code("Tid og ressourcer").click()
    surface.saved()
    surface.drag(NO_TIME)
    surface.tree_code("Aflastning og belastning").click()
    surface.saved()
    choose_interview(surface.page, "borger-1")
    surface.ready()
    surface.drag(PARTY)
    surface.tree_code("Fællesskab").click()
    surface.saved()
    surface.drag(APRON, until=CHAIR)
    surface.tree_code("Fællesskab").click()
    surface.saved()


def wait_for_suggestions(page: Page) -> None:
    """They come by themselves, now that there are interviews and a codebook."""
    expect(page.get_by_text(re.compile(r"^\d+ suggestions?$"))).to_be_visible(timeout=120_000)
    settled(page)


def accept_a_suggestion(surface: CodingSurface) -> None:
    choose_interview(surface.page, "leder-1")
    surface.click_at("der sidder hver gang en ny")
    surface.items.get_by_role("button", name="Accept", exact=True).first.click()
    surface.saved()


def write_a_summary(page: Page, group_id: str) -> None:
    visit(page, "Findings and report")
    page.get_by_test_id("stButtonGroup").get_by_text("Borgere").click()
    # for a moment after the choice the fields of the group before still stand there
    fields = page.locator(f'[class*="{group_id}"]')
    fields.get_by_label("Dominant view").fill("Borgeren vil høre til.")
    fields.get_by_label("Nuances").click()
    expect(page.get_by_text(re.compile(r"Saved .*\d\d"))).to_be_visible()
    settled(page)


def download_report(page: Page, path: Path) -> WordDocument:
    page.get_by_role("tab", name="Report and data").click()
    page.get_by_role("button", name="Look for personal data").click()
    expect(page.get_by_text("No CPR number, phone number or e-mail address was found.")).to_be_visible()
    page.get_by_role("button", name="Make the Word report").click()
    with page.expect_download() as coming:
        page.get_by_test_id("stDownloadButton").get_by_role("button").click()
    coming.value.save_as(path)
    return docx.Document(str(path))


@pytest.mark.slow
def test_from_two_word_files_to_a_report_with_the_quotes(page: Page, serve: Serve, path: Path, tmp_path: Path) -> None:
    server = serve_study(serve, path, "Eva")
    open_page(page, server, "")
    import_interviews(page, tmp_path)
    take_codebook(page)
    visit(page, "Coding")
    wait_for_suggestions(page)
    surface = CodingSurface(page, server)
    code_three_passages(surface)
    accept_a_suggestion(surface)

    visit(page, "Read and compare")
    expect(page.get_by_text("5 passages by 2 of 2 informants in 2 interviews")).to_be_visible()
    study = open_study(path)
    write_a_summary(page, group_id(study, "citizen"))
    study.close()
    report = download_report(page, tmp_path / "report.docx")

    study = open_study(path)
    texts = {head.id: load_document(study, head.id).text for head in list_documents(study)}
    coded = {(each.origin, texts[each.document_id][each.start : each.end]) for each in list_codings(study)}
    by_hand = {words for origin, words in coded if origin == "manual"}
    assert by_hand == {WAITING, NO_TIME, PARTY, f"{APRON}\n{CHAIR}"}
    accepted = next(words for origin, words in coded if origin == "accepted")
    assert "der sidder hver gang en ny" in accepted
    assert check_study(study) == ()
    study.close()

    printed = [paragraph.text for paragraph in report.paragraphs]
    assert "Borgeren vil høre til." in "\n".join(printed)
    for words, label in ((PARTY, "(Borger 1)"), (NO_TIME, "(Leder 1)"), (accepted, "(Leder 1)")):
        assert any(words in text for text in printed), words
        assert any(label in text for text in printed[_index(printed, words) :][:3]), label
    assert any(APRON in text for text in printed)


def _index(printed: list[str], words: str) -> int:
    return next(i for i, text in enumerate(printed) if words in text)
