"""How far groups are apart on each code: a mark for each group from nobody to everybody, with n of N beside it."""

import json
from collections.abc import Sequence
from typing import Any, Final

from coding.group_differences import Difference, GroupShare
from corpus.language import Language, Texts
from corpus.participants import Group
from exports.pictures import INK, TELLING_APART, Picture, data_of, opening, plain_chart
from exports.theme_summaries import group_name
from exports.words import join, silence_word

SHAPES: Final = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-left", "stroke")
"""So that groups can be told apart on paper without colours too."""
SCALE, COLUMN, ROW = 200, 70, 28
"""Pixels from nobody to everybody, of a column of numbers, and of a code."""
MOST_DIFFERENCES: Final = 25
"""So many codes fit a page; those that groups agree on most are left out."""
STRONGEST: Final = 3
_NUDGE: Final = 6
"""Pixels between marks of groups whose shares are the same."""


def difference_chart(
    differences: Sequence[Difference], columns: Sequence[Group | None], texts: Texts, language: Language
) -> Picture | None:
    """The codes that groups are farthest apart on, on top; None where there are not two groups to compare.

    No share is written as a percentage: few are asked, and what is read are n of N. A group that was not asked has no
    mark; where it was asked and nobody speaks, its mark stands at nobody.
    """
    if len(columns) < 2 or not any(difference.apart for difference in differences):
        return None
    import altair as alt

    _ = texts.gettext
    shown = differences[:MOST_DIFFERENCES]
    labels = _labels(shown)
    names = [group_name(group, texts) for group in columns]
    across = SCALE + COLUMN * len(columns)
    flat = alt.Scale(domain=[-0.06, (across - 0.06 * SCALE) / SCALE], nice=False)
    rows = alt.Y("label:N", sort=labels, title=None, axis=alt.Axis(labelLimit=250))
    shapes = {
        "color": alt.Color(
            "group:N", sort=names, title=None, scale=alt.Scale(domain=names, range=_cycled(TELLING_APART, names))
        ),
        "shape": alt.Shape(
            "group:N", sort=names, title=None, scale=alt.Scale(domain=names, range=_cycled(SHAPES, names))
        ),
    }
    told = [
        alt.Tooltip("label:N", title=_("Code")),
        alt.Tooltip("group:N", title=_("Group")),
        alt.Tooltip("words:N", title=_("Informants")),
    ]
    marks = [mark for label, each in zip(labels, shown, strict=True) for mark in _marks(label, each, texts)]
    spans = [
        {"label": label, "from": min(shares), "to": max(shares)}
        for label, each in zip(labels, shown, strict=True)
        if len(shares := [group.share for group in each.groups if group.share is not None]) > 1
    ]
    inwards = alt.ExprRef("datum.value == 1 ? 'right' : 'center'")
    ends = alt.Axis(
        values=[0, 0.5, 1], labelExpr=_end_words(texts), title=None, orient="top", grid=True, labelAlign=inwards
    )
    points = (
        alt.Chart(data_of([mark for mark in marks if mark["share"] is not None]))
        .mark_point(filled=True, size=75, opacity=1, cursor="pointer")
        .encode(
            x=alt.X("share:Q", scale=flat, axis=ends),
            y=rows,
            yOffset=_within("nudge"),
            tooltip=told,
            **shapes,
        )
    )
    ground = alt.Chart(data_of(marks)).encode(x=alt.X("column:Q", scale=flat), y=rows, tooltip=told)
    numbers = ground.mark_text(fontSize=12, color=INK, cursor="pointer").encode(text="words:N", yOffset=_within("up"))
    silences = ground.mark_text(fontSize=10.5, color=INK, cursor="pointer").encode(
        text="silence:N", yOffset=_within("down")
    )
    heads = [
        # every other one stands higher: long names would meet
        alt.Chart(
            data_of([{"group": name, "column": _column(place)} for place, name in list(enumerate(names))[odd::2]])
        )
        .mark_text(fontSize=12, baseline="bottom", limit=2 * COLUMN - 20, color=INK)
        .encode(x=alt.X("column:Q", scale=flat), y=alt.value(-6 - 16 * odd), text="group:N")
        for odd in (0, 1)
    ]
    lines = (
        alt.Chart(data_of(spans))
        .mark_rule(strokeWidth=2, color="#b8c4ca")
        .encode(x=alt.X("from:Q", scale=flat), x2="to:Q", y=rows)
    )
    layers = alt.layer(lines, points.add_params(opening("code_id", "group_id")), numbers, silences, *heads)
    chart = layers.properties(width=across, height=ROW * len(shown))
    words = _in_words(shown, len(differences), names, texts, language)
    return Picture(
        _("Where the groups differ most: informants who speak of each code"), plain_chart(chart), words, opens=True
    )


def _labels(shown: Sequence[Difference]) -> list[str]:
    # a code may bear the name of another below another parent, and each has a row of its own
    return [each.row.path[-1] + "\N{ZERO WIDTH SPACE}" * place for place, each in enumerate(shown)]


def _marks(label: str, difference: Difference, texts: Texts) -> Sequence[dict[str, Any]]:
    shares = [group.share for group in difference.groups]
    marks = []
    for place, group in enumerate(difference.groups):
        same = [other for other, share in enumerate(shares) if share is not None and share == group.share]
        marks.append(
            {
                "label": label,
                "code_id": group.cell.code_id,
                "group": group_name(group.cell.group, texts),
                "group_id": group.cell.group.id if group.cell.group else "",
                "share": group.share,
                "words": _number(group, texts),
                "silence": silence_word(group.why, texts) if group.why == "not said" else "",
                "up": -6 if group.why == "not said" else 0,
                "down": 7,
                "column": _column(place),
                "nudge": _NUDGE * (same.index(place) - (len(same) - 1) / 2) if place in same else 0,
            }
        )
    return marks


def _number(group: GroupShare, texts: Texts) -> str:
    if group.why == "not asked":
        return silence_word(group.why, texts)
    return texts.gettext("{count} of {asked}").format(count=group.cell.informants, asked=group.cell.asked)


def _within(field: str) -> Any:
    """So many pixels below the middle of the row."""
    import altair as alt

    return alt.YOffset(f"{field}:Q", scale=alt.Scale(domain=[-ROW / 2, ROW / 2], range=[0, ROW]))


def _column(place: int) -> float:
    return 1 + COLUMN * (place + 0.62) / SCALE


def _cycled(values: Sequence[str], names: Sequence[str]) -> list[str]:
    return [values[place % len(values)] for place in range(len(names))]


def _end_words(texts: Texts) -> str:
    _ = texts.gettext
    nobody, half, everybody = (json.dumps(word) for word in (_("nobody"), _("half"), _("everybody")))
    return f"datum.value == 0 ? {nobody} : datum.value == 1 ? {everybody} : {half}"


def _in_words(shown: Sequence[Difference], count: int, names: Sequence[str], texts: Texts, language: Language) -> str:
    _ = texts.gettext
    said = [
        _("How many of those interviewed in each group speak of a code, the codes they differ most on first."),
        _("Groups: {groups}.").format(groups=join(names, language)),
    ]
    for difference in shown[:STRONGEST]:
        numbers = [f"{group_name(group.cell.group, texts)} {_number(group, texts)}" for group in difference.groups]
        said.append(f"{difference.row.path[-1]}: {join(numbers, language)}.")
    if count > len(shown):
        said.append(_("The first {shown} of {count} codes.").format(shown=len(shown), count=count))
    if any(group.why == "not asked" for difference in shown for group in difference.groups):
        said.append(_("A group that was not asked has no mark."))
    return " ".join(said)
