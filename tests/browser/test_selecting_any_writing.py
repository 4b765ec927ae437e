"""Selecting word, sentence and turn in any writing: what is stored is, to the code point, what was selected."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from codebooks.values import Codebook
from coding.codebook_store import take_codebook
from coding.codings import list_codings
from corpus.coders import ensure_coder
from corpus.documents import load_document
from corpus.study import Study, create_study
from tests.browser.coding_surface import CodingSurface
from tests.studies import CODEBOOK, add_interviews, document_id

TITLE = "Borger 1"
MIXED = "Hun sagde الحمد لله, og så lo hun. Hvad betyder مَدْرَسَة for dig?"
ARABIC = "أنا أعمل هنا منذ ثلاثة أشهر. الناس طيبون معي. هل تريد قهوة؟ شكرا جزيلا."
SIGNS = "Vi har arbejds\u00adtid og cafe\u0301er. Familien 👨‍👩‍👧‍👦 kom fra 🇸🇾 til 🇩🇰 sammen. Tak."
TURNS = (("Interviewer", "Hvad sagde hun?"), ("Tolk", MIXED), (TITLE, ARABIC), (TITLE, SIGNS), ("Interviewer", "Tak."))
TURN_OF = {MIXED: 1, ARABIC: 2, SIGNS: 3}

# The two ends of a stretch of a turn on screen, each a little inside its first and last sign, as a hand aims.
ENDS = """([turn, from, to, leftward]) => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  const holder = root.querySelector(`.text[data-turn="${turn}"]`);
  const rectOf = (at) => {
    const signs = [...new Intl.Segmenter("da").segment(holder.textContent)];
    const sign = signs.find((each) => each.index + each.segment.length > at);
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    let node, left = sign.index;
    while ((node = walker.nextNode()) && left >= node.length) left -= node.length;
    const range = document.createRange();
    range.setStart(node, left);
    range.setEnd(node, left + sign.segment.length);
    return range.getClientRects()[0];
  };
  const [first, last] = [rectOf(from), rectOf(to - 1)];
  const near = (rect, right) => [right ? rect.right - 0.5 : rect.left + 0.5, (rect.top + rect.bottom) / 2];
  return [near(first, leftward[0]), near(last, !leftward[1])];
}"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = create_study(tmp_path / "study.citat", "Skrift", "da", made_up=True)
    add_interviews(made, {TITLE: TURNS})
    codes = Codebook(CODEBOOK.name, CODEBOOK.language, CODEBOOK.codes)
    take_codebook(made, ensure_coder(made, "Anna").id, codes)
    return made


@pytest.fixture
def surface(surface: CodingSurface) -> CodingSurface:
    return surface.open()


def stored(study: Study) -> list[str]:
    document = load_document(study, document_id(study, TITLE))
    return [document.text[each.start : each.end] for each in list_codings(study, document.id)]


def coded(surface: CodingSurface, study: Study) -> str:
    """Code what is selected; returns the words that were stored, which are those the page showed, and undoes it."""
    surface.tree_code("Mening").click()
    quote = surface.page.locator(".citat .item.active blockquote").evaluate("each => each.textContent")
    surface.saved()
    (words,) = stored(study)
    assert words == quote
    surface.page.get_by_role("button", name="Undo").click()
    surface.saved()
    surface.turns.nth(0).locator(".number").click()
    surface.press("Escape")
    return words


def units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def is_leftward(sign: str, turn: str) -> bool:
    return "\u0590" <= sign <= "\u08ff" or (turn == ARABIC and not sign.isalnum())


def drag(surface: CodingSurface, turn: str, words: str) -> None:
    """Drag by mouse from where the first of these words begins to where the last ends, whichever way they run."""
    start = turn.index(words)
    ends = [units(turn[:start]), units(turn[: start + len(words)])]
    leftward = [is_leftward(words[0], turn), is_leftward(words[-1], turn)]
    from_point, to_point = surface.page.evaluate(ENDS, [TURN_OF[turn], *ends, leftward])
    mouse = surface.page.mouse
    mouse.move(*from_point)
    mouse.down()
    mouse.move((from_point[0] + to_point[0]) / 2, to_point[1], steps=3)
    mouse.move(*to_point, steps=3)
    mouse.up()
    surface.evaluate("() => new Promise((done) => setTimeout(() => setTimeout(done)))")


