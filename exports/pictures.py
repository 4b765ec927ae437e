"""Pictures of a study for page and report: who speaks of what, when codes were first met, and each interview as a line.

Each is an Altair chart with its alternative text; numbers in it are those of the tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coding.evidence import Evidence
from coding.matrix import Row, code_by_group
from coding.portraits import Portrait, portraits
from coding.saturation import Step, saturation
from corpus.documents import list_documents
from corpus.language import Texts
from corpus.participants import Group
from corpus.study import Study
from exports.theme_summaries import group_name

_INDENT = "\N{EM SPACE}"
MOST_ROWS = 45
"""With more codes only the top ones fit a page."""
SHARPNESS = 220
"""Dots an inch of a picture in a report."""
PAGE = 780
"""What fits the height of a page, in the pixels of a chart (96 an inch)."""
_INK, _PALE, _DARK = "#1e2428", "#f4f6f6", "#0f3d52"
_HALF = 0.65
"""From this share on the ground of a cell is so dark that its number is white; else black, both at 4.5 to 1 or more."""


@dataclass(frozen=True)
class Picture:
    """A chart with what is said to those who do not see it."""

    title: str
    chart: Any
    alternative: str


def study_pictures(study: Study, evidence: Evidence, texts: Texts) -> tuple[Picture, ...]:
    """All pictures of a study; none where nothing is coded by people with a group."""
    groups = [group for group in evidence.columns if group]
    if not (evidence.excerpts and groups):
        return ()
    heads = list_documents(study)
    steps: dict[Group | None, Sequence[Step]] = {None: saturation(evidence, heads)}
    steps |= {group: found for group in groups if len(found := saturation(evidence, heads, group.id)) > 1}
    return (
        heat_map(evidence, texts, sub_codes=len(evidence.codebook.codes) <= MOST_ROWS),
        portraits_chart(portraits(study, evidence), evidence, texts),
        saturation_chart(steps, texts),
    )


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
        color=alt.Color("share:Q", scale=alt.Scale(domain=[0, 1], range=[_PALE, _DARK]), legend=None)
    )
    numbers = ground.mark_text(fontSize=11).encode(
        text="words:N", color=alt.condition(alt.datum.share >= _HALF, alt.value("white"), alt.value("black"))
    )
    chart = plain_chart((squares + numbers).properties(width=120 * len(evidence.columns), height=22 * len(rows)))
    title = _("Informants who speak of each code, of those interviewed")
    columns = ", ".join(group_name(group, texts) for group in evidence.columns)
    alternative = _("Heat map of {codes} codes by group ({groups}). {title}. The same numbers stand in the tables.")
    return Picture(title, chart, alternative.format(codes=len(rows), groups=columns, title=title))


def saturation_chart(by_group: Mapping[Group | None, Sequence[Step]], texts: Texts) -> Picture:
    """Known codes after each interview: a line for all (None) and one for each group."""
    import altair as alt

    _ = texts.gettext
    names = {group: group.name if group else _("All interviews") for group in by_group}
    points = [
        {"line": names[group], "place": step.place, "known": step.known, "interview": step.title, "new": len(step.new)}
        for group, steps in by_group.items()
        for step in steps
    ]
    whole = alt.Axis(tickMinStep=1, format="d")
    chart = (
        alt.Chart(data_of(points))
        .mark_line(point=True, interpolate="step-after")
        .encode(
            x=alt.X("place:Q", title=_("Coded interviews"), axis=whole, scale=alt.Scale(nice=False, zero=False)),
            y=alt.Y("known:Q", title=_("Codes met so far"), axis=whole),
            color=alt.Color("line:N", sort=list(names.values()), title=None, scale=alt.Scale(scheme="tableau10")),
            strokeDash=alt.StrokeDash("line:N", sort=list(names.values()), legend=None),
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


def _cell(row: Row, place: int, group: int, texts: Texts) -> dict[str, object]:
    cell = row.cells[group]
    return {
        # a code may bear the name of another below another parent, and each has a row of its own
        "code": _INDENT * row.level + row.path[-1] + "\N{ZERO WIDTH SPACE}" * place,
        "group": group_name(cell.group, texts),
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


def plain_chart(chart: Any) -> Any:
    """The chart in the look that all pictures share."""
    return (
        chart.configure(font="Liberation Sans, Arial, sans-serif", background="white")
        .configure_view(stroke=None)
        .configure_axis(
            domain=False, ticks=False, labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelColor=_INK
        )
        .configure_legend(labelFontSize=12, orient="bottom", columns=4)
    )
