"""The pages as Danish users see them: no English left, Streamlit's own upload words included."""

from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Page, expect

from app.translation import CATALOGUES, texts_for
from tests.browser.app_pages import open_page, serve_study, settled, visit
from tests.browser.conftest import Serve
from tests.studies import small_study

PAGES = (
    "Undersøgelse",
    "Interview",
    "Kodebog",
    "Kodning",
    "Forslag",
    "Efterse",
    "Læs og sammenlign",
    "Fund og rapport",
)
READ_ALL = """() => {
  const words = [];
  const read = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) read(node.shadowRoot);
      // Streamlit's own controls carry English names for screen readers that cannot be changed.
      const spoken = root === document.body ? [] : ["aria-label", "title"];
      for (const name of ["placeholder", ...spoken]) words.push(node.getAttribute(name) || "");
      for (const child of node.childNodes) if (child.nodeType === 3) words.push(child.textContent);
    }
  };
  read(document.body);
  return words.map((each) => each.trim()).filter(Boolean);
}"""


def open_in_danish(page: Page, serve: Serve, folder: Path, address: str = "") -> None:
    study = folder / "lille.citat"
    small_study(study).close()
    open_page(page, serve_study(serve, study, language="da"), address)


def english_only() -> set[str]:
    """The texts that are something else in Danish."""
    with (CATALOGUES / "da.po").open("rb") as file:
        catalogue = read_po(file, locale="da")
    texts = texts_for("da")
    plain = {message.id for message in catalogue if isinstance(message.id, str) and message.id}
    danish = {texts.gettext(text) for text in plain}
    return {text for text in plain if texts.gettext(text) != text} - danish


def test_no_page_mixes_english_into_danish(page: Page, serve: Serve, tmp_path: Path) -> None:
    open_in_danish(page, serve, tmp_path)
    english = english_only()
    for name in PAGES:
        visit(page, name)
        for tab in [None, *page.get_by_role("tab").all()]:
            if tab is not None:
                tab.click()
                settled(page)
            assert english & set(page.evaluate(READ_ALL)) == set(), (name, tab)


def test_upload_fields_speak_danish(page: Page, serve: Serve, tmp_path: Path) -> None:
    open_in_danish(page, serve, tmp_path, "interviews")
    page.get_by_role("tab", name="Importér").click()
    field = page.get_by_test_id("stFileUploaderDropzone").first
    expect(field).to_be_visible()
    shown = 'e => [getComputedStyle(e).fontSize, getComputedStyle(e, "::after").content]'
    assert field.locator("button p").evaluate(shown) == ["0px", '"Vælg filer"']
    assert field.get_by_test_id("stFileUploaderDropzoneInstructions").locator("span").evaluate(shown) == [
        "0px",
        '"eller træk dem herind"',
    ]
