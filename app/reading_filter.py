"""What is being read: one row of filters, kept while the user visits other pages."""

from collections.abc import Collection, Mapping

import streamlit as st

from app import session
from codebooks.values import PATH_SEPARATOR
from coding.evidence import Evidence, Filter
from corpus.participants import natural_key

NO_GROUP = ""
"""Stands for people without a group, or a case, where a choice must be a text."""

CODES, GROUPS, CASES = "study:reading:codes", "study:reading:groups", "study:reading:cases"
CODERS, PARTICIPANTS = "study:reading:coders", "study:reading:participants"
ATTRIBUTES, TOGETHER = "study:reading:attributes", "study:reading:together"
WORDS, STARRED, PAGE = "study:reading:words", "study:reading:starred", "study:reading:page"
_LISTS = (CODES, GROUPS, CASES, CODERS, PARTICIPANTS, ATTRIBUTES, TOGETHER)
_BETWEEN = "\n"
"""Between name and value of an attribute: neither holds a line break."""


def present_filter() -> Filter:
    """The filter as it stands now; everything passes before anything is chosen."""
    state = st.session_state
    return Filter(
        codes=frozenset(state.get(CODES, ())),
        groups=frozenset(group or None for group in state.get(GROUPS, ())),
        cases=frozenset(case or None for case in state.get(CASES, ())),
        coders=frozenset(state.get(CODERS, ())),
        participants=frozenset(state.get(PARTICIPANTS, ())),
        attributes=frozenset(_attribute(chosen) for chosen in state.get(ATTRIBUTES, ())),
        together=frozenset(state.get(TOGETHER, ())),
        words=state.get(WORDS, "").strip(),
        only_starred=bool(state.get(STARRED, False)),
    )


def read_cell(code_id: str | None, only: Filter | None = None, narrowed: Collection[str] = ()) -> None:
    """Let the page show one code with what `only` lets in (None: all), or everything; the other filters stay.

    `narrowed` are the keys of the filters that tell columns apart; they are the ones that are set anew.
    """
    only = only or Filter()
    st.session_state[CODES] = [] if code_id is None else [code_id]
    values = {
        GROUPS: [group or NO_GROUP for group in only.groups],
        CASES: [case or NO_GROUP for case in only.cases],
        ATTRIBUTES: [_attribute_key(name, value) for name, value in only.attributes],
        TOGETHER: list(only.together),
        PARTICIPANTS: list(only.participants),
    }
    for key in narrowed:
        st.session_state[key] = [] if code_id is None else values[key]
    _first_page()


def clear_filter() -> None:
    """Let everything through again."""
    for key in _LISTS:
        st.session_state[key] = []
    st.session_state[WORDS] = ""
    st.session_state[STARRED] = False
    _first_page()


def show_filter(evidence: Evidence) -> None:
    """The filters in one row that wraps where the page is narrow."""
    _ = session.texts().gettext
    book = evidence.codebook
    groups = {(group.id if group else NO_GROUP): (group.name if group else _("No group")) for group in evidence.columns}
    coders = {x.coding.coder_id: x.coding.coder for x in evidence.excerpts}
    cases = dict.fromkeys(
        PATH_SEPARATOR.join(person.case.path[: depth + 1])
        for person in evidence.asked
        if person.case
        for depth in range(len(person.case.path))
    )
    # nobody's case is only a choice where a table has led to it
    if NO_GROUP in st.session_state.get(CASES, ()):
        cases[NO_GROUP] = None
    unknown = _("not stated")
    attributes = {
        _attribute_key(name, value): f"{name}: {value or unknown}"
        for person in evidence.asked
        for name in person.attributes
        for value in {person.attributes[name], None}
    }
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        _choice(_("Codes"), CODES, {code.id: book.path_text(code.id) for code in book.codes}, 195)
        _choice(_("Also coded with"), TOGETHER, {code.id: book.path_text(code.id) for code in book.codes}, 150)
        _choice(_("Groups"), GROUPS, groups, 165)
        _choice(_("Cases"), CASES, {case: case or _("No case") for case in sorted(cases)}, 120)
        if attributes:
            known = dict(sorted(attributes.items(), key=lambda item: natural_key(item[0])))
            _choice(_("Attributes"), ATTRIBUTES, known, 130)
        _choice(_("Participants"), PARTICIPANTS, {person.id: person.label for person in evidence.asked}, 135)
        _choice(_("Coders"), CODERS, dict(sorted(coders.items(), key=lambda item: item[1].casefold())), 115)
        st.text_input(
            _("Words in the passage"),
            key=WORDS,
            placeholder=_("Words"),
            label_visibility="collapsed",
            on_change=_first_page,
            persist_state="session",
            width=140,
        )
        st.toggle(_("Starred"), key=STARRED, on_change=_first_page, persist_state="session", width="content")
        st.button(
            ":material/filter_alt_off:",
            key="reading:clear",
            type="tertiary",
            help=_("Clear all filters"),
            on_click=clear_filter,
            disabled=present_filter() == Filter(),
        )


def _choice(label: str, key: str, options: Mapping[str, str], width: int) -> None:
    _drop_unknown(key, options)
    st.multiselect(
        label,
        list(options),
        format_func=lambda chosen: options.get(chosen, ""),
        key=key,
        placeholder=label,
        label_visibility="collapsed",
        on_change=_first_page,
        persist_state="session",
        width=width,
    )


def _drop_unknown(key: str, options: Collection[str]) -> None:
    # What was chosen may be gone since: a merged code, a case that was renamed.
    chosen = st.session_state.get(key, [])
    known = [option for option in chosen if option in options]
    if known != list(chosen):
        st.session_state[key] = known


def _attribute_key(name: str, value: str | None) -> str:
    return f"{name}{_BETWEEN}{value or ''}"


def _attribute(key: str) -> tuple[str, str | None]:
    name, _between, value = key.partition(_BETWEEN)
    return name, value or None


def _first_page() -> None:
    st.session_state.pop(PAGE, None)
