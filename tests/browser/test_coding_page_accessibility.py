"""Everyone can use the coding page: rules of WCAG 2 A and AA, names, visible focus, calm motion, keyboard alone."""

from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.study import Study
from tests.browser.app_pages import serve_study
from tests.browser.coding_page import CodingPage, assert_whole
from tests.browser.coding_study import LONG, code, coding_study, codings, stored, suggest
from tests.browser.conftest import Serve
from tests.browser.serving import Server
from tests.browser.windows import PATIENCE

AXE_CORE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
STREAMLIT_S_OWN = {"stCaptionContainer", "stButtonGroup"}
"""Parts of Streamlit around the component that are too faint by themselves: small print in light (4.2 : 1 where 4.5 : 1
is asked), the chosen language in dark (3.7 : 1)."""
SCHEMES = {"da": ("light",), "en": ("light", "dark")}
"""In Danish other words are looked at, in the dark other colours: the two do not depend on each other."""
SAVED = {"da": "Gemt", "en": "Saved"}
# What breaks a rule: where (in the component, or in which part of Streamlit), which rule, what is at fault, and why.
AXE = """async () => {
  const rules = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
  const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], elementRef: true });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ element, failureSummary }) => {
    const ours = element.getRootNode() !== document;
    const where = ours ? "ours" : element.closest(OWN)?.dataset.testid ?? element.outerHTML.slice(0, 300);
    return [where, `${id}: ${element.outerHTML.slice(0, 300)} ${failureSummary}`];
  }));
}""".replace("OWN", repr(", ".join(f"[data-testid={each}]" for each in sorted(STREAMLIT_S_OWN))))
ROOT = """[...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot"""
IN_TRANSCRIPT = f"""() => {ROOT}.activeElement?.classList.contains("turn") ?? false"""
PAPER = f"""() => getComputedStyle({ROOT}.querySelector(".citat")).backgroundColor"""
# A button without a name, and words that can hardly be read.
FAULTS = f"""() => {{
  const bar = {ROOT}.querySelector(".bar");
  const words = Object.assign(document.createElement("span"), {{ textContent: "faint" }});
  words.style = "color: #999; background: #fff";
  bar.append(document.createElement("button"), words);
}}"""
# What the keyboard is at: its name, and whether anything marks it.
FOCUSED = f"""() => {{
  const at = {ROOT}.activeElement;
  if (!at) return null;
  const marked = (element, pseudo) => {{
    const style = getComputedStyle(element, pseudo);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) ||
      (pseudo && style.content !== "none" && parseFloat(style.width) >= 3);
  }};
  const row = at.querySelector("li.at");
  return {{
    name: at.getAttribute("aria-label") || at.labels?.[0]?.textContent.trim() || at.textContent.trim() || at.title,
    visible: marked(at) || marked(at, "::before") || Boolean(row && marked(row)),
    what: `${{at.tagName}}.${{at.className}}`,
  }};
}}"""
MOVING = f"""() => [...{ROOT}.querySelectorAll("*")].filter((each) => {{
  const style = getComputedStyle(each);
  const smooth = style.scrollBehavior === "smooth";
  return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none" || smooth;
}}).map((each) => each.className)"""
FOCUS_WITHIN = "each => each.contains(each.getRootNode().activeElement)"
FOCUS_HERE = "each => each === each.getRootNode().activeElement"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return _study(tmp_path)


def _study(folder: Path) -> Study:
    study = coding_study(folder, repeats=3)
    code(study, "en fast makker", "code-fellowship")
    code(study, "mødte ind", "code-time", "Bo")
    suggest(study, "viste mig rundt", "code-fellowship")
    return study


@pytest.fixture(scope="module")
def served(serve_for_session: Serve, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Server]:
    """The app in a language, for all tests that store nothing."""
    study = _study(tmp_path_factory.mktemp("everyone"))
    servers: dict[str, Server] = {}

    def server(language: str) -> Server:
        if language not in servers:
            servers[language] = serve_study(serve_for_session, study.path, language=language)
        return servers[language]

    return server


@pytest.fixture
def coding(page: Page, served: Callable[[str], Server]) -> CodingPage:
    return CodingPage(page, served("en")).open()