CLICKED = (
    ("الحمد", 2, "الحمد"),
    ("مَدْرَسَة", 2, "مَدْرَسَة"),
    ("طيبون", 2, "طيبون"),
    ("arbejds\u00adtid", 2, "arbejds\u00adtid"),
    ("cafe\u0301er", 2, "cafe\u0301er"),
    ("👨‍👩‍👧‍👦", 2, "👨‍👩‍👧‍👦"),
    ("🇸🇾", 2, "🇸🇾"),
    ("الحمد", 3, "Hun sagde الحمد لله, og så lo hun."),
    ("طيبون", 3, "الناس طيبون معي."),
    ("تريد", 3, "هل تريد قهوة؟"),
    ("cafe\u0301er", 3, "Vi har arbejds\u00adtid og cafe\u0301er."),
    ("🇸🇾", 3, "Familien 👨‍👩‍👧‍👦 kom fra 🇸🇾 til 🇩🇰 sammen."),
    ("الحمد", 4, MIXED),
    ("طيبون", 4, ARABIC),
    ("🇩🇰", 4, SIGNS),
)
DRAGGED = (
    (MIXED, "الحمد لله"),
    (MIXED, "sagde الحمد"),
    (ARABIC, "منذ ثلاثة أشهر"),
    (ARABIC, ARABIC),
    (SIGNS, "arbejds\u00adtid og cafe\u0301er"),
    (SIGNS, "👨‍👩‍👧‍👦 kom"),
    (SIGNS, "fra 🇸🇾 til 🇩🇰"),
)
BY_SIGN = (
    ("مَدْرَسَة", ("Control+Shift+ArrowLeft",) * 2, "مَدْرَ"),
    ("مَدْرَسَة", ("Control+Alt+Shift+ArrowRight",), "دْرَسَة"),
    ("kom", ("Control+Alt+Shift+ArrowLeft",), "👨‍👩‍👧‍👦 kom"),
    ("til", ("Control+Shift+ArrowRight",), "til 🇩🇰"),
    ("cafe\u0301er", ("Control+Shift+ArrowLeft",) * 2, "cafe\u0301"),
    ("cafe\u0301er", ("Control+Shift+ArrowLeft",) * 3, "caf"),
)


def test_clicks_select_word_sentence_and_turn(surface: CodingSurface, study: Study) -> None:
    for at, clicks, words in CLICKED:
        surface.click_at(at, clicks)
        assert (at, clicks, coded(surface, study)) == (at, clicks, words)


def test_a_drag_selects_from_the_first_sign_to_the_last(surface: CodingSurface, study: Study) -> None:
    for turn, words in DRAGGED:
        drag(surface, turn, words)
        assert coded(surface, study) == words


def test_a_click_on_the_speaker_selects_the_turn_and_a_drag_reaches_into_a_turn_of_the_other_direction(
    surface: CodingSurface, study: Study
) -> None:
    for words, turn in TURN_OF.items():
        surface.turns.nth(turn).locator(".speaker").click()
        assert coded(surface, study) == words
    surface.drag("Hun sagde", until="طيبون")
    words = coded(surface, study)
    assert words.startswith(MIXED + "\n" + ARABIC[: ARABIC.index("طيبون")])


def test_by_key_words_sentences_and_turns_of_any_writing_are_coded(surface: CodingSurface, study: Study) -> None:
    surface.turns.nth(0).locator(".number").click()
    for down, keys, words in (
        (1, ("ArrowRight", "ArrowRight", "ArrowRight", "Shift+ArrowRight"), "الحمد لله"),
        (1, ("s", "s"), "Hvad betyder مَدْرَسَة for dig?"),
        (2, ("s", "s"), "الناس طيبون معي."),
        (2, ("ArrowRight", "Shift+ArrowRight"), "أنا أعمل"),
        (2, ("s", "Shift+S"), "أنا أعمل هنا منذ ثلاثة أشهر. الناس طيبون معي."),
        (3, ("Enter",), SIGNS),
    ):
        surface.press("Home", *["j"] * down, *keys, "c")
        surface.page.keyboard.type("mening")
        surface.press("Enter")
        surface.saved()
        assert stored(study) == [words]
        surface.press("Control+z", "Escape")
        surface.saved()


def test_by_key_a_bound_never_falls_within_a_sign(surface: CodingSurface, study: Study) -> None:
    for at, keys, words in BY_SIGN:
        surface.click_at(at, 2)
        surface.press(*keys)
        assert coded(surface, study) == words


def test_an_arabic_turn_runs_from_the_right_and_has_its_handles_there(surface: CodingSurface) -> None:
    surface.click_at("طيبون", 3)
    surface.tree_code("Mening").click()
    surface.saved()
    start = surface.page.locator(".citat .handle.start").bounding_box()
    end = surface.page.locator(".citat .handle.end").bounding_box()
    assert start is not None
    assert end is not None
    assert start["x"] > end["x"]
    expect(surface.page.locator(".citat .text[data-turn='2']")).to_have_css("direction", "rtl")
    expect(surface.page.locator(".citat .text[data-turn='1']")).to_have_css("direction", "ltr")
