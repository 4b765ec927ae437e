"""Before anything leaves: what may tell who somebody is, or is no quote, with a decision on each that is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from app import session
from app.home_view import local_time
from app.plain_text import escaped
from app.translation import REFUSALS, in_words
from app.undo_buttons import undo_buttons
from corpus.language import Texts
from exports.disclosure import (
    Decision,
    Finding,
    How,
    check_everything,
    decide,
    kind_words,
    list_decisions,
    only_decided_since,
    place_words,
    still_to_decide,
)
from exports.disclosure.decisions import SCOPE

SHOWN = 200
_FOUND, _REFUSED = "study:export:found", "study:export:refused"
_REASON, _HOW, _TABLE = "study:export:reason", "study:export:how", "study:export:table"


def show_disclosure() -> bool:
    """The check and the decisions on what it found; whether files may be made."""
    texts = session.texts()
    _ = texts.gettext
    revision = session.study().revision()
    if st.button(_("Look for personal data"), key="export:check", icon=":material/privacy_tip:"):
        with st.spinner(_("Looking for personal data …")):
            found = check_everything(
                session.study(), texts, evidence=session.evidence(), sources=session.quote_sources()
            )
        st.session_state[_FOUND] = (revision, found)
    at, found = st.session_state.get(_FOUND, (None, ()))
    if at is not None and at != revision and only_decided_since(session.study(), at):
        # a decision, made or undone by whomever, changes nothing that the check reads
        at = revision
        st.session_state[_FOUND] = (revision, found)
    if at != revision:
        st.caption(
            _("First have the study looked through: personal data, names, who may be recognised, and quotes.")
            if at is None
            else _("The study has changed since it was looked through. Have it looked through again.")
        )
        return False
    decisions = list_decisions(session.study())
    waiting = still_to_decide(found, decisions)
    first = [each for each in waiting if each.first]
    _say_how_it_stands(found, waiting, first, texts)
    if found:
        _show_found(found, waiting, decisions)
    _show_record(decisions, found)
    if found or decisions:
        undo_buttons(SCOPE)
    return not first


def _say_how_it_stands(
    found: Sequence[Finding], waiting: Sequence[Finding], first: Sequence[Finding], texts: Texts
) -> None:
    _ = texts.gettext
    if first:
        st.warning(
            texts.ngettext(
                "{count} place looks like personal data. Decide on it before anything leaves this machine.",
                "{count} places look like personal data. Decide on them before anything leaves this machine.",
                len(first),
            ).format(count=len(first)),
            icon=":material/privacy_tip:",
        )
    elif not any(each.first for each in found):
        st.markdown(":material/verified_user: " + _("No CPR number, phone number or e-mail address was found."))
    others = len(waiting) - len(first)
    if others:
        st.markdown(
            texts.ngettext(
                "{count} more thing to consider: a name, a rare combination, few people or a quote.",
                "{count} more things to consider: names, rare combinations, few people and quotes.",
                others,
            ).format(count=others)
        )
    st.caption(_("Stories, workplaces and events by which somebody is known are not found: read the files yourself."))


def _show_found(found: Sequence[Finding], waiting: Sequence[Finding], decisions: Mapping[str, Decision]) -> None:
    texts = session.texts()
    _ = texts.gettext
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(escaped(refused), icon=":material/error:")
    order = [*waiting, *(each for each in found if each not in set(waiting))][:SHOWN]
    with st.expander(_("What was found, and what was decided"), expanded=bool(waiting)):
        # a new table after every decision, so that no row stays chosen that means something else now
        key = f"{_TABLE}:{session.study().revision()}"
        event: Any = st.dataframe(
            _as_rows(order, decisions, texts),
            hide_index=True,
            row_height=28,
            key=key,
            on_select="rerun",
            selection_mode="multi-row",
        )
        chosen = [order[row] for row in event.selection.rows if row < len(order)]
        if len(found) > SHOWN:
            st.caption(
                texts.ngettext("and {count} more", "and {count} more", len(found) - SHOWN).format(
                    count=len(found) - SHOWN
                )
            )
        _show_deciding(chosen, waiting)


def _show_deciding(chosen: Sequence[Finding], waiting: Sequence[Finding]) -> None:
    texts = session.texts()
    _ = texts.gettext
    names: dict[How, str] = {
        "accepted": _("It may leave"),
        "masked": _("Mask it in every file"),
        "mended": _("I mend it"),
    }
    about = {
        "accepted": _("Kept with your reason, and asked again when the words change."),
        "masked": _("Files have bars in its place; for a person, no case and no attributes."),
        "mended": _("Change the text or the label. It stays on the list until it is gone."),
    }
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if st.session_state.get(_HOW) not in names:
            st.session_state[_HOW] = "accepted"
        picked: How | None = st.segmented_control(
            _("Decision"), list(names), format_func=names.__getitem__, key=_HOW, required=True, persist_state="session"
        )
        how: How = picked or "accepted"
        st.text_input(_("Reason"), key=_REASON, width=360, persist_state="session")
        st.button(
            _("Decide on {count} chosen").format(count=len(chosen)),
            key="export:decide",
            disabled=not chosen,
            on_click=_decide,
            args=(tuple(chosen), how),
        )
        considered = tuple(each for each in waiting if not each.first)
        if how == "accepted" and considered and not chosen:
            st.button(
                _("Accept the {count} to consider").format(count=len(considered)),
                key="export:accept_others",
                type="tertiary",
                on_click=_decide,
                args=(considered, how),
            )
    st.caption(about[how] + ("" if chosen else " " + _("Choose rows in the table first.")))


def _decide(chosen: Sequence[Finding], how: How) -> None:
    study = session.study()
    try:
        decide(study, session.coder().id, chosen, how, str(st.session_state.get(_REASON) or ""))
    except REFUSALS as refusal:
        st.session_state[_REFUSED] = in_words(refusal, session.texts())


def _show_record(decisions: Mapping[str, Decision], found: Sequence[Finding]) -> None:
    texts = session.texts()
    _ = texts.gettext
    keys = {each.key for each in found}
    gone = [each for key, each in decisions.items() if key not in keys]
    if not gone:
        return
    with st.expander(_("Earlier decisions on what is no longer found ({count})").format(count=len(gone))):
        for each in gone[:SHOWN]:
            st.caption(f"{escaped(each.words)} ({escaped(each.where)}): {_record(each, texts)}")


def _as_rows(found: Sequence[Finding], decisions: Mapping[str, Decision], texts: Texts) -> list[dict[str, str]]:
    _ = texts.gettext
    kinds, places = kind_words(texts), place_words(texts)
    return [
        {
            _("Decision"): _record(decisions[each.key], texts) if each.key in decisions else "",
            _("What"): _("Name of a speaker") if each.certain else kinds[each.kind],
            _("Words"): each.words,
            _("More"): _more(each, texts),
            _("In"): places[each.place],
            _("Where"): each.where,
        }
        for each in found
    ]


def _more(finding: Finding, texts: Texts) -> str:
    _ = texts.gettext
    if finding.kind == "small cell" and finding.about:
        return texts.ngettext(
            "{count} number of one or two people", "{count} numbers of one or two people", int(finding.about)
        ).format(count=finding.about)
    if finding.kind == "not verbatim" and finding.about:
        return _("quoted / said: {changes}").format(changes=finding.about)
    return finding.about


def _record(decision: Decision, texts: Texts) -> str:
    _ = texts.gettext
    said = {"accepted": _("accepted"), "masked": _("masked"), "mended": _("to be mended")}[decision.how]
    who = f"{decision.coder}, {local_time(decision.at)}"
    return f"{said}: {decision.reason} ({who})" if decision.reason else f"{said} ({who})"
