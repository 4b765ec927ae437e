"""What numbers have to do with a theme of a group, in a person's words: made, looked at again, and taken away."""

from dataclasses import replace

import streamlit as st

from app import session
from app.plain_text import escaped, escaped_lines
from app.summary_view import CODE, GROUP
from app.translation import REFUSALS, in_words
from coding.evidence import Evidence
from coding.indicator_figures import numbers_beside
from coding.indicator_links import (
    ABOUTS,
    HOWS,
    About,
    IndicatorLink,
    LinkGround,
    Summaries,
    list_indicator_links,
    new_indicator_link,
    remove_indicator_link,
    save_indicator_link,
)
from corpus.coders import list_coders
from corpus.indicators import Indicator
from corpus.language import Texts
from exports.indicator_words import changed_words, how_word, rater_word

_REFUSED = "study:numbers:refused"


def show_links(ground: LinkGround, indicator: Indicator, code_id: str, group_id: str, rater: str | None) -> None:
    """The links of this theme and group, whatever indicator they are about, and the fields for a new one."""
    _ = session.texts().gettext
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(escaped(refused), icon=":material/error:")
    links = _links_of(code_id, group_id)
    coders = {coder.id: coder.name for coder in list_coders(session.study())}
    for link in links:
        _show_link(ground, link, coders.get(link.coder_id, ""))
    key = f"study:numbers:note:{indicator.id}:{code_id}:{group_id}:{len(links)}"
    with st.expander(_("Link these numbers to the theme"), icon=":material/add_link:"):
        how = st.segmented_control(
            _("What the numbers do"),
            list(HOWS),
            default=HOWS[0],
            format_func=lambda each: how_word(each, session.texts()),
            key=f"{key}:how",
            required=True,
        )
        about = st.radio(
            _("About"),
            list(ABOUTS),
            format_func=lambda each: _about_word(each, session.texts()),
            key=f"{key}:about",
            horizontal=True,
        )
        st.text_area(
            _("In your own words"),
            key=key,
            height=90,
            placeholder=_("What the numbers have to do with what is said, and what they cannot tell."),
        )
        made = new_indicator_link(indicator.id, code_id, group_id, how or HOWS[0], rater=rater, about=about)
        st.button(
            _("Link"),
            key="numbers:link",
            type="primary",
            icon=":material/add_link:",
            on_click=_save,
            args=(ground, made, key),
        )


def show_linked_numbers(evidence: Evidence, summaries: Summaries, code_id: str, group_id: str) -> None:
    """Where a summary is written, what a person has said of numbers about it; nothing where nobody has."""
    links = _links_of(code_id, group_id)
    if not links:
        return
    texts = session.texts()
    ground = LinkGround(numbers_beside(session.study(), evidence), summaries)
    lines = []
    for link in links:
        late = changed_words(ground.changed_since(link), texts, session.language())
        mark = f"  \n:material/history_toggle_off: {escaped(late)}" if late else ""
        lines.append(
            f":small[**{escaped(ground.indicator(link).name)}: {escaped(how_word(link.how, texts))}**]  \n"
            f"{escaped_lines(link.note)}{mark}"
        )
    with st.container(border=True, gap="xsmall", key="linked_numbers"):
        st.markdown("\n\n".join(lines))


def _links_of(code_id: str, group_id: str) -> list[IndicatorLink]:
    links = list_indicator_links(session.study())
    return [link for link in links if (link.code_id, link.group_id) == (code_id, group_id)]


def show_late_links(ground: LinkGround) -> None:
    """Links of other themes and groups that rest on something that changed, each to go to."""
    texts = session.texts()
    _ = texts.gettext
    present = (st.session_state.get(CODE), st.session_state.get(GROUP))
    groups = {group.id: group.name for group in ground.evidence.columns if group}
    late = [
        link
        for link in list_indicator_links(session.study())
        if (link.code_id, link.group_id) != present
        and link.group_id in groups
        and not ground.evidence.codebook.code(link.code_id).retired
        and ground.changed_since(link)
    ]
    if not late:
        return
    st.markdown("**" + _("Links to look at again") + "**")
    places = dict.fromkeys((link.code_id, link.group_id) for link in late)
    for code_id, group_id in places:
        st.button(
            escaped(f"{ground.evidence.codebook.path_text(code_id)}, {groups[group_id]}"),
            key=f"numbers:late:{code_id}:{group_id}",
            type="tertiary",
            icon=":material/history_toggle_off:",
            on_click=_go_to,
            args=(code_id, group_id),
        )


def _go_to(code_id: str, group_id: str) -> None:
    st.session_state[CODE], st.session_state[GROUP] = code_id, group_id


def _show_link(ground: LinkGround, link: IndicatorLink, coder: str) -> None:
    texts = session.texts()
    _ = texts.gettext
    with st.container(border=True, gap="xsmall", key=f"numbers:link:{link.id}"):
        about = f"{ground.indicator(link).name} ({rater_word(link.rater, texts)})"
        st.markdown(
            f"**{escaped(about)}: {escaped(how_word(link.how, texts))}**  \n{escaped_lines(link.note)}  \n"
            f":small[:gray[{escaped(_about_word(link.about, texts))} · {escaped(coder)}]]"
        )
        late = changed_words(ground.changed_since(link), texts, session.language())
        if late:
            st.warning(escaped(late), icon=":material/history_toggle_off:")
        with st.container(horizontal=True, gap="small"):
            if late:
                st.button(
                    _("Looked at again, it holds"),
                    key=f"numbers:again:{link.id}",
                    icon=":material/check:",
                    on_click=_save,
                    args=(ground, link, None),
                )
            st.button(
                _("Remove the link"),
                key=f"numbers:unlink:{link.id}",
                type="tertiary",
                icon=":material/link_off:",
                on_click=_remove,
                args=(ground, link),
            )


def _about_word(about: About, texts: Texts) -> str:
    _ = texts.gettext
    return {"theme": _("what they say of the theme"), "summary": _("also the summary that is written")}[about]


def _save(ground: LinkGround, link: IndicatorLink, note_key: str | None) -> None:
    wanted = link if note_key is None else replace(link, note=str(st.session_state.get(note_key) or ""))
    try:
        save_indicator_link(session.study(), session.coder().id, wanted, ground)
    except REFUSALS as refusal:
        st.session_state[_REFUSED] = in_words(refusal, session.texts())


def _remove(ground: LinkGround, link: IndicatorLink) -> None:
    try:
        remove_indicator_link(session.study(), session.coder().id, link, ground)
    except REFUSALS as refusal:
        st.session_state[_REFUSED] = in_words(refusal, session.texts())
