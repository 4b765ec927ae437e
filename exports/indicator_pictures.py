"""Small lines, one field for each participant or case, so that each course is seen and none is averaged away."""

from collections.abc import Sequence
from typing import Final

from coding.indicator_figures import Line
from corpus.indicators import Indicator
from corpus.language import Language, Texts
from corpus.participants import natural_key
from exports.indicator_words import change_word, moment_word, rater_word, scale_words, value_word
from exports.pictures import Picture, data_of, plain_chart

ACROSS: Final = 4
MOST_FIELDS: Final = 24
"""More courses than this fit no page; the table has them all."""


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
    order = [moment_word(moment, texts, language) for moment in moments]
    raters = list(dict.fromkeys(rater_word(line.rater, texts) for line in shown))
    values = [
        {
            "who": line.label,
            "rater": rater_word(line.rater, texts),
            "moment": moment_word(point.moment, texts, language),
            "value": point.value,
            "said": value_word(point.value, texts, language),
            "speaks": _("speaks of it") if line.speaking else _("does not speak of it"),
        }
        for line in shown
        for point in line.points
    ]
    bounds = None if indicator.low is None or indicator.high is None else [indicator.low, indicator.high]
    scale = alt.Scale(domain=bounds, nice=False) if bounds else alt.Scale(zero=False)
    chart = (
        alt.Chart(data_of(values))
        .mark_line(point=True, invalid="break-paths-show-domains")
        .encode(
            x=alt.X("moment:O", sort=order, title=None, axis=alt.Axis(labelAngle=-40, labelLimit=90)),
            y=alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            color=alt.Color("rater:N", sort=raters, title=None, scale=alt.Scale(scheme="tableau10")),
            opacity=alt.Opacity(
                "speaks:N",
                sort=[_("speaks of it"), _("does not speak of it")],
                scale=alt.Scale(domain=[_("speaks of it"), _("does not speak of it")], range=[1, 0.45]),
                title=None,
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


def _course(line: Line, texts: Texts, language: Language) -> str:
    words = [value_word(point.value, texts, language) for point in line.points]
    return texts.gettext("{who} ({rater}): {numbers}; change {change}.").format(
        who=line.label,
        rater=rater_word(line.rater, texts),
        numbers=", ".join(words),
        change=change_word(line.change, language),
    )
