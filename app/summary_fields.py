"""The researcher's own words on one code in one group: kept the moment a field is left, never lost, undoable."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from app import session
from app.home_view import local_time
from app.jump import open_cell
from app.kept_value import follow
from app.number_flags import show_number_flags
from app.plain_text import escaped
from app.since_view import show_changes
from app.translation import REFUSALS, in_words
from coding.evidence import Evidence
from coding.summaries import Summary, is_out_of_date, list_summaries, save_summary
from coding.written import NewLink, summary_key
from coding.written.links import add_links
from corpus.language import Texts
from corpus.study import Act

_NOT_SAVED = "study:summary:not_saved"
FIELDS = ("dominant", "nuances", "counter_voices")


def field_key(code_id: str, group_id: str, name: str) -> str:
    """The key of a field: one for each cell, so that no cell shows another one's words."""
    return f"study:summary:{code_id}:{group_id}:{name}"


def change_summary(
    code_id: str,
    group_id: str,
    change: Callable[[Summary], Summary],
    *,
    read_again: bool,
    with_it: Callable[[Act], None] | None = None,
) -> None:
    """Store a change of a summary as it stands in the study now; says why on the next run where it was refused."""
    study = session.study()
    try:
        evidence = session.evidence()
        stored = list_summaries(study).get((code_id, group_id)) or Summary(code_id, group_id)
        still_fits = stored.empty or not is_out_of_date(stored, evidence)
        save_summary(
            study, session.coder().id, change(stored), evidence, read_again=read_again or still_fits, with_it=with_it
        )
    except REFUSALS as refusal:
        _note(code_id, group_id, in_words(refusal, session.texts()))
    else:
        _note(code_id, group_id, None)


def put_in(code_id: str, group_id: str, name: str, sentence: str, passages: Sequence[NewLink] = ()) -> None:
    """Add a sentence below what stands in a field now, saved or not; it stays linked to its passages."""
    key = field_key(code_id, group_id, name)
    words = str(st.session_state.get(key) or "").rstrip()
    st.session_state[key] = f"{words}\n{sentence}" if words else sentence
    coder_id, text_key = session.coder().id, summary_key(code_id, group_id, name)

    def link(act: Act) -> None:
        add_links(act, coder_id, text_key, sentence, passages, origin="draft")

    _save_field(code_id, group_id, name, with_it=link)


def show_fields(evidence: Evidence, code_id: str, group_id: str, summary: Summary) -> None:
    """The three fields and the tick, each saved when it changes, under a line that says how the saved text stands."""
    texts = session.texts()
    _ = texts.gettext
    _say_how_it_stands(evidence, code_id, group_id, summary)
    for name, label, helping in _wordings(texts):
        st.text_area(
            label,
            value=_follow(summary, name, getattr(summary, name)),
            key=field_key(code_id, group_id, name),
            height=150 if name == "dominant" else 100,
            placeholder=helping,
            on_change=_save_field,
            args=(code_id, group_id, name),
            persist_state="session",
        )
        show_number_flags(evidence, code_id, group_id, st.session_state[field_key(code_id, group_id, name)])
    st.checkbox(
        _("Looked for counter-voices, none found"),
        value=_follow(summary, "looked_for", summary.counter_looked_for),
        key=field_key(code_id, group_id, "looked_for"),
        disabled=bool(summary.counter_voices.strip()),
        on_change=_save_tick,
        args=(code_id, group_id),
        persist_state="session",
    )


def _wordings(texts: Texts) -> tuple[tuple[str, str, str], ...]:
    _ = texts.gettext
    return (
        ("dominant", _("Dominant view"), _("What most informants of the group share.")),
        ("nuances", _("Nuances"), _("Conditions, smaller positions, subgroups that differ.")),
        ("counter_voices", _("Counter-voices"), _("Who says the contrary, and what.")),
    )


def _follow(summary: Summary, name: str, stored: Any) -> Any:
    key = field_key(summary.code_id, summary.group_id, name)
    unsaved = key in st.session_state and _refusal(summary.code_id, summary.group_id)
    return st.session_state[key] if unsaved else follow(key, stored)


def _refusal(code_id: str, group_id: str) -> str | None:
    reasons: dict[tuple[str, str], str] = st.session_state.get(_NOT_SAVED, {})
    return reasons.get((code_id, group_id))


def _note(code_id: str, group_id: str, reason: str | None) -> None:
    others = {cell: why for cell, why in st.session_state.get(_NOT_SAVED, {}).items() if cell != (code_id, group_id)}
    st.session_state[_NOT_SAVED] = {**others, (code_id, group_id): reason} if reason else others


def _say_how_it_stands(evidence: Evidence, code_id: str, group_id: str, summary: Summary) -> None:
    _ = session.texts().gettext
    if refused := _refusal(code_id, group_id):
        st.error(
            _("Not saved. {reason} Your words are still in the fields.").format(reason=escaped(refused)),
            icon=":material/error:",
        )
        st.button(_("Try again"), on_click=_save_all, args=(code_id, group_id), icon=":material/refresh:")
    elif summary.empty:
        st.caption(_("Your words are saved when you leave a field."))
    elif is_out_of_date(summary, evidence):
        st.warning(
            _("Codings changed since you wrote this. Read it again and save."), icon=":material/history_toggle_off:"
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Read again, it holds"),
                key="summary:read_again",
                icon=":material/check:",
                on_click=_confirm,
                args=(code_id, group_id),
            )
            if st.button(_("Read the passages"), key="summary:passages", icon=":material/table_view:", type="tertiary"):
                open_cell(code_id, group_id)
        show_changes(evidence, summary)
    else:
        st.caption(":material/check: " + _("Saved {time}").format(time=escaped(local_time(summary.changed))))


def _save_field(code_id: str, group_id: str, name: str, with_it: Callable[[Act], None] | None = None) -> None:
    words = st.session_state[field_key(code_id, group_id, name)]
    change_summary(
        code_id, group_id, lambda stored: replace(stored, **{name: words}), read_again=False, with_it=with_it
    )


def _save_tick(code_id: str, group_id: str) -> None:
    ticked = st.session_state[field_key(code_id, group_id, "looked_for")]
    change_summary(code_id, group_id, lambda stored: replace(stored, counter_looked_for=ticked), read_again=False)


def _save_all(code_id: str, group_id: str) -> None:
    words = {name: st.session_state[field_key(code_id, group_id, name)] for name in FIELDS}
    change_summary(code_id, group_id, lambda stored: replace(stored, **words), read_again=False)


def _confirm(code_id: str, group_id: str) -> None:
    change_summary(code_id, group_id, lambda stored: stored, read_again=True)
