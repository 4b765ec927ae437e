"""Numbers from outside in words: values, times, changes, what links and comparisons say; with counts and no shares."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from coding.indicator_figures import Figures, Line, ThemeNumbers, figures
from coding.indicator_links import Changed, How
from coding.within_then_between import Between, Side, Within
from corpus.indicator_files import moment_kind
from corpus.indicator_import import NumbersPlan
from corpus.indicators import Indicator, Measurement
from corpus.language import Language, Texts
from exports.words import join, locale_of

NONE: Final = "–"


def value_word(value: float | None, texts: Texts, language: Language) -> str:
    """A number as the language writes it, or that it is missing."""
    return texts.gettext("missing") if value is None else format_decimal(value, "0.##", locale=locale_of(language))


def change_word(change: float | None, language: Language) -> str:
    """A change with its sign: "+2", "0", "−0,5"; a dash where there is none to tell."""
    if change is None:
        return NONE
    words = format_decimal(abs(change), "0.##", locale=locale_of(language))
    return words if change == 0 else ("+" if change > 0 else "\N{MINUS SIGN}") + words


def moment_word(moment: str, texts: Texts, language: Language) -> str:
    """A day, month, year or round; a dash where no time is known."""
    kind, locale = moment_kind(moment), locale_of(language)
    if kind == "round":
        return texts.gettext("round {number}").format(number=moment)
    if kind == "day":
        return format_date(date.fromisoformat(moment), format="medium", locale=locale)
    if kind == "month":
        return format_skeleton("yMMM", date.fromisoformat(f"{moment}-01"), locale=locale)
    return moment or NONE


def point_word(point: Measurement | None, texts: Texts, language: Language) -> str:
    """A number with its time."""
    if point is None:
        return NONE
    words = value_word(point.value, texts, language)
    return f"{words} ({moment_word(point.moment, texts, language)})" if point.moment else words


def rater_word(rater: str | None, texts: Texts) -> str:
    """Who filled it in: a name, that nobody says, or (None) all of them."""
    _ = texts.gettext
    return _("everybody who filled it in") if rater is None else rater or _("not stated")


def scale_words(indicator: Indicator, texts: Texts, language: Language) -> str:
    """The bounds of a scale with what they mean; empty where it has none."""
    _ = texts.gettext
    if indicator.low is None or indicator.high is None:
        return ""
    ends = []
    for value, label in ((indicator.low, indicator.low_label), (indicator.high, indicator.high_label)):
        number = value_word(value, texts, language)
        ends.append(f"{number} ({label})" if label else number)
    return _("Scale from {low} to {high}.").format(low=ends[0], high=ends[1])


def plan_lines(plan: NumbersPlan, texts: Texts, language: Language) -> tuple[str, ...]:
    """What taking in a table does: how many numbers are new, change and stay, then the new indicators."""
    _ = texts.gettext
    said = [
        _("{added} new, {changed} replace what stands, {same} are there already; {missing} of them missing.").format(
            added=len(plan.added), changed=len(plan.changed), same=plan.same, missing=plan.missing
        )
    ]
    for indicator in plan.new:
        scale = scale_words(indicator, texts, language) or _("No scale is stated.")
        said.append(_("New indicator: {name}. {scale}").format(name=indicator.name, scale=scale))
    return tuple(said)


def theme_sentence(found: ThemeNumbers, code: str, group: str, texts: Texts) -> str:
    """How many of the group speak of the theme, and of how many of them there is a number."""
    sentence = texts.ngettext(
        "{group}: {count} of {asked} informants speaks of “{code}”; there is a number of {known} of {count}.",
        "{group}: {count} of {asked} informants speak of “{code}”; there is a number of {known} of {count}.",
        len(found.speaking),
    )
    return sentence.format(
        group=group, count=len(found.speaking), asked=len(found.asked), code=code, known=found.speaking_with_number
    )


def lines_sentence(lines: Sequence[Line], texts: Texts, language: Language) -> str:
    """What lines amount to, by each who filled them in: nobody is counted twice because two gave a number."""
    raters = list(dict.fromkeys(line.rater for line in lines))
    said = [
        figures_sentence(figures([line for line in lines if line.rater == rater]), texts, language) for rater in raters
    ]
    if len(raters) < 2:
        return said[0] if said else texts.gettext("No number.")
    return " ".join(f"{rater_word(rater, texts)}: {numbers}" for rater, numbers in zip(raters, said, strict=True))


def figures_sentence(found: Figures, texts: Texts, language: Language) -> str:
    """What some lines amount to, as counts; their range, and a mean only where there are enough of them."""
    _, ngettext = texts.gettext, texts.ngettext
    if not found.with_number:
        return _("No number.")
    parts = []
    if found.with_change:
        parts.append(
            ngettext(
                "Of {count} with two times or more: {rose} up, {same} unchanged, {fell} down.",
                "Of {count} with two times or more: {rose} up, {same} unchanged, {fell} down.",
                found.with_change,
            ).format(count=found.with_change, rose=found.rose, same=found.same, fell=found.fell)
        )
    low, high = (value_word(each, texts, language) for each in (found.lowest, found.highest))
    if low == high:
        parts.append(_("Last number: {value}.").format(value=low))
    else:
        parts.append(_("Last numbers from {low} to {high}.").format(low=low, high=high))
    if found.mean_change is not None:
        parts.append(_("Mean change {change}.").format(change=change_word(found.mean_change, language)))
    if found.missing:
        parts.append(
            ngettext("{count} number is missing.", "{count} numbers are missing.", found.missing).format(
                count=found.missing
            )
        )
    return " ".join(parts)


def range_words(low: float | None, high: float | None, texts: Texts, language: Language) -> str:
    """From the lowest to the highest; one number where they are the same."""
    words = [value_word(each, texts, language) for each in (low, high)]
    return words[0] if low == high else texts.gettext("{low} to {high}").format(low=words[0], high=words[1])


def directions_words(found: Figures, texts: Texts, language: Language) -> str:
    """Which ways lines go, as counts, with the mean of enough of them; a dash where none has a change."""
    if not found.with_change:
        return NONE
    said = texts.gettext("{rose} up, {same} unchanged, {fell} down").format(
        rose=found.rose, same=found.same, fell=found.fell
    )
    if found.mean_change is None:
        return said
    mean = texts.gettext("Mean change {change}.").format(change=change_word(found.mean_change, language))
    return f"{said}. {mean}"


def line_cells(line: Line, texts: Texts, language: Language) -> tuple[str, ...]:
    """One line of a table: first number, last number, change and how many are missing."""
    first, last = line.first, line.last
    return (
        point_word(first, texts, language),
        point_word(last, texts, language),
        change_word(line.change, language),
        str(line.missing or ""),
    )


def how_word(how: How, texts: Texts) -> str:
    """What numbers have to do with a theme, as a person says."""
    _ = texts.gettext
    return {
        "supports": _("the numbers support it"),
        "explains": _("the numbers explain it"),
        "contradicts": _("the numbers contradict it"),
    }[how]


def changed_words(changed: tuple[Changed, ...], texts: Texts, language: Language) -> str:
    """What a link rests on that changed since; empty where nothing did."""
    _ = texts.gettext
    names: dict[Changed, str] = {"numbers": _("numbers"), "codings": _("codings"), "words": _("the summary")}
    if not changed:
        return ""
    what = join([names[each] for each in changed], language)
    return _("Changed since this was linked: {what}. Look at it again.").format(what=what)


def within_word(within: Within, texts: Texts) -> str:
    """What a group has in common."""
    _ = texts.gettext
    return {
        "speak": _("they speak of it"),
        "silent": _("they do not"),
        "divided": _("divided"),
        "too few": _("too few"),
    }[within]


def side_words(side: Side, texts: Texts) -> str:
    """One group and one theme: n of N, what it has in common, and how many were not asked."""
    _ = texts.gettext
    words = _("{count} of {asked}: {within}").format(
        count=side.speak, asked=side.units, within=within_word(side.within, texts)
    )
    return words + (" · " + _("{count} not asked").format(count=side.not_asked) if side.not_asked else "")


def between_word(between: Between, texts: Texts) -> str:
    """What comparing the two groups found."""
    _ = texts.gettext
    return {
        "only high": _("difference: the high ones"),
        "only low": _("difference: the low ones"),
        "no difference": _("no difference"),
        "no pattern": _("no common pattern within"),
        "too few": _("too few to compare"),
    }[between]


def comparing_rule(texts: Texts) -> str:
    """The rule of the comparison, to be read with it."""
    return texts.gettext(
        "First within each group: it has something in common where all speak of the theme or none do; of four or more, "
        "one may do otherwise. Then between the groups, only where both hold together. That there is no difference is "
        "a finding too. Nothing here says why, and a count this small says nothing about others."
    )
