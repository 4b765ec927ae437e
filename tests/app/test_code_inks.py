"""The colours of codes as the transcript shows them: stripes and underlines are mixed with the colour of the text."""

import re
import tomllib
from itertools import combinations

import numpy as np
import pytest

from app.transcript_component.engine_source import FOLDER
from codebooks.colours import TOP_COLOURS, with_derived_colours
from codebooks.values import Code, Codebook
from tests.browser.serving import ROOT
from tests.codebooks.test_code_colours import VISIONS, Numbers

# Ottosson (2020), OKLab.
TO_CONES = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883, 0.2817, 0.63]]
)
TO_LAB = np.array(
    [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259, 0.7828, -0.8087]]
)
THEMES = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
PAPER = {"textColor": "#1b1b1f", "backgroundColor": "#ffffff"}
BACKGROUNDS = {"light": THEMES["light"], "dark": THEMES["dark"], "paper": PAPER}


def deepen() -> float:
    found = re.search(r"--deepen: (\d+)%", (FOLDER / "transcript.css").read_text(encoding="utf-8"))
    assert found is not None
    return int(found[1]) / 100


def linear(colour: str) -> Numbers:
    srgb = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def oklab(rgb: Numbers) -> Numbers:
    return np.asarray(TO_LAB @ np.cbrt(TO_CONES @ np.clip(rgb, 0, 1)))


def ink(colour: str, text: str) -> Numbers:
    """What `color-mix(in oklab, colour, text deepen)` shows, in linear RGB."""
    mixed = (1 - deepen()) * oklab(linear(colour)) + deepen() * oklab(linear(text))
    cones = (np.linalg.inv(TO_LAB) @ mixed) ** 3
    return np.clip(np.linalg.inv(TO_CONES) @ cones, 0, 1)


def contrast(one: Numbers, other: Numbers) -> float:
    """WCAG 2.2, contrast ratio."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    dark, light = sorted([float(weights @ one), float(weights @ other)])
    return (light + 0.05) / (dark + 0.05)


def families() -> list[list[str]]:
    """The top codes, and for each of them eight codes below it, coloured as a codebook colours them."""
    codes = [Code(f"{n}", f"{n}", colour=colour) for n, colour in enumerate(TOP_COLOURS)]
    below = [Code(f"{n}-{k}", f"{k}", f"{n}") for n in range(len(TOP_COLOURS)) for k in range(8)]
    book = with_derived_colours(Codebook("B", "da", (*codes, *below)), {code.id for code in below})
    parents: list[str | None] = [None, *(code.id for code in codes)]
    return [[code.colour for code in book.children(parent)] for parent in parents]


@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_every_ink_stands_out_from_its_background(theme: str) -> None:
    look = BACKGROUNDS[theme]
    for colour in [each for family in families() for each in family]:
        assert contrast(ink(colour, look["textColor"]), linear(look["backgroundColor"])) >= 3, colour


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_sibling_codes_differ_for_every_vision(theme: str, vision: str) -> None:
    # In OKLab 0.02 is about what can just be noticed.
    text = BACKGROUNDS[theme]["textColor"]
    for family in families():
        for one, other in combinations(family, 2):
            seen = [oklab(VISIONS[vision] @ ink(colour, text)) for colour in (one, other)]
            assert np.linalg.norm(seen[0] - seen[1]) > 0.04, (one, other)
