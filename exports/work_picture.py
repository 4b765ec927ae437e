"""How far reading and coding have come: bars for each group, of all together and of each coder."""

from collections.abc import Sequence
from typing import Any, Final

from coding.work_by_group import CoderWork, GroupWork
from corpus.language import Language, Texts
from exports.pictures import DARK, INK, Picture, data_of, plain_chart
from exports.theme_summaries import group_name
from exports.words import join

MOST_LINES: Final = 40
"""With more lines than these the coders are left out, and what all have done together stands alone."""
BAR, ROW = 118, 24
"""Pixels of a bar that is full, and of a line."""
_TRACK: Final = "#e3e8ea"
_GAP: Final = 0.2
"""Between one bar and the next, as a share of a bar."""


def work_chart(work: Sequence[CoderWork], texts: Texts, language: Language) -> Picture | None:
    """What is read, coded, how much of the words, and where no suggestion is left; None without an interview.

    Interviews are counted as n of N; only the share of what is said, thousands of characters, is a percentage.
    """
    if not work or not work[0].groups:
        return None
    import altair as alt

    _ = texts.gettext
    kept = work if sum(len(each.groups) for each in work) <= MOST_LINES else work[:1]
    lines = _lines(kept, texts)
    bars = [bar for label, each in lines for bar in _bars(label, each, texts)]
    heads = _heads(texts, suggested=any(each.suggested for _label, each in lines))
    bars = [bar for bar in bars if bar["place"] < len(heads)]
    labels = [label for label, _each in lines]
    across = alt.Scale(domain=[0, len(heads) * (1 + _GAP)], nice=False)
    bold = alt.ExprRef("indexof(datum.label, '\N{EM SPACE}') == 0 ? 'normal' : 'bold'")
    rows = alt.Y(
        "label:N", sort=labels, title=None, axis=alt.Axis(labelLimit=230, labelPadding=8, labelFontWeight=bold)
    )
    ground = alt.Chart(data_of(bars)).encode(y=rows)
    tracks = ground.mark_bar(height=16, color=_TRACK).encode(x=alt.X("from:Q", axis=None, scale=across), x2="full:Q")
    filled = ground.mark_bar(height=16, color="#8db4c4").encode(x=alt.X("from:Q", axis=None, scale=across), x2="to:Q")
    words = ground.mark_text(align="left", dx=5, fontSize=11.5, color=INK).encode(
        x=alt.X("from:Q", axis=None, scale=across), text="words:N"
    )
    titles = (
        alt.Chart(data_of([{"from": place * (1 + _GAP), "head": head} for place, head in enumerate(heads)]))
        .mark_text(align="left", baseline="top", lineBreak="\n", fontSize=12, color=DARK, fontWeight="bold")
        .encode(x=alt.X("from:Q", axis=None, scale=across), y=alt.value(-36), text="head:N")
    )
    chart = alt.layer(tracks, filled, words, titles).properties(
        width=round(BAR * len(heads) * (1 + _GAP)), height=ROW * len(labels)
    )
    said = _in_words(work, len(kept) < len(work), texts, language)
    return Picture(_("How far reading and coding have come"), plain_chart(chart), said)


def _lines(work: Sequence[CoderWork], texts: Texts) -> list[tuple[str, GroupWork]]:
    lines = []
    for place, group in enumerate(work[0].groups):
        # two groups may bear one name, and the coders stand in every group
        apart = "\N{ZERO WIDTH SPACE}" * place
        lines.append((group_name(group.group, texts) + apart, group))
        lines += [(f"\N{EM SPACE}{each.coder.name}{apart}", each.groups[place]) for each in work if each.coder]
    return lines


def _heads(texts: Texts, *, suggested: bool) -> list[str]:
    _ = texts.gettext
    heads = [_("Interviews\nread"), _("Interviews\ncoded"), _("Words\ncoded"), _("Without suggestions\nleft")]
    return heads if suggested else heads[:3]


def _bars(label: str, work: GroupWork, texts: Texts) -> list[dict[str, Any]]:
    _ = texts.gettext
    whole = max(work.interviews, 1)
    left = _("{settled}, {count} left") if work.waiting else "{settled}"
    settled = _count(work.settled, work, texts)
    shown = (
        (work.read / whole, _count(work.read, work, texts)),
        (work.coded / whole, _count(work.coded, work, texts)),
        (work.coded_percent / 100, f"{work.coded_percent} %"),
        (work.settled / whole, left.format(settled=settled, count=work.waiting)),
    )
    return [
        {
            "label": label,
            "place": place,
            "from": place * (1 + _GAP),
            "to": place * (1 + _GAP) + share,
            "full": place * (1 + _GAP) + 1,
            "words": words,
        }
        for place, (share, words) in enumerate(shown)
    ]


def _count(count: int, work: GroupWork, texts: Texts) -> str:
    return texts.gettext("{count} of {asked}").format(count=count, asked=work.interviews)


def _in_words(work: Sequence[CoderWork], shortened: bool, texts: Texts, language: Language) -> str:
    _ = texts.gettext
    said = []
    for group in work[0].groups:
        sentence = _(
            "{group}: {read} interviews read to the end, {coded} coded, {percent} % of what informants say coded."
        ).format(
            group=group_name(group.group, texts),
            read=_count(group.read, group, texts),
            coded=_count(group.coded, group, texts),
            percent=group.coded_percent,
        )
        if group.suggested:
            sentence += " " + texts.ngettext(
                "{count} suggestion is left.", "{count} suggestions are left.", group.waiting
            ).format(count=group.waiting)
        said.append(sentence)
    coders = [each.coder.name for each in work if each.coder]
    if coders:
        named = join(coders, language)
        told = (
            _("Coders: {names}; there are too many to show.")
            if shortened
            else _("Below each group its coders: {names}.")
        )
        said.append(told.format(names=named))
    return " ".join(said)
