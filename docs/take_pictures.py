"""The pictures of the guide, taken anew from the sample study.

    .venv/bin/python -m docs.take_pictures

Run it from the project's folder after the pages have changed, and look at every picture before you commit it. It
starts a server of its own with a folder of its own, so no study of yours is opened. Needs Chromium, as the tests do.
Pages of a report are taken by `docs.example_report`.
"""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from app.sample import SOURCE, ensure_sample
from corpus.study import create_study
from tests.browser.coding_surface import CodingSurface
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.serving import ROOT, Server

PICTURES = Path(__file__).parent / "pictures"
COMMONEST = 128
"""Of the 256 colours of a picture, so many are the commonest ones."""

PATIENCE = 90_000
WIDE, NARROW = (1400, 860), (700, 860)
ROW, HEAD = 28, 34
"""Heights of the reading table's rows and of its head, in CSS pixels."""

INTERVIEW = "arbejdsgiver-2"
SHOWN, SHOWN_CODE = "Og kunden, det var en ældre dame", "Værdi for andre"
"""A place with codings inside codings, by two coders, and a memo."""
SENTENCE = "Hun fik den næsten"

FIVE_IN = "borger-1"
FIVE = (
    ("Det går ikke væk. Men så kunne jeg skrive til [kontaktperson] klokken seks", ("Helbred og personlige forhold",)),
    (
        "Men så kunne jeg skrive til [kontaktperson] klokken seks, og så skrev hun tilbage, kom klokken ni",
        ("Hensyn til begrænsninger", "Ledelse og medarbejdere"),
    ),
    ("kunne jeg skrive til [kontaktperson] klokken seks", ("Eget bidrag", "Fællesskab")),
)
"""Words that are coded five times over, one code after another."""

IMPORTED_PEOPLE = ("Deltager", "Borger 3", "Leder 1", *(f"Sagsbehandler {n}" for n in (1, 2, 3)))

DOMINANT = (
    "Forløbet må gerne vare længere end de få uger, reglerne lægger op til: Det tager tid at turde, at lære sproget "
    "og at vise, hvad man kan."
)
NUANCES = "Borger 1 blev stoppet, netop som det gik godt. Borger 3 siger det samme, men det handler om sproget."
COUNTER = "Borger 2 mener, at fire uger er rigeligt. Derefter er det arbejde, og arbejde skal man have løn for."

FRAMEWORK = (
    ("Leder 2", "Det er perioderne, der er for korte: Fire uger er gået, før borgeren kan sit arbejde."),
    ("Leder 3", "Penge og bemanding. Stillingen stod tom i fem måneder, og resten måtte løbe stærkere."),
    ("Leder 1", "Venter på attester og taster det samme i to systemer. Tolken udebliver hver fjerde gang."),
)
"""Words in cells of the framework matrix, by informant."""