@pytest.fixture
def calm(chromium: Browser) -> Iterator[Page]:
    """A page where nothing is on its way from one colour to another while it is looked at."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context.new_page()
    context.close()


def broken_rules(page: Page) -> list[tuple[str, str]]:
    """Where and what, everywhere on the page. `see_with_axe` comes before."""
    return [(where, what) for where, what in cast(list[list[str]], page.evaluate(AXE))]


class Eyes:
    """Looks at a coding page in light and in dark, and keeps what is wrong."""

    def __init__(self, coding: CodingPage, schemes: Sequence[str]) -> None:
        self.page = coding.page
        self.schemes = schemes
        self.page.evaluate(AXE_CORE)
        self.papers: dict[str, str] = {}
        self.found: dict[str, list[str]] = {}
        self.elsewhere: set[str] = set()
        for scheme in schemes:
            before = self.page.evaluate(PAPER)
            self._turn_to(scheme)
            if scheme == "dark":
                self.page.wait_for_function(f"(before) => ({PAPER})() !== before", arg=before)
            self.papers[scheme] = self.page.evaluate(PAPER)

    def look(self, state: str) -> None:
        """Note what is wrong in this state."""
        for scheme in self.schemes:
            self._turn_to(scheme)
            self.page.wait_for_function(f"(paper) => ({PAPER})() === paper", arg=self.papers[scheme])
            for where, what in broken_rules(self.page):
                if where == "ours":
                    self.found.setdefault(f"{state}, {scheme}", []).append(what)
                else:
                    self.elsewhere.add(where)

    def _turn_to(self, scheme: Any) -> None:
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def test_the_checker_sees_what_is_inside_the_component(coding: CodingPage) -> None:
    coding.page.evaluate(AXE_CORE)
    coding.page.evaluate(FAULTS)
    ours = [what.split(":")[0] for where, what in broken_rules(coding.page) if where == "ours"]
    assert sorted(ours) == ["button-name", "color-contrast"]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_rules_of_wcag_hold_in_every_state(calm: Page, served: Callable[[str], Server], language: str) -> None:
    coding = CodingPage(calm, served(language))
    calm.goto(f"{coding.server.url}/coding")
    expect(coding.state).to_have_text(SAVED[language])
    coding.settled()
    eyes = Eyes(coding, SCHEMES[language])
    eyes.look("nothing selected")
    coding.to_turn(7)
    coding.press("s")
    eyes.look("selection")
    coding.press("c")
    expect(coding.picker).to_be_visible()
    eyes.look("picker")
    coding.press("Escape", "Escape", ".")
    expect(coding.root.locator(".item:not(.suggestion)").first).to_be_visible()
    eyes.look("card of a coding")
    coding.press("o")
    expect(coding.root.locator(".retrieval .passage").first).to_be_visible()
    eyes.look("passages of a code")
    coding.press("Escape", "n")
    expect(coding.root.locator(".item.suggestion")).to_be_visible()
    eyes.look("card of a suggestion")
    for keys, shown in (("?", ".sheet"), ("Shift+F", ".menu.filter"), ("Shift+D", ".menu.density"), ("g", ".menu.go")):
        coding.press(keys)
        expect(coding.root.locator(shown)).to_be_visible()
        eyes.look(shown)
        coding.press("Escape")
        expect(coding.root.locator(shown)).to_be_hidden()
    coding.press("/")
    calm.keyboard.type("makker")
    expect(coding.root.locator(".hits")).to_contain_text("4")
    eyes.look("search")
    coding.press("Escape")
    coding.press("Shift+F", "Space", "Escape")
    expect(coding.root.locator(".filter-sign")).to_be_visible()
    eyes.look("filtered")
    assert not eyes.found, "\n".join(f"{state}: {what}" for state, every in eyes.found.items() for what in every)
    assert eyes.elsewhere <= STREAMLIT_S_OWN


def tab_in(coding: CodingPage) -> None:
    for _ in range(40):
        coding.press("Tab")
        if coding.page.evaluate(IN_TRANSCRIPT):
            return
    raise AssertionError("Tab does not reach the transcript")


def test_every_stop_of_the_keyboard_is_named_and_seen_and_none_is_a_trap(coding: CodingPage) -> None:
    tab_in(coding)
    coding.press(".")
    stops = []
    for _ in range(60):
        at = coding.page.evaluate(FOCUSED)
        if at is None:
            break
        stops.append(at)
        coding.press("Tab")
    else:
        raise AssertionError("Tab does not leave the component")
    assert len(stops) >= 5
    assert [each for each in stops if not each["name"] or not each["visible"]] == []
    for _ in range(60):
        coding.press("Shift+Tab")
        if coding.page.evaluate(IN_TRANSCRIPT):
            return
    raise AssertionError("Shift+Tab does not come back")


def test_the_help_sheet_keeps_the_keyboard_and_gives_it_back(coding: CodingPage) -> None:
    coding.to_turn(5)
    coding.press("?")
    sheet = coding.page.get_by_role("dialog", name="Keys in the transcript")
    expect(sheet).to_be_visible()
    expect(sheet).to_have_attribute("aria-modal", "true")
    assert sheet.evaluate(FOCUS_WITHIN)
    for key in ("Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"):
        coding.press(key)
        assert sheet.evaluate(FOCUS_WITHIN)
        assert coding.page.evaluate(FOCUSED)["name"]
    coding.press("j")
    expect(sheet).to_be_visible()
    coding.press("Escape")
    expect(sheet).to_be_hidden()
    assert coding.turns.nth(5).evaluate(FOCUS_HERE)
    opener = coding.root.get_by_role("button", name="Keys", exact=True)
    opener.focus()
    coding.press("Enter", "Escape")
    assert opener.evaluate(FOCUS_HERE)
    opener.click()
    expect(sheet).to_be_visible()
    coding.page.mouse.click(300, 500)
    expect(sheet).to_be_hidden()


@pytest.mark.parametrize(("key", "name"), [("Shift+F", "filter"), ("Shift+D", "density"), ("g", "go")])
def test_a_menu_of_the_bar_gives_the_keyboard_back(coding: CodingPage, key: str, name: str) -> None:
    menu = coding.root.locator(f".menu.{name}")
    coding.to_turn(5)
    coding.press(key)
    expect(menu).to_be_visible()
    assert menu.evaluate(FOCUS_WITHIN)
    coding.press("Escape")
    expect(menu).to_be_hidden()
    assert coding.turns.nth(5).evaluate(FOCUS_HERE)
    opener = coding.root.locator(f".{name}-button")
    opener.focus()
    coding.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    coding.press("Escape")
    expect(opener).to_have_attribute("aria-expanded", "false")
    assert opener.evaluate(FOCUS_HERE)
    for way in ("Tab", "Shift+Tab"):
        coding.press("Enter")
        for _ in range(60):
            if not menu.is_visible():
                break
            at = coding.page.evaluate(FOCUSED)
            assert at["name"], at
            assert at["visible"], at
            coding.press(way)
        expect(menu).to_be_hidden()
        opener.focus()


def test_nothing_moves_for_those_who_asked_for_calm(coding: CodingPage) -> None:
    coding.page.emulate_media(reduced_motion="reduce")
    coding.to_turn(7)
    coding.press("s", "c")
    assert coding.page.evaluate(MOVING) == []


def test_a_morning_of_coding_by_keyboard_alone(page: Page, serve: Serve, study: Study) -> None:
    coding = CodingPage(page, serve_study(serve, study.path)).open()
    tab_in(coding)
    coding.press(*["j"] * 7, "s", "Shift+S", "c")
    coding.page.keyboard.type("styrker")
    coding.press("Enter", "q", "m")
    coding.page.keyboard.type("Begynder udenfor")
    coding.press("Control+Enter", "e", "Shift+ArrowLeft", "Enter")
    coding.saved()
    made = next(each for each in codings(study) if each.code_id == "code-more-0")
    assert (made.starred, made.memo) == (True, "Begynder udenfor")
    two = ". ".join(LONG.split(". ")[:2])
    assert [words for words, code_id in stored(study) if code_id == "code-more-0"] == [two.rsplit(" ", 1)[0]]
    coding.press("Control+z")
    coding.saved()
    assert f"{two}." in [words for words, code_id in stored(study) if code_id == "code-more-0"]
    coding.press("Control+y")
    coding.saved()
    for _ in range(60):
        coding.press("Tab")
        if coding.page.evaluate(FOCUSED) is None:
            break
    assert coding.page.evaluate(FOCUSED) is None
    for _ in range(60):
        coding.press("Shift+Tab")
        if coding.page.evaluate(IN_TRANSCRIPT):
            break
    coding.press("j", "j", "Enter", "1")
    coding.saved()
    assert len([each for each in codings(study) if each.code_id == "code-more-0"]) == 2
    assert_whole(study)
