from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from codebooks.colours import TOP_COLOURS, suggested_colour, with_derived_colours
from codebooks.values import Code, Codebook

Numbers = NDArray[np.float64]

# Machado, Oliveira and Fernandes (2009), severity 1.0.
VISIONS: dict[str, Numbers] = {
    "usual": np.eye(3),
    "without red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "without green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "without blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def lab(colour: str, vision: Numbers) -> Numbers:
    srgb = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(vision @ linear, 0, 1) / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", VISIONS)
def test_top_colours_differ_for_every_vision(vision: str) -> None:
    # A difference of 2.3 is just noticeable; 15 is plain on small patches of colour side by side.
    for one, other in combinations(TOP_COLOURS, 2):
        assert np.linalg.norm(lab(one, VISIONS[vision]) - lab(other, VISIONS[vision])) > 15, (one, other)


def book(tops: int, children: int) -> Codebook:
    codes = [Code(f"t{n}", f"T{n}") for n in range(tops)]
    codes += [Code(f"c{n}", f"C{n}", "t0") for n in range(children)]
    return Codebook("B", "da", tuple(codes))


def test_derived_colours_differ_among_siblings_and_from_their_parent() -> None:
    derived = with_derived_colours(book(8, 8), {code.id for code in book(8, 8).codes})
    assert len({code.colour for code in derived.children(None)}) == 8
    assert len({code.colour for code in derived.children("t0")} | {derived.code("t0").colour}) == 9


def test_a_given_colour_stays_and_is_not_given_again() -> None:
    given = Codebook("B", "da", (Code("1", "A"), Code("2", "B", colour=TOP_COLOURS[0])))
    derived = with_derived_colours(given, {"1"})
    assert [code.colour for code in derived.codes] == [TOP_COLOURS[1], TOP_COLOURS[0]]


def test_colours_run_out_without_harm() -> None:
    many = book(50, 50)
    derived = with_derived_colours(many, {code.id for code in many.codes})
    assert {code.colour for code in derived.children(None)} == set(TOP_COLOURS)


def test_a_new_code_gets_a_colour_its_siblings_do_not_have() -> None:
    derived = with_derived_colours(book(3, 3), {code.id for code in book(3, 3).codes})
    assert suggested_colour(derived, None) == TOP_COLOURS[3]
    shade = suggested_colour(derived, "t0")
    assert shade not in {code.colour for code in derived.codes}
