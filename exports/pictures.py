"""What pictures share, and three of them: who speaks of what, when codes were first met, each interview as a line.

Each is an Altair chart with its alternative text; numbers in it are those of the tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coding.evidence import Evidence
from coding.matrix import Row, code_by_group
from coding.portraits import Portrait
from coding.saturation import Step
from corpus.language import Texts
from corpus.participants import Group
from exports.theme_summaries import group_name

_INDENT = "\N{EM SPACE}"
MOST_ROWS = 45
"""With more codes only the top ones fit a page."""
SHARPNESS = 220
"""Dots an inch of a picture in a report."""
PAGE = 780
"""What fits the height of a page, in the pixels of a chart (96 an inch)."""
INK, PALE, DARK = "#1e2428", "#f4f6f6", "#0f3d52"
TELLING_APART = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c6d31")
"""Colours that stay different to most people who do not see red and green alike (after Okabe and Ito 2008)."""
OPENED = "passages"
"""The selection by which a mark of a chart leads to its passages; its values name code, group and other code."""
_HALF = 0.65
"""From this share on the ground of a cell is so dark that its number is white; else black, both at 4.5 to 1 or more."""


@dataclass(frozen=True)
class Picture:
    """A chart with what is said to those who do not see it.

    Marks of a chart that `opens` can be chosen, and name what they show in `code_id`, `group_id` and `other_id`.
    """

    title: str
    chart: Any
    alternative: str
    opens: bool = False


def png(picture: Picture) -> bytes:
    """The picture as PNG, sharp on paper. One that is taller than a page is drawn for the page it is shrunk to."""
    import altair as alt
    import vl_convert

    # checking every value against Altair's schema takes longer than drawing it
    spec = picture.chart.to_dict(validate=False)
    height = spec.get("height")
    shrunk = min(1.0, PAGE / height) if isinstance(height, int | float) else 1.0
    version = "_".join(alt.SCHEMA_VERSION.split(".")[:2])
    drawn: bytes = vl_convert.vegalite_to_png(spec, vl_version=version, ppi=SHARPNESS * shrunk)
    return drawn


def heat_map(evidence: Evidence, texts: Texts, *, sub_codes: bool = True) -> Picture:
    """Codes by groups: the darker, the larger the share of those interviewed; n of N stands in every cell."""
    import altair as alt

    _ = texts.gettext
    rows = [row for row in code_by_group(evidence) if sub_codes or row.level == 0]
    cells = [_cell(row, place, group, texts) for place, row in enumerate(rows) for group in range(len(row.cells))]
    tops = alt.ExprRef(f"indexof(datum.label, '{_INDENT}') == 0 ? 'normal' : 'bold'")
    ground = alt.Chart(data_of(cells)).encode(
        x=alt.X("group:N", sort=None, title=None, axis=alt.Axis(orient="top", labelAngle=0, labelLimit=160)),
        y=alt.Y("code:N", sort=None, title=None, axis=alt.Axis(labelLimit=320, labelFontWeight=tops)),
    )
    squares = ground.mark_rect(stroke="white").encode(
        color=alt.Color("share:Q", scale=alt.Scale(domain=[0, 1], range=[PALE, DARK]), legend=None)
    )
    squares = squares.add_params(opening("code_id", "group_id"))
    numbers = ground.mark_text(fontSize=11).encode(
        text="words:N", color=alt.condition(alt.datum.share >= _HALF, alt.value("white"), alt.value("black"))
    )
    chart = plain_chart((squares + numbers).properties(width=120 * len(evidence.columns), height=22 * len(rows)))
    title = _("Informants who speak of each code, of those interviewed")
    columns = ", ".join(group_name(group, texts) for group in evidence.columns)
    alternative = _("Heat map of {codes} codes by group ({groups}). {title}. The same numbers stand in the tables.")
    return Picture(title, chart, alternative.format(codes=len(rows), groups=columns, title=title), opens=True)


def saturation_chart(
    by_group: Mapping[Group | None, Sequence[Step]], groups: Sequence[Group | None], texts: Texts
) -> Picture:
    """Known codes after each interview: a line for all (None), one for each group; `groups` are those interviewed."""
    import altair as alt

    _ = texts.gettext
    names = {group: group.name if group else _("All interviews") for group in by_group}
    points = [
        {
            "line": names[group],
            "of": names[group],
            "place": step.place,
            "known": step.known,
            "interview": step.title,
            "new": len(step.new),
        }
        for group, steps in by_group.items()
        for step in steps
    ]
    whole = alt.Axis(tickMinStep=1, format="d")
    # a group has the colour that it has in the other pictures, one that is left out here takes its own with it
    lines = [INK if group is None else _colour(groups.index(group)) for group in by_group]
    chart = (
        alt.Chart(data_of(points))
        .mark_line(point=True, interpolate="step-after")
        .encode(
            x=alt.X("place:Q", title=_("Coded interviews"), axis=whole, scale=alt.Scale(nice=False, zero=False)),
            y=alt.Y("known:Q", title=_("Codes met so far"), axis=whole),
            color=alt.Color("line:N", title=None, scale=alt.Scale(domain=list(names.values()), range=lines)),
            strokeDash=dashes("of", list(names.values())),
            tooltip=[
                alt.Tooltip("interview:N", title=_("Interview")),
                alt.Tooltip("new:Q", title=_("New codes")),
                alt.Tooltip("known:Q", title=_("Codes met so far")),
            ],
        )
        .properties(width=480, height=240)
    )
    said = [_in_words(names[group], steps, texts) for group, steps in by_group.items() if steps]
    return Picture(_("New codes with each interview"), plain_chart(chart), " ".join(said))


def portraits_chart(interviews: Sequence[Portrait], evidence: Evidence, texts: Texts) -> Picture:
    """Each interview from its beginning (left) to its end, a lane for each top code; by group."""
    import altair as alt

    _ = texts.gettext
    tops = [code for code in evidence.codebook.children(None) if not code.retired]
    lanes = {code.id: place for place, code in enumerate(tops)}
    bars = [
        {
            "interview": portrait.title,
            "code": tops[lanes[stretch.code_id]].name,
            "start": stretch.start * 100,
            "end": stretch.end * 100,
        }
        for portrait in interviews
        for stretch in portrait.stretches
        if stretch.code_id in lanes
    ]
    names = [code.name for code in tops]
    chart = (
        alt.Chart(data_of(bars))
        .mark_bar(height={"band": 0.9})
        .encode(
            x=alt.X(
                "start:Q",
                title=_("From the first word to the last"),
                scale=alt.Scale(domain=[0, 100]),
                axis=alt.Axis(labels=False, ticks=False, grid=False),
            ),
            x2="end:Q",
            y=alt.Y("interview:N", sort=[portrait.title for portrait in interviews], title=None),
            yOffset=alt.YOffset("code:N", sort=names),
            color=alt.Color(
                "code:N", sort=names, title=None, scale=alt.Scale(domain=names, range=[code.colour for code in tops])
            ),
            tooltip=[alt.Tooltip("interview:N", title=_("Interview")), alt.Tooltip("code:N", title=_("Code"))],
        )
        .properties(width=480, height=max(36, 8 * len(tops)) * len(interviews))
    )
    coded = sum(bool(portrait.stretches) for portrait in interviews)
    alternative = _("{coded} of {count} interviews as lines, each with what is coded where: {codes}.")
    words = alternative.format(coded=coded, count=len(interviews), codes=", ".join(names))
    return Picture(_("What is coded where in each interview"), plain_chart(chart), words)


def _colour(place: int) -> str:
    return TELLING_APART[place % len(TELLING_APART)]


def _cell(row: Row, place: int, group: int, texts: Texts) -> dict[str, object]:
    cell = row.cells[group]
    return {
        # a code may bear the name of another below another parent, and each has a row of its own
        "code": _INDENT * row.level + row.path[-1] + "\N{ZERO WIDTH SPACE}" * place,
        "code_id": cell.code_id,
        "group": group_name(cell.group, texts),
        "group_id": cell.group.id if cell.group else "",
        "share": cell.informants / cell.asked if cell.asked else 0,
        "words": texts.gettext("{count} of {asked}").format(count=cell.informants, asked=cell.asked),
    }


def _in_words(name: str, steps: Sequence[Step], texts: Texts) -> str:
    last = max((step.place for step in steps if step.new), default=0)
    sentence = texts.ngettext(
        "{name}: {known} code after {count} interviews; the last one with a new code was number {last}.",
        "{name}: {known} codes after {count} interviews; the last one with a new code was number {last}.",
        steps[-1].known,
    )
    return sentence.format(name=name, known=steps[-1].known, count=len(steps), last=last)


def data_of(values: Sequence[Mapping[str, object]]) -> Any:
    """Rows as Altair takes them, without checking each against its schema."""
    import altair as alt
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):
        return alt.InlineData(values=list(values))


def opening(*fields: str) -> Any:
    """The parameter that lets marks be chosen by these fields of theirs."""
    import altair as alt

    return alt.selection_point(name=OPENED, fields=list(fields), toggle=False)


def dashes(field: str, names: Sequence[str]) -> Any:
    """Dashes that tell lines apart beside their colours.

    The field must not be the one of the colours: a browser would take their legend away with that of the dashes.
    """
    import altair as alt

    return alt.StrokeDash(f"{field}:N", sort=list(names), legend=None)


def plain_chart(chart: Any) -> Any:
    """The chart in the look that all pictures share."""
    return (
        # a page that fits width and axes together would draw another picture than a report does
        chart.properties(autosize="pad")
        .configure(font="Liberation Sans, Arial, sans-serif", background="white")
        .configure_view(stroke=None)
        .configure_axis(
            domain=False, ticks=False, labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelColor=INK
        )
        .configure_legend(labelFontSize=12, orient="bottom", columns=4)
    )
