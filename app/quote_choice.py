"""The quotes of a theme summary: proposals spread over informants, ticked and put in order by the researcher."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from app import session
from app.excerpt_text import quote_markdown
from app.kept_value import follow
from app.plain_text import escaped
from app.quote_shortening import show_shortening
from app.summary_fields import change_summary
from coding.evidence import Evidence, Excerpt
from coding.summaries import Summary, chosen_quotes, pick_quotes
from exports.quote_labels import quote_label

PROPOSED, MORE = 6, 15
_LIMIT = "study:findings:proposed"


def show_quote_choice(evidence: Evidence, found: Sequence[Excerpt], summary: Summary) -> None:
    """The chosen quotes in their order, then proposals; under a line that counts quotes per informant."""
    _ = session.texts().gettext
    if not found:
        st.caption(_("Nothing to quote: no passage of this code in this group."))
        return
    chosen = chosen_quotes(summary, found, 0)
    taken = {excerpt.passage for excerpt in chosen}
    cell = (summary.code_id, summary.group_id)
    limit = st.session_state.get(_LIMIT, {}).get(cell, PROPOSED)
    rest = [excerpt for excerpt in found if excerpt.passage not in taken]
    proposed = pick_quotes(rest, limit)
    _say_who_is_quoted(evidence, chosen, found, summary.group_id)
    for place, excerpt in enumerate(chosen):
        _show_quote(summary, excerpt, place, len(chosen))
    for excerpt in proposed:
        _show_quote(summary, excerpt, None, len(chosen))
    if len(proposed) == limit and len({excerpt.passage for excerpt in rest}) > limit:
        st.button(_("More proposals"), key="quotes:more", type="tertiary", on_click=_propose_more, args=(cell, limit))


def _say_who_is_quoted(evidence: Evidence, chosen: Sequence[Excerpt], found: Sequence[Excerpt], group_id: str) -> None:
    _ = session.texts().gettext
    if not chosen:
        st.caption(_("Tick the quotes to print, in your order. With none ticked the report takes the first proposals."))
        return
    quoted = Counter(voice.label for excerpt in chosen for voice in excerpt.voices)
    speaking = {voice.id for excerpt in found for voice in excerpt.voices}
    silent = [p.label for p in evidence.asked_in(group_id) if p.id in speaking and p.label not in quoted]
    said = _("Quoted: {people}.").format(
        people=escaped(", ".join(f"{label} ({count})" for label, count in quoted.items()))
    )
    if silent:
        said += " " + _("Not quoted yet: {people}.").format(people=escaped(", ".join(silent)))
    st.caption(said)


def _show_quote(summary: Summary, excerpt: Excerpt, place: int | None, count: int) -> None:
    texts = session.texts()
    _ = texts.gettext
    key = f"study:quote:{summary.code_id}:{summary.group_id}:{excerpt.coding.id}"
    label = escaped(quote_label(excerpt, texts, session.language()))
    star = " :material/star:" if excerpt.coding.starred else ""
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.checkbox(
                f"**{place + 1}.** {label}{star}" if place is not None else f"{label}{star}",
                value=follow(key, place is not None),
                key=key,
                on_change=_tick,
                args=(summary, excerpt.coding.id, key),
            )
            if place is not None and count > 1:
                _show_order_buttons(summary, excerpt, place, count)
        st.markdown(f":small[{quote_markdown(excerpt)}]" if len(excerpt.parts) <= 1 else quote_markdown(excerpt))
        if place is not None:
            show_shortening(excerpt)


def _show_order_buttons(summary: Summary, excerpt: Excerpt, place: int, count: int) -> None:
    _ = session.texts().gettext
    for step, icon, helping, possible in (
        (-1, ":material/arrow_upward:", _("Earlier"), place > 0),
        (1, ":material/arrow_downward:", _("Later"), place < count - 1),
    ):
        st.button(
            icon,
            key=f"quote:{step}:{excerpt.coding.id}",
            type="tertiary",
            help=helping,
            disabled=not possible,
            on_click=_move,
            args=(summary, excerpt.coding.id, step),
        )


def _tick(summary: Summary, coding_id: str, key: str) -> None:
    wanted = st.session_state[key]

    def ticked(stored: Summary) -> Summary:
        others = tuple(quote for quote in stored.evidence if quote != coding_id)
        return replace(stored, evidence=(*others, coding_id) if wanted else others)

    change_summary(summary.code_id, summary.group_id, ticked, read_again=False)


def _move(summary: Summary, coding_id: str, step: int) -> None:
    def moved(stored: Summary) -> Summary:
        if coding_id not in stored.evidence:
            # taken from the quotes in another window meanwhile
            return stored
        order = list(stored.evidence)
        place = order.index(coding_id)
        order.insert(place + step, order.pop(place))
        return replace(stored, evidence=tuple(order))

    change_summary(summary.code_id, summary.group_id, moved, read_again=False)


def _propose_more(cell: tuple[str, str], limit: int) -> None:
    known: Mapping[tuple[str, str], int] = st.session_state.get(_LIMIT, {})
    st.session_state[_LIMIT] = {**known, cell: limit + MORE}
