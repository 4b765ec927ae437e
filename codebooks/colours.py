"""Colours for codes: top codes that people with any colour vision can tell apart, sub-codes in shades of them."""

from collections.abc import Collection
from dataclasses import replace
from functools import cache

from codebooks.values import Code, Codebook

# Six of the eight colours of Okabe and Ito (2008), "Color Universal Design", without black and the yellow that
# vanishes on white, and indigo and wine of Paul Tol's "muted" scheme (2021). The order keeps the first ones far apart.
TOP_COLOURS = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#332288", "#882255")

# Lightness in OKLab of the shades of one hue: no more of them than can be told apart, in an order in which neighbours
# in the codebook differ most. The one that lies nearest to the parent's own lightness is left out.
_LIGHTNESSES = (0.74, 0.42, 0.9, 0.58, 0.82, 0.34, 0.66, 0.5, 0.26)


def suggested_colour(codebook: Codebook, parent: str | None) -> str:
    """A colour, "#RRGGBB", for a code about to be added under `parent` (None: as a top code).

    It is one that no sibling has, as long as there are any left; after that they are used again from the start.
    """
    siblings = [code.colour for code in codebook.children(parent)]
    return _next_colour(codebook.code(parent).colour if parent is not None else None, siblings)


def with_derived_colours(codebook: Codebook, without: Collection[str]) -> Codebook:
    """The codebook with a colour derived for each code whose id is in `without`; the other colours stay."""
    coloured: dict[str, Code] = {}
    taken: dict[str | None, list[str]] = {}
    for code in codebook.codes:
        if code.id not in without:
            taken.setdefault(code.parent, []).append(code.colour)
    for code in codebook.codes:
        if code.id in without:
            parent_colour = coloured[code.parent].colour if code.parent is not None else None
            siblings = taken.setdefault(code.parent, [])
            colour = _next_colour(parent_colour, siblings)
            siblings.append(colour)
            coloured[code.id] = replace(code, colour=colour)
        else:
            coloured[code.id] = code
    return replace(codebook, codes=tuple(coloured.values()))


def _next_colour(parent_colour: str | None, siblings: list[str]) -> str:
    candidates = TOP_COLOURS if parent_colour is None else _shades(parent_colour)
    free = [colour for colour in candidates if colour not in siblings]
    return free[0] if free else candidates[len(siblings) % len(candidates)]


@cache
def _shades(colour: str) -> tuple[str, ...]:
    lightness, green_red, blue_yellow = _to_oklab(colour)
    nearest = min(_LIGHTNESSES, key=lambda each: abs(each - lightness))
    return tuple(_from_oklab(each, green_red, blue_yellow) for each in _LIGHTNESSES if each != nearest)


# Ottosson (2020), "A perceptual color space for image processing": linear RGB to cone responses, their cube roots to
# lightness, green-red and blue-yellow; and back.
def _to_oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, green_red: float, blue_yellow: float) -> str:
    """A colour of this lightness and hue, as strong as a screen can show it and no stronger than asked."""
    for tenths in range(10, -1, -1):
        parts = _rgb(lightness, green_red * tenths / 10, blue_yellow * tenths / 10)
        if all(0 <= part <= 1 for part in parts):
            break
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, part)))):02X}" for part in parts)


def _rgb(lightness: float, green_red: float, blue_yellow: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    medium = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)
