"""High and low by a cut that a person sets, pairs that are alike, and themes compared within each group and between."""

from collections.abc import Sequence
from typing import Any, get_args

import streamlit as st

from app import session
from app.guide_kept import kept_coverage
from app.matrix_view import CROSSED, DIVIDED, way_name
from app.plain_text import escaped
from app.reading_filter import clear_filter
from app.score_columns import SCORE_COLUMNS, keep_columns
from app.table_height import table_height
from coding.breakdown import CODE, ways_to_divide
from coding.indicator_figures import NumbersBeside
from coding.score_groups import Pairs, ScoreGroups, ScoreOf, Unit, divide, matched_pairs, score_units
from coding.within_then_between import Compared, compare_themes
from corpus.indicators import Indicator
from exports.indicator_words import between_word, comparing_rule, rater_word, side_words, value_word

RATER, SCORE, GROUPS, CUT, ALIKE = (f"study:numbers:{name}" for name in ("by", "score", "groups", "cut", "alike"))
DIFFERING, SUB_CODES = "study:numbers:differing", "study:numbers:sub_codes"


def show_score_groups(beside: NumbersBeside, indicator: Indicator) -> None:
    """Who is compared by which score and cut, the two groups by name, their pairs, and the table of themes."""
    texts = session.texts()
    _ = texts.gettext
    units = _choose_units(beside, indicator)
    scores = [unit.score for unit in units if unit.score is not None]
    if not scores:
        st.info(_("None of them has such a number. Choose another group, score or indicator."), icon=":material/info:")
        return
    groups = divide(units, _choose_cut(scores))
    _say_who(groups)
    _offer_columns(indicator, groups)
    pairs = _choose_pairs(beside, groups)
    with st.container(horizontal=True, gap="medium"):
        st.toggle(_("Sub-codes"), key=SUB_CODES, persist_state="session")
        st.toggle(_("Only where they differ"), key=DIFFERING, persist_state="session")
    found = [
        each
        for each in compare_themes(beside.evidence, groups, pairs=pairs, guide=kept_coverage(beside.evidence))
        if (st.session_state.get(SUB_CODES) or each.level == 0)
        and (not st.session_state.get(DIFFERING) or each.between in ("only high", "only low"))
    ]
    st.caption(escaped(comparing_rule(texts)))
    if found:
        _show_table(found)
    else:
        st.caption(_("No theme is shown with these choices."))


def _choose_units(beside: NumbersBeside, indicator: Indicator) -> tuple[Unit, ...]:
    texts = session.texts()
    _ = texts.gettext
    raters = beside.numbers.raters(indicator.id)
    names: dict[ScoreOf, str] = {
        "last": _("last number"),
        "first": _("first number"),
        "change": _("change from first to last"),
    }
    groups = {group.id: group.name for group in beside.evidence.columns if group}
    if st.session_state.get(RATER) not in raters:
        st.session_state[RATER] = raters[0]
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        rater = st.selectbox(
            _("Filled in by"),
            raters,
            format_func=lambda each: rater_word(each, texts),
            key=RATER,
            persist_state="session",
            width=220,
        )
        score = st.selectbox(
            _("Score"),
            list(get_args(ScoreOf)),
            format_func=lambda each: names.get(each, ""),
            key=SCORE,
            persist_state="session",
            width=240,
        )
        chosen = st.multiselect(
            _("Only these groups"),
            list(groups),
            format_func=lambda group_id: groups.get(group_id, ""),
            key=GROUPS,
            placeholder=_("All of them"),
            persist_state="session",
            width=300,
        )
    return score_units(beside, indicator.id, rater=rater, score=score, groups=frozenset(chosen))


def _choose_cut(scores: Sequence[float]) -> float:
    _ = session.texts().gettext
    low, high = min(scores), max(scores)
    if not low <= st.session_state.get(CUT, low - 1) <= high:
        # the middle number of those there are, until a person sets another
        st.session_state[CUT] = sorted(scores)[len(scores) // 2]
    cut: float = st.number_input(
        _("High from this number up"), low, high, step=0.5, key=CUT, persist_state="session", width=220
    )
    return cut


def _say_who(groups: ScoreGroups) -> None:
    texts, language = session.texts(), session.language()
    _ = texts.gettext

    def listed(units: Sequence[Unit]) -> str:
        return ", ".join(f"{unit.label} ({value_word(unit.score, texts, language)})" for unit in units) or "–"

    high, low = _("High"), _("Low")
    st.markdown(
        "  \n".join(
            (
                f"**{high} ({len(groups.high)}):** {escaped(listed(groups.high))}",
                f"**{low} ({len(groups.low)}):** {escaped(listed(groups.low))}",
            )
        )
    )
    if groups.unknown:
        names = ", ".join(unit.label for unit in groups.unknown)
        st.caption(escaped(_("Without a score, and not compared: {names}.").format(names=names)))


def _offer_columns(indicator: Indicator, groups: ScoreGroups) -> None:
    _ = session.texts().gettext
    if st.button(_("Read them as columns of the table"), key="numbers:columns", icon=":material/table_chart:"):
        keep_columns(indicator.name, groups)
        clear_filter()
        st.session_state[DIVIDED], st.session_state[CROSSED] = SCORE_COLUMNS, ""
        st.switch_page("page_scripts/reading.py")


def _choose_pairs(beside: NumbersBeside, groups: ScoreGroups) -> Pairs | None:
    texts = session.texts()
    _ = texts.gettext
    ways = [way for way in ways_to_divide(beside.evidence) if way != CODE]
    chosen = st.multiselect(
        _("Pairs that are alike in"),
        ways,
        format_func=lambda way: way_name(way, texts),
        key=ALIKE,
        placeholder=_("Choose attributes to make pairs"),
        persist_state="session",
        width=380,
    )
    if not chosen:
        return None
    pairs = matched_pairs(groups, chosen)
    lines = [f"{pair.high.label} – {pair.low.label} ({', '.join(pair.alike)})" for pair in pairs.pairs]
    unpaired = ", ".join(unit.label for unit in pairs.unpaired)
    if lines:
        st.markdown("\n".join(f"- {escaped(line)}" for line in lines))
    else:
        st.caption(_("Nobody with a high score is like anybody with a low one in this."))
    if unpaired:
        st.caption(escaped(_("Without a pair: {names}.").format(names=unpaired)))
    return pairs


def _show_table(found: Sequence[Compared]) -> None:
    texts = session.texts()
    _ = texts.gettext
    import pandas as pd

    config = st.column_config
    rows: list[dict[str, Any]] = []
    for each in found:
        row = {
            "code": "\N{EM SPACE}" * each.level + each.path[-1],
            "high": side_words(each.high, texts),
            "low": side_words(each.low, texts),
            "between": between_word(each.between, texts),
        }
        if each.pairs is not None:
            row["pairs"] = _("both {both} · high alone {high} · low alone {low} · neither {neither}").format(
                both=each.pairs.both,
                high=each.pairs.only_high,
                low=each.pairs.only_low,
                neither=each.pairs.neither,
            )
        rows.append(row)
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height=table_height(len(rows)),
        key="study:numbers:compared",
        column_config={
            "code": config.TextColumn(_("Code"), width=250, pinned=True),
            "high": config.TextColumn(_("Within the high ones"), width=190),
            "low": config.TextColumn(_("Within the low ones"), width=190),
            "between": config.TextColumn(_("Between them"), width=210),
            "pairs": config.TextColumn(_("In the pairs"), width=300),
        },
    )
