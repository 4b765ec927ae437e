"""Small lines, one field for each participant or case, so that each course is seen and none is averaged away."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from coding.indicator_figures import Line
from corpus.indicator_files import moment_kind
from corpus.indicators import Indicator
from corpus.language import Language, Texts
from corpus.participants import natural_key
from exports.indicator_words import change_word, moment_word, rater_word, scale_words, value_word
from exports.pictures import TELLING_APART, Picture, dashes, data_of, plain_chart

ACROSS: Final = 4
MOST_TIMES: Final = 6
"""With more times than these only the first and the last are written below a field."""
MOST_FIELDS: Final = 24
"""More courses than this fit no page; the table has them all."""
_FORMS: Final[Mapping[str, str]] = {"day": "%d.%m.%y", "month": "%m.%Y", "year": "%Y"}
"""Without names of months, which a picture would have in English only."""


def courses_chart(indicator: Indicator, lines: Sequence[Line], texts: Texts, language: Language) -> Picture | None:
    """The courses of these lines on one scale, those who speak of the theme with full lines; None without a number.

    A missing number is a gap: no line is drawn over it.
    """
    _ = texts.gettext
    labels = list(dict.fromkeys(line.label for line in lines if line.first))[:MOST_FIELDS]
    if not labels:
        return None
    import altair as alt

    shown = [line for line in lines if line.label in labels and line.first]
    moments = sorted({point.moment for line in shown for point in line.points}, key=natural_key)
    raters = list(dict.fromkeys(rater_word(line.rater, texts) for line in shown))
    values = [
        {
            "who": line.label,
            "rater": rater_word(line.rater, texts),
            "by": rater_word(line.rater, texts),
            "moment": moment_word(point.moment, texts, language),
            "at": _point_in_time(point.moment),
            "value": point.value,
            "said": value_word(point.value, texts, language),
            "speaks": _("speaks of it") if line.speaking else _("does not speak of it"),
        }
        for line in shown
        for point in line.points
    ]
    said_of = {line.speaking != () for line in shown}
    chart = (
        alt.Chart(data_of(values))
        .mark_line(point=True, invalid="break-paths-show-domains")
        .encode(
            x=_time_axis(moments, texts, language),
            y=_value_axis(indicator),
            color=alt.Color("rater:N", sort=raters, title=None, scale=alt.Scale(range=list(TELLING_APART))),
            # where two give the same number one line lies on the other, and both must be seen
            strokeDash=dashes("by", raters),
            opacity=alt.Opacity(
                "speaks:N",
                sort=[_("speaks of it"), _("does not speak of it")],
                scale=alt.Scale(domain=[_("speaks of it"), _("does not speak of it")], range=[1, 0.45]),
                title=None,
                legend=alt.Legend() if len(said_of) > 1 else None,
            ),
            tooltip=[
                alt.Tooltip("who:N", title=_("Whom")),
                alt.Tooltip("rater:N", title=_("Filled in by")),
                alt.Tooltip("moment:N", title=_("Time")),
                alt.Tooltip("said:N", title=_("Value")),
            ],
            facet=alt.Facet("who:N", columns=ACROSS, sort=labels, title=None),
        )
        .properties(width=140, height=100)
    )
    said = [_course(line, texts, language) for line in shown]
    alternative = _("{count} courses of {name}. {scale} {lines}").format(
        count=len(labels), name=indicator.name, scale=scale_words(indicator, texts, language), lines=" ".join(said)
    )
    return Picture(indicator.name, plain_chart(chart), alternative)


def _time_axis(moments: Sequence[str], texts: Texts, language: Language) -> Any:
    """Days, months and years lie as far apart as they do in time; rounds lie side by side."""
    import altair as alt

    form = _FORMS.get(moment_kind(moments[0]))
    if form is None:
        order = [moment_word(moment, texts, language) for moment in moments]
        return alt.X("moment:O", sort=order, title=None, axis=alt.Axis(labelAngle=-40, labelLimit=90))
    shown = moments if len(moments) <= MOST_TIMES else [moments[0], moments[-1]]
    values = [_point_in_time(moment) for moment in shown]
    axis = alt.Axis(values=values, format=form, labelAngle=-40, labelOverlap=False, grid=False)
    return alt.X("at:T", title=None, axis=axis, scale=alt.Scale(nice=False, padding=8))


def _value_axis(indicator: Indicator) -> Any:
    import altair as alt

    low, high = indicator.low, indicator.high
    if low is None or high is None:
        return alt.Y("value:Q", title=None, scale=alt.Scale(zero=False), axis=alt.Axis(tickMinStep=1, tickCount=4))
    axis = alt.Axis(values=[low, (low + high) / 2, high])
    return alt.Y("value:Q", title=None, scale=alt.Scale(domain=[low, high], nice=False, padding=4), axis=axis)


def _point_in_time(moment: str) -> str | None:
    """Noon, so that no time zone makes another day of it; None for a round."""
    kind = moment_kind(moment)
    whole = {"day": moment, "month": f"{moment}-01", "year": f"{moment}-01-01"}.get(kind)
    return None if whole is None else f"{whole}T12:00:00"


def _course(line: Line, texts: Texts, language: Language) -> str:
    words = [value_word(point.value, texts, language) for point in line.points]
    return texts.gettext("{who} ({rater}): {numbers}; change {change}.").format(
        who=line.label,
        rater=rater_word(line.rater, texts),
        numbers=", ".join(words),
        change=change_word(line.change, language),
    )