def main() -> None:
    """Take every picture, each on a page of its own."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(ROOT / "app" / "main.py", Path(folder))
        _remember(server.folder, ensure_sample(server.folder))
        server.start()
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        try:
            _take_all(browser, server)
        finally:
            browser.close()
            server.stop()


def _take_all(browser: Browser, server: Server) -> None:
    with _page(browser, server, "Undersøgelse") as page:
        _save(page, "home")
    with _page(browser, server, "Kodebog") as page:
        page.get_by_role("button", name=re.compile("^Aflastning og belastning")).click()
        _save(page, "codebook")
    with _page(browser, server, "Kodning") as page:
        _suggest(page)
    with _page(browser, server, "Kodning") as page:
        _show_codings(page, server)
        _save(page, "coding")
    with _page(browser, server, "Kodning", scheme="dark") as page:
        _show_codings(page, server)
        _save(page, "coding-dark")
    with _page(browser, server, "Kodning", size=NARROW) as page:
        _show_codings(page, server)
        _save(page, "coding-narrow")
    with _page(browser, server, "Kodning") as page:
        _open_picker(page, server)
        _save(page, "picker")
    with _page(browser, server, "Kodning") as page:
        _look_up_code(page, server)
        _save(page, "coding-retrieval")
    with _page(browser, server, "Kodning") as page:
        _code_five_times(page, server)
        _save(page, "coding-five")
    with _page(browser, server, "Læs og sammenlign", size=(1400, 1150)) as page:
        _choose_cell(page, row=5, column=3)
        _save(page, "reading")
    with _page(browser, server, "Læs og sammenlign", size=(1400, 1000)) as page:
        _show_network(page)
        _save(page, "network")
    with _page(browser, server, "Fund og rapport", size=(1400, 1260)) as page:
        _show_numbers(page)
        _save(page, "numbers")
    with _page(browser, server, "Fund og rapport", size=(1400, 1300)) as page:
        _write_in_framework(page)
        _save(page, "framework")
    with _page(browser, server, "Fund og rapport") as page:
        _write_summary(page)
        _save(page, "findings")
    empty = server.folder / "Ny undersøgelse.citat"
    create_study(empty, "Ny undersøgelse", "da").close()
    _remember(server.folder, empty)
    with _page(browser, server, "Interview", size=(1400, 1150)) as page:
        _begin_import(page, server.folder)
        _save(page, "import")


def _remember(folder: Path, study: Path) -> None:
    settings = {"language": "da", "coder": "Koder A", "last_study": str(study)}
    (folder / "citat-settings.json").write_text(json.dumps(settings), encoding="utf-8")


@contextmanager
def _page(
    browser: Browser,
    server: Server,
    name: str,
    size: tuple[int, int] = WIDE,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Page]:
    """A page of Citat in a window of `size`, settled."""
    context = browser.new_context(viewport={"width": WIDE[0], "height": size[1]}, color_scheme=scheme)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    page.goto(server.url)
    page.get_by_role("link", name=name, exact=True).first.click()
    _settle(page)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    _settle(page)
    yield page
    context.close()


def _settle(page: Page) -> None:
    page.wait_for_selector('[data-test-script-state="notRunning"]')
    # Painted tables and the margin of the transcript follow a moment after the page.
    page.wait_for_timeout(1_000)


def _save(page: Page, name: str) -> None:
    _settle(page)
    page.mouse.move(2, 2)
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file)
    make_small(file)


def make_small(file: Path) -> None:
    """Give a picture 256 colours and print its size."""
    # The commonest colours are kept as they are, so that paper stays paper; the others are for the codes.
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    pixels = picture.tobytes()
    counted = Counter(pixels[at : at + 3] for at in range(0, len(pixels), 3))
    common = b"".join(colour for colour, _count in counted.most_common(COMMONEST))
    spread = picture.quantize(256 - COMMONEST, method=Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(common + bytes(spread))
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)
    sys.stdout.write(f"{file.name} {file.stat().st_size // 1024} KB\n")


def _open_interview(page: Page, server: Server, title: str) -> CodingSurface:
    page.get_by_test_id("stMain").get_by_role("combobox").first.click()
    page.get_by_role("option", name=re.compile(title)).click()
    expect(page.locator(".citat").get_by_text(title).first).to_be_visible()
    _settle(page)
    return CodingSurface(page, server)


def _suggest(page: Page) -> None:
    page.get_by_role("button", name="Forslag").click()
    page.get_by_role("button", name="Foreslå koder i alle interview").click()
    expect(page.get_by_text(re.compile(r"^\d+ forslag$"))).to_be_visible()
    page.keyboard.press("Escape")
    _settle(page)


def _show_codings(page: Page, server: Server) -> None:
    surface = _open_interview(page, server, INTERVIEW)
    _to_middle(surface, SHOWN)
    surface.click_at(SHOWN)
    surface.item(SHOWN_CODE).first.locator(".code").click()
    page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")


def _open_picker(page: Page, server: Server) -> None:
    surface = _open_interview(page, server, "borger-1")
    _to_middle(surface, SENTENCE)
    surface.drag(SENTENCE)
    surface.press("c")
    page.keyboard.type("me")
    page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")


def _look_up_code(page: Page, server: Server) -> None:
    surface = _open_interview(page, server, INTERVIEW)
    _to_middle(surface, SHOWN)
    surface.click_at(SHOWN)
    surface.press("o")
    expect(page.locator(".citat .passage").first).to_be_visible()
    page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")


def _code_five_times(page: Page, server: Server) -> None:
    surface = _open_interview(page, server, FIVE_IN)
    for words, codes in FIVE:
        _to_middle(surface, words)
        surface.drag(words)
        for code in codes:
            surface.tree_code(code).click()
        surface.saved()
        surface.press("Escape")
    surface.click_at(FIVE[-1][0])
    page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")


def _to_middle(surface: CodingSurface, words: str) -> None:
    # Turns get their height when they come near the screen, so the place is still only when it has been in view.
    surface.point(*surface.turn_of(words))
    _settle(surface.page)


def _choose_cell(page: Page, row: int, column: int) -> None:
    """Choose a cell of the reading table; its rows and groups are counted from 0, its first group from 1."""
    canvas = page.locator('[class*="st-key-study-reading-table"] [data-testid="data-grid-canvas"]')
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 120, box["y"] + HEAD + ROW * row + ROW / 2)
    for _step in range(column):
        page.keyboard.press("ArrowRight")
    _settle(page)


def _show_network(page: Page) -> None:
    page.get_by_role("tab", name="Billeder").click()
    _settle(page)
    page.get_by_test_id("stButtonGroup").get_by_text("Koder på samme ord").click()
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()


def _show_numbers(page: Page) -> None:
    page.get_by_role("tab", name="Tal", exact=True).click()
    _settle(page)
    page.get_by_test_id("stMain").get_by_role("combobox").first.click()
    page.get_by_role("option", name=re.compile("Sprog og kompetencer")).click()
    _settle(page)
    page.get_by_test_id("stButtonGroup").get_by_text("Borgere").click()
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()


def _write_summary(page: Page) -> None:
    page.get_by_test_id("stMain").get_by_role("combobox").first.click()
    page.get_by_role("option", name=re.compile("Match og varighed")).click()
    _settle(page)
    page.get_by_test_id("stButtonGroup").get_by_text("Borgere").click()
    expect(page.get_by_text("Borgere: 3 af 3 informanter")).to_be_visible()
    _settle(page)
    for name, words in (("Hovedopfattelse", DOMINANT), ("Nuancer", NUANCES), ("Modstemmer", COUNTER)):
        page.get_by_role("textbox", name=name).fill(words)
        page.keyboard.press("Tab")
        _settle(page)
    for informant in ("Borger 1", "Borger 2", "Borger 3"):
        page.get_by_test_id("stCheckbox").filter(has_text=informant).first.locator("label").click()
        _settle(page)


def _write_in_framework(page: Page) -> None:
    page.get_by_role("tab", name="Rammematrix").click()
    _settle(page)
    for informant, words in FRAMEWORK:
        page.get_by_role("combobox", name=re.compile("Række")).last.click()
        page.get_by_role("option", name=re.compile(informant)).click()
        _settle(page)
        page.get_by_role("textbox", name="Med dine egne ord").fill(words)
        page.keyboard.press("Tab")
        _settle(page)
    for sub_code in ("Rammer og regler", "Sprog og kompetencer"):
        page.get_by_test_id("stCheckbox").filter(has_text=sub_code).first.locator("label").click()
        _settle(page)
    page.get_by_role("heading", name="Fund og rapport").scroll_into_view_if_needed()


def _begin_import(page: Page, folder: Path) -> None:
    files = [SOURCE / "interviews" / f"{name}.txt" for name in ("borger-3", "leder-1", "sagsbehandler-1")]
    people = folder / "personer.csv"
    lines = (SOURCE / "personer.csv").read_text(encoding="utf-8").splitlines()
    people.write_text("\n".join(line for line in lines if line.startswith(IMPORTED_PEOPLE)), encoding="utf-8")
    inputs = page.locator('[data-testid="stFileUploaderDropzoneInput"]')
    inputs.first.set_input_files(files)
    expect(page.get_by_role("button", name="Importér 3 interview")).to_be_visible()
    inputs.nth(1).set_input_files(people)
    _settle(page)


if __name__ == "__main__":
    main()
