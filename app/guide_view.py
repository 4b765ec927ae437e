"""The interview guide: taken in from a file, linked to groups and codes, and held against who was asked."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import streamlit as st

from app import session
from app.guide_asked_view import show_asked
from app.guide_kept import kept_coverage
from app.plain_text import escaped
from app.refusals_shown import refusals_shown
from app.table_height import table_height
from app.view_choice import choose_view
from codebooks.values import Codebook
from coding.guide_matches import suggest_codes
from coding.interview_guide import GuideQuestion, add_questions, list_questions, set_questions
from corpus.guide_files import SUPPORTED_ENDINGS, ReadQuestion, read_guide
from corpus.participants import list_groups
from corpus.study.facts import load_facts

VIEW = "study:guide:view"
QUESTIONS, ASKED, TABLE = "questions", "asked", "table"
FIRST_SHOWN = 4
_TAKEN = "study:guide:taken"


def show_guide() -> None:
    """Take in a guide; then its questions, where they were asked, and how many of each group were."""
    _ = session.texts().gettext
    questions = list_questions(session.study())
    _show_taking(questions)
    if not questions:
        return
    views = {QUESTIONS: _("Questions"), ASKED: _("Asked in each interview"), TABLE: _("Who was asked what")}
    chosen = choose_view(_("Interview guide"), views, VIEW)
    if chosen == ASKED:
        show_asked(questions)
    elif chosen == TABLE:
        _show_table()
    else:
        _show_questions(questions)


def _show_taking(questions: Sequence[GuideQuestion]) -> None:
    _ = session.texts().gettext
    groups = {group.id: group.name for group in list_groups(session.study())}
    with st.expander(_("Take in a guide"), expanded=not questions, icon=":material/upload_file:"):
        st.caption(
            _(
                "A text, Word, Excel or CSV file with the questions you asked. With it Citat can tell what nobody was "
                "asked from what nobody said."
            )
        )
        file = st.file_uploader(
            _("Interview guide"),
            type=[ending[1:] for ending in SUPPORTED_ENDINGS],
            key=f"guide:file:{st.session_state.get(_TAKEN, 0)}",
        )
        chosen = st.multiselect(
            _("Asked of these groups"),
            list(groups),
            format_func=lambda group_id: groups.get(group_id, ""),
            key="guide:groups",
            placeholder=_("Choose groups"),
        )
        if file is None:
            return
        with refusals_shown():
            read = read_guide(file.name, file.getvalue())
            _show_read(read)
            label = session.texts().ngettext("Take {count} question", "Take {count} questions", len(read))
            if st.button(label.format(count=len(read)), key="guide:take", type="primary"):
                add_questions(session.study(), session.coder().id, read, chosen)
                # an empty field for the next guide
                st.session_state[_TAKEN] = st.session_state.get(_TAKEN, 0) + 1
                st.rerun()


def _show_read(read: Sequence[ReadQuestion]) -> None:
    lines = [
        f"{escaped(question.topic)}: {escaped(question.text)}" if question.topic else escaped(question.text)
        for question in read[:FIRST_SHOWN]
    ]
    st.markdown("\n".join(f"- {line}" for line in lines) + ("\n- …" if len(read) > FIRST_SHOWN else ""))


def _show_questions(questions: Sequence[GuideQuestion]) -> None:
    _ = session.texts().gettext
    import pandas as pd

    config, book = st.column_config, session.evidence().codebook
    groups = {group.id: group.name for group in list_groups(session.study())}
    codes = {code.id: book.path_text(code.id) for code in book.codes if not code.retired}
    suggested = _suggested(questions, book)
    st.caption(
        _(
            "Which groups have the question in their guide, and which codes its answers get. Suggestions go by words; "
            "you decide."
        )
    )
    edited = st.data_editor(
        pd.DataFrame([_row(question, groups, codes, suggested) for question in questions]),
        key=f"study:guide:questions:{session.study().revision()}",
        hide_index=True,
        num_rows="dynamic",
        placeholder="",
        height=table_height(len(questions)),
        column_config={
            "id": None,
            "topic": config.TextColumn(_("Topic"), width=140),
            "text": config.TextColumn(_("Question"), width=310, required=True),
            "groups": config.MultiselectColumn(_("Groups"), options=list(groups.values()), width=190),
            "codes": config.MultiselectColumn(_("Codes"), options=list(codes.values()), width=240),
            "suggested": config.TextColumn(_("Suggested codes"), disabled=True, width=220) if suggested else None,
        },
    )
    wanted = _questions_of(edited.to_dict("records"), groups, codes)
    with st.container(horizontal=True, gap="small"):
        if st.button(
            _("Save the questions"),
            key="guide:save",
            icon=":material/save:",
            type="primary",
            disabled=wanted == list(questions),
        ):
            _save(wanted)
        without = [question for question in wanted if not question.codes and suggested.get(question.id)]
        label = session.texts().ngettext(
            "Take the suggested codes for {count} question",
            "Take the suggested codes for {count} questions",
            len(without),
        )
        if without and st.button(label.format(count=len(without)), key="guide:codes", icon=":material/lightbulb:"):
            _save([_with_codes(question, suggested) for question in wanted])


def _save(wanted: Sequence[GuideQuestion]) -> None:
    with refusals_shown():
        set_questions(session.study(), session.coder().id, wanted)
        st.rerun()


def _suggested(questions: Sequence[GuideQuestion], book: Codebook) -> dict[str, tuple[str, ...]]:
    language = load_facts(session.study()).language
    return {question.id: suggest_codes(question, book, language) for question in questions if not question.codes}


def _with_codes(question: GuideQuestion, suggested: dict[str, tuple[str, ...]]) -> GuideQuestion:
    codes = question.codes or suggested.get(question.id, ())
    return GuideQuestion(question.id, question.topic, question.text, question.groups, codes)


def _row(
    question: GuideQuestion, groups: dict[str, str], codes: dict[str, str], suggested: dict[str, tuple[str, ...]]
) -> dict[str, Any]:
    return {
        "id": question.id,
        "topic": question.topic,
        "text": question.text,
        "groups": [groups[each] for each in question.groups],
        "codes": [codes[each] for each in question.codes if each in codes],
        "suggested": ", ".join(codes[each] for each in suggested.get(question.id, ()) if each in codes),
    }


def _questions_of(rows: Sequence[dict[Any, Any]], groups: dict[str, str], codes: dict[str, str]) -> list[GuideQuestion]:
    by_group, by_code = ({name: id for id, name in named.items()} for named in (groups, codes))
    return [
        GuideQuestion(
            row["id"] if isinstance(row["id"], str) else str(uuid4()),
            _text(row["topic"]),
            _text(row["text"]),
            tuple(by_group[name] for name in _names(row["groups"]) if name in by_group),
            tuple(by_code[name] for name in _names(row["codes"]) if name in by_code),
        )
        for row in rows
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _names(value: object) -> Sequence[str]:
    return [str(name) for name in value] if isinstance(value, list | tuple) else []


def _show_table() -> None:
    texts = session.texts()
    _ = texts.gettext
    coverage = kept_coverage(session.evidence())
    if coverage is None or not coverage.evidence.columns:
        st.caption(_("Nobody has been interviewed yet."))
        return
    import pandas as pd

    table = coverage.table()
    names = [group.name if group else _("No group") for group in coverage.evidence.columns]
    rows = []
    for question, cells in table:
        row = {"topic": question.topic, "text": question.text}
        for place, cell in enumerate(cells):
            said = _("{asked} of {count} asked").format(asked=cell.asked, count=cell.informants)
            if cell.unknown:
                said += " · " + _("{count} not known").format(count=cell.unknown)
            if cell.speak is not None and cell.asked:
                said += " · " + _("{count} speak of it").format(count=cell.speak)
            row[str(place)] = said
        rows.append(row)
    config = st.column_config
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height=table_height(len(rows)),
        key="study:guide:coverage_table",
        column_config={
            "topic": config.TextColumn(_("Topic"), width=140, pinned=True),
            "text": config.TextColumn(_("Question"), width=330, pinned=True),
            **{str(place): config.TextColumn(name, width=210) for place, name in enumerate(names)},
        },
    )
    st.caption(
        _(
            "Persons of those interviewed in the group. “Speak of it”: those of the asked who have a passage with one "
            "of the question's codes."
        )
    )
