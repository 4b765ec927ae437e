"""Colours for codes: top codes that people with any colour vision can tell apart, sub-codes in shades of them."""

from collections.abc import Collection
from dataclasses import replace

from codebooks.values import Code, Codebook

# Six of the eight colours of Okabe and Ito (2008), "Color Universal Design", without black and the yellow that
# vanishes on white, and indigo and wine of Paul Tol's "muted" scheme (2021). The order keeps the first ones far apart.
TOP_COLOURS = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#332288", "#882255")

# Mixed with so much white (above 0) or black (below 0); neighbours differ most.
_SHADES = (0.35, -0.25, 0.6, -0.45, 0.18, 0.48, -0.12, -0.35)


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
    candidates = TOP_COLOURS if parent_colour is None else [_shade(parent_colour, amount) for amount in _SHADES]
    free = [colour for colour in candidates if colour not in siblings]
    return free[0] if free else candidates[len(siblings) % len(candidates)]


def _shade(colour: str, amount: float) -> str:
    towards = 255 if amount > 0 else 0
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(part + (towards - part) * abs(amount)):02X}" for part in parts)
