"""The network of codes that lie on the same words.

The codes stand on a circle in the codebook's order, spaced so that no two names meet, whatever the data: the picture
of one group can be held against that of another (docs/decisions/0030-network-on-a-circle.md).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, hypot, sqrt
from typing import Any, Final

from codebooks.values import Codebook
from coding.co_occurrence import Network, Pair
from corpus.language import Language, Texts
from exports.pictures import DARK, INK, Picture, data_of, opening, plain_chart
from exports.words import join

MOST_LINES: Final = 25
"""With more lines than these nothing can be followed; the usual threshold leaves so many at most."""
SPACING: Final = 36
"""Pixels from name to name down one side: two lines of words."""
LEAST_RADIUS: Final = 130
RADIUS: Final = 150
"""Pixels of the circle across; down it is as tall as its names need."""
NAMES: Final = 176
"""Pixels for the names at each side."""
STRONGEST: Final = 5
"""So many pairs are told in words."""
_APART: Final = 19
"""Pixels between the middles of two numbers that do not touch."""
_ALONG: Final = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
"""Where on a line its number may stand, the best place first."""
_STEPS: Final = tuple(step / 24 for step in range(25))
_BEND: Final = 0.65
"""How much the lines of codes that stand far apart bend to the middle of the circle: from 0, straight, to 1."""


Places = Callable[[str], Mapping[str, Any]]
"""Where marks stand: across by this field, down by `y`."""


@dataclass(frozen=True)
class _Node:
    code_id: str
    x: float
    y: float
    right: bool


def network_chart(
    network: Network, book: Codebook, texts: Texts, language: Language, *, least: int = 0, whom: str = ""
) -> Picture | None:
    """The codes with the informants who speak of each, joined where at least `least` informants speak of two in the
    same words; None without a pair. `least` of 0 is the lowest that can be read. `whom` names the group it is of.
    """
    if not network.pairs:
        return None
    import altair as alt

    shown_from = least or network.clearest(MOST_LINES)
    pairs = network.pairs_from(shown_from)
    radius = max(LEAST_RADIUS, SPACING * ceil(len(network.codes) / 2) / 2)
    nodes = _on_circle([row.code_id for row in network.codes], radius)
    width, height = 2 * (RADIUS + NAMES), 2 * radius
    across, down = (alt.Scale(domain=[-size / 2, size / 2], nice=False) for size in (width, height))

    def at(field: str) -> Mapping[str, Any]:
        return {"x": alt.X(f"{field}:Q", axis=None, scale=across), "y": alt.Y("y:Q", axis=None, scale=down)}

    layers = [*_lines(pairs, nodes, book, texts, at), *_codes(network, nodes, book, texts, at)]
    layers[1] = layers[1].add_params(opening("code_id", "other_id"))
    chart = alt.layer(*layers).properties(width=width, height=height)
    title = texts.gettext("Codes on the same words: informants who speak of both, from {least}").format(
        least=shown_from
    )
    words = _in_words(network, shown_from, book, texts, language)
    return Picture(f"{title} ({whom})" if whom else title, plain_chart(chart), words, opens=True)


def _on_circle(codes: Sequence[str], radius: float) -> Mapping[str, _Node]:
    """Clockwise from the top, with even steps down each side: names are never closer than `SPACING`."""
    half = ceil(len(codes) / 2)
    sides = ((codes[:half], True), (codes[half:][::-1], False))
    nodes = {}
    for side, right in sides:
        for place, code_id in enumerate(side):
            y = radius * (1 - (2 * place + 1) / len(side))
            x = RADIUS * sqrt(1 - (y / radius) ** 2)
            nodes[code_id] = _Node(code_id, x if right else -x, y, right)
    return nodes


def _lines(
    pairs: Sequence[Pair], nodes: Mapping[str, _Node], book: Codebook, texts: Texts, at: Places
) -> Sequence[Any]:
    import altair as alt

    _ = texts.gettext
    most = max((pair.informants for pair in pairs), default=1)
    values = [
        {
            "pair": f"{pair.code_id} {pair.other_id}",
            "code_id": pair.code_id,
            "other_id": pair.other_id,
            "x": x,
            "y": y,
            "step": step,
            "width": 1 + 6 * (pair.informants - 1) / max(most - 1, 1),
            "names": f"{book.code(pair.code_id).name} + {book.code(pair.other_id).name}",
            "informants": pair.informants,
            "passages": pair.passages,
        }
        # the strongest last, so that they lie on top
        for pair in reversed(pairs)
        for step, (x, y) in enumerate(_curve(nodes[pair.code_id], nodes[pair.other_id], share) for share in _STEPS)
    ]
    told = [
        alt.Tooltip("names:N", title=_("Codes")),
        alt.Tooltip("informants:Q", title=_("Informants")),
        alt.Tooltip("passages:Q", title=_("Passages")),
    ]
    ground = alt.Chart(data_of(values)).encode(**at("x"))
    lines = ground.mark_line(color="#7d97a3", strokeCap="round").encode(
        detail="pair:N", order="step:Q", strokeWidth=alt.StrokeWidth("width:Q", scale=None)
    )
    # only marks that are points can be chosen one by one
    chosen = ground.mark_circle(size=150, opacity=0, cursor="pointer").encode(tooltip=told)
    numbered = alt.Chart(data_of(_numbers(pairs, nodes))).encode(**at("x"))
    return (
        lines,
        chosen,
        numbered.mark_circle(size=230, color="white", opacity=0.9, cursor="pointer"),
        numbered.mark_text(fontSize=11, color=INK, cursor="pointer").encode(text="informants:Q"),
    )


def _codes(network: Network, nodes: Mapping[str, _Node], book: Codebook, texts: Texts, at: Places) -> Sequence[Any]:
    import altair as alt

    _ = texts.gettext
    values = []
    for row in network.codes:
        node, code = nodes[row.code_id], book.code(row.code_id)
        share = row.total.informants / row.total.asked if row.total.asked else 0
        count = _("{count} of {asked}").format(count=row.total.informants, asked=row.total.asked)
        values.append(
            {
                "code_id": row.code_id,
                "x": node.x,
                "y": node.y,
                "beside": node.x + (14 if node.right else -14),
                "right": node.right,
                "size": 30 + 270 * share,
                "colour": code.colour,
                "label": f"{code.name}\n{count}",
                "name": code.name,
                "informants": count,
            }
        )
    told = [alt.Tooltip("name:N", title=_("Code")), alt.Tooltip("informants:N", title=_("Informants"))]
    ground = alt.Chart(data_of(values)).encode(**at("x"), tooltip=told)
    spots = ground.mark_circle(opacity=1, stroke=DARK, strokeWidth=1, cursor="pointer").encode(
        size=alt.Size("size:Q", scale=None), color=alt.Color("colour:N", scale=None)
    )
    names = [
        ground.transform_filter(alt.datum.right == right)
        .mark_text(
            align="left" if right else "right",
            baseline="middle",
            dy=-7,
            lineBreak="\n",
            fontSize=12,
            limit=NAMES - 16,
            color=INK,
            cursor="pointer",
        )
        .encode(**at("beside"), text="label:N")
        for right in (True, False)
    ]
    return (spots, *names)


def _curve(one: _Node, other: _Node, share: float) -> tuple[float, float]:
    """The point after this share of a line that bends towards the middle, away from the codes between its ends."""
    ends = ((1 - share) ** 2, share**2)
    bend = (1 - _BEND * min(1.0, hypot(one.x - other.x, one.y - other.y) / RADIUS)) * share * (1 - share)
    return (
        ends[0] * one.x + ends[1] * other.x + bend * (one.x + other.x),
        ends[0] * one.y + ends[1] * other.y + bend * (one.y + other.y),
    )


def _numbers(pairs: Sequence[Pair], nodes: Mapping[str, _Node]) -> list[dict[str, object]]:
    """The number of each pair where it touches no number of a stronger one; none where there is no such place."""
    taken = [(node.x, node.y) for node in nodes.values()]
    found = []
    for pair in pairs:
        for share in _ALONG:
            x, y = _curve(nodes[pair.code_id], nodes[pair.other_id], share)
            if all(hypot(x - there[0], y - there[1]) >= _APART for there in taken):
                taken.append((x, y))
                found.append(
                    {"code_id": pair.code_id, "other_id": pair.other_id, "x": x, "y": y, "informants": pair.informants}
                )
                break
    return found


def _in_words(network: Network, least: int, book: Codebook, texts: Texts, language: Language) -> str:
    _, ngettext, pairs = texts.gettext, texts.ngettext, network.pairs_from(least)
    sentence = ngettext(
        "A line joins two codes where at least {least} informant speaks of both in the same words; the number on it "
        "says how many.",
        "A line joins two codes where at least {least} informants speak of both in the same words; the number on it "
        "says how many.",
        least,
    ).format(least=least)
    counted = ngettext(
        "{count} pair of {codes} codes, counted among {asked} informants.",
        "{count} pairs of {codes} codes, counted among {asked} informants.",
        len(pairs),
    ).format(count=len(pairs), codes=len(network.codes), asked=network.asked)
    said = f"{sentence} {counted}"
    if pairs:
        named = [
            f"{book.code(pair.code_id).name} + {book.code(pair.other_id).name} ({pair.informants})"
            for pair in pairs[:STRONGEST]
        ]
        said += " " + _("Most often together: {pairs}.").format(pairs=join(named, language))
    return said
