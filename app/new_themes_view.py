"""New themes: groups of passages with typical words, counts and quotes, and the one step from a group to a code."""

from collections.abc import Sequence
from typing import cast, get_args

import streamlit as st

from app import session
from app.jump import open_passage
from app.new_code_dialog import make_code_dialog
from app.plain_text import escaped, escaped_lines
from app.review_desk import desk, show_progress
from app.translation import in_words
from codebooks.values import PATH_SEPARATOR
from coding.evidence import Evidence
from coding.new_themes import GroupCount, Question, Theme, Themes, find_themes, seen_by_model
from coding.review_material import Said
from coding.reviewing.grouping import Grain
from corpus.language import Texts

UNCODED, EVERYTHING, EVERY_GROUP = "uncoded", "everything", ""
SOURCE, GROUP, GRAIN, MORE = (
    "study:review:source",
    "study:review:group",
    "study:review:grain",
    "study:review:more",
)
# In a narrow window a quote gives way, not the button beside it.
ONE_LINE = """<style>
[class*="st-key-theme_quote"] {flex-wrap: nowrap;}
[class*="st-key-theme_quote"] > :first-child {min-width: 0;}
</style>"""
QUOTES, THEMES = 3, 12
"""Shown of a group, and groups shown, before somebody asks for more."""


def show_new_themes(evidence: Evidence) -> None:
    """What to group, and the groups found in it."""
    question = _choose_question(evidence)
    seen = seen_by_model(session.study()) if question.code is None and question.source == UNCODED else frozenset()
    answer = desk().ask(evidence, (question, seen), lambda material: find_themes(material, question, seen))
    if answer is None:
        show_progress()
    elif answer.refusal is not None:
        st.error(escaped(in_words(answer.refusal, session.texts())), icon=":material/error:")
        st.button(session.texts().gettext("Try again"), on_click=desk().forget)
    else:
        _show_themes(evidence, question, cast("Themes", answer.value))


def _choose_question(evidence: Evidence) -> Question:
    _ = session.texts().gettext
    book = evidence.codebook
    sources = {
        UNCODED: _("What no code fits"),
        EVERYTHING: _("Everything said"),
        **{code.id: _("Inside {code}").format(code=book.path_text(code.id)) for code in book.codes},
    }
    groups = {EVERY_GROUP: _("All groups"), **{each.id: each.name for each in evidence.columns if each}}
    grains: dict[str, str] = {"coarse": _("Wide"), "medium": _("Medium"), "fine": _("Narrow")}
    for key, options, usual in ((SOURCE, sources, UNCODED), (GROUP, groups, EVERY_GROUP), (GRAIN, grains, "medium")):
        if st.session_state.get(key) not in options:
            st.session_state[key] = usual
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for label, key, options in ((_("Passages"), SOURCE, sources), (_("Stakeholder group"), GROUP, groups)):
            st.selectbox(
                label,
                list(options),
                format_func=lambda chosen, named=options: named.get(chosen, ""),
                key=key,
                persist_state="session",
                width=300 if key == SOURCE else 200,
            )
        st.segmented_control(
            _("How wide the groups are"),
            list(get_args(Grain)),
            format_func=lambda grain: grains[grain],
            key=GRAIN,
            persist_state="session",
        )
    source = st.session_state[SOURCE]
    return Question(
        source="everything" if source == EVERYTHING else "uncoded",
        code=source if source in book else None,
        group=st.session_state[GROUP] or None,
        grain=cast("Grain", st.session_state[GRAIN] or "medium"),
    )


def _show_themes(evidence: Evidence, question: Question, found: Themes) -> None:
    _ = session.texts().gettext
    st.caption(_summary(found, session.texts()))
    if not found.themes:
        if question.source == UNCODED and question.code is None and not evidence.excerpts:
            st.info(
                _("Nothing is coded yet, so nothing can be left over. Code an interview, or choose “Everything said”."),
                icon=":material/info:",
            )
        else:
            st.info(
                _("No group stands out. Choose wider groups, another stakeholder group or other passages."),
                icon=":material/info:",
            )
        return
    st.html(ONE_LINE)
    shown = found.themes if st.session_state.get(MORE) else found.themes[:THEMES]
    for number, theme in enumerate(shown, start=1):
        _show_theme(evidence, question, number, theme)
    if len(found.themes) > THEMES:
        st.toggle(_("Show all {count} groups").format(count=len(found.themes)), key=MORE, persist_state="session")


def _summary(found: Themes, texts: Texts) -> str:
    _ = texts.gettext
    parts = [
        texts.ngettext("{count} passage compared", "{count} passages compared", found.looked_at).format(
            count=found.looked_at
        ),
        texts.ngettext("{count} group", "{count} groups", len(found.themes)).format(count=len(found.themes)),
        _("{count} in no group").format(count=found.outside),
    ]
    if found.unread:
        parts.append(
            texts.ngettext(
                "{count} interview left out because nothing is coded in it",
                "{count} interviews left out because nothing is coded in them",
                found.unread,
            ).format(count=found.unread)
        )
    return " · ".join(parts)


def _show_theme(evidence: Evidence, question: Question, number: int, theme: Theme) -> None:
    texts = session.texts()
    _ = texts.gettext
    words = ", ".join(escaped(each.word) for each in theme.words) or _("no typical words")
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{number}** · {words}")
        st.caption(" · ".join(_count(each, texts) for each in theme.counts))
        for place, said in enumerate(theme.passages[:QUOTES]):
            _show_quote(f"{number}:{place}", said, texts)
        rest = theme.passages[QUOTES:]
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if st.button(
                _("Make a code of this …"), key=f"make:{number}", type="secondary", icon=":material/new_label:"
            ):
                make_code_dialog(evidence, theme, question.code)
        if rest:
            label = texts.ngettext("{count} more passage", "{count} more passages", len(rest)).format(count=len(rest))
            with st.expander(label, key=f"study:review:rest:{number}", on_change="rerun") as more:
                if more.open:
                    for place, said in enumerate(rest, start=QUOTES):
                        _show_quote(f"{number}:{place}", said, texts)


def _show_quote(key: str, said: Said, texts: Texts) -> None:
    _ = texts.gettext
    with st.container(key=f"theme_quote_{key}", horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"{escaped_lines(said.quote)}  \n:small[:gray[{who(said, texts)}]]", width="stretch")
        if st.button(
            ":material/open_in_new:",
            key=f"see:{key}",
            type="tertiary",
            help=_("Open in the interview"),
            width="content",
        ):
            open_passage(said.span.document, said.span.start, said.span.end, back="review")


def who(said: Said, texts: Texts) -> str:
    """Who says it: label, group and case, and the interview it stands in."""
    voice = said.voice
    if voice is None:
        return escaped(said.document)
    parts = [voice.label, voice.group.name if voice.group else texts.gettext("no group")]
    if voice.case:
        parts.append(PATH_SEPARATOR.join(voice.case.path))
    return " · ".join(escaped(part) for part in (*parts, said.document))


def _count(counted: GroupCount, texts: Texts) -> str:
    """One group's numbers, each with its unit."""
    numbers: Sequence[str] = (
        texts.ngettext("{count} informant", "{count} informants", counted.informants).format(count=counted.informants),
        texts.ngettext("{count} interview", "{count} interviews", counted.interviews).format(count=counted.interviews),
        texts.ngettext("{count} passage", "{count} passages", counted.passages).format(count=counted.passages),
    )
    name = counted.group or texts.gettext("No group")
    return f"{escaped(name)}: {', '.join(numbers)}"
