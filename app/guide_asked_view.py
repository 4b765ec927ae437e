"""Which questions were asked in an interview: what its guide tells, what was found, and what a person says."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from app import session
from app.guide_kept import kept_coverage
from app.jump import open_passage
from app.refusals_shown import refusals_shown
from app.table_height import table_height
from coding.guide_coverage import GuideCoverage
from coding.guide_matches import AskedTurn, find_asked
from coding.guide_meaning import find_asked_by_meaning
from coding.interview_guide import GuideQuestion, Mark, mark_asked
from corpus.documents import Document, load_document
from corpus.study.facts import load_facts

INTERVIEW = "study:guide:interview"
_MEANING = "study:guide:meaning"


def show_asked(questions: Sequence[GuideQuestion]) -> None:
    """One interview: its questions with what is known, to be confirmed by a person."""
    _ = session.texts().gettext
    titles = {head.id: head.title for head in session.interviews()}
    coverage = kept_coverage(session.evidence())
    if not titles or coverage is None:
        st.caption(_("Nobody has been interviewed yet."))
        return
    if st.session_state.get(INTERVIEW) not in titles:
        st.session_state[INTERVIEW] = next(iter(titles))
    document_id: str = st.selectbox(
        _("Interview"),
        list(titles),
        format_func=lambda each: titles.get(each, ""),
        key=INTERVIEW,
        persist_state="session",
        width=420,
    )
    document = load_document(session.study(), document_id)
    by_words = find_asked(questions, document, load_facts(session.study()).language)
    st.caption(
        _("Found by words in what the interviewer says: a suggestion. Only what you set counts, before the guide does.")
    )
    by_meaning = _by_meaning(questions, document)
    marks = coverage.marks
    words = {True: _("asked"), False: _("not asked")}
    mark = _("{words} (by meaning)")
    shown = {each: turn.words for each, turn in by_words.items()} | {
        each: mark.format(words=turn.words) for each, turn in by_meaning.items()
    }
    found = {**by_words, **by_meaning}
    wanted = _edit(coverage, document_id, shown, words)
    with st.container(horizontal=True, gap="small"):
        if st.button(
            _("Save what was asked"), key="guide:asked", icon=":material/save:", type="primary", disabled=not wanted
        ):
            _save(wanted)
        new: dict[Mark, bool | None] = {
            (question_id, document_id): True for question_id in by_words if (question_id, document_id) not in marks
        }
        label = session.texts().ngettext(
            "Confirm {count} question that was found", "Confirm {count} questions that were found", len(new)
        )
        if new and st.button(label.format(count=len(new)), key="guide:confirm", icon=":material/done_all:"):
            _save(new)
    _offer_to_read(questions, document_id, found)


def _by_meaning(questions: Sequence[GuideQuestion], document: Document) -> Mapping[str, AskedTurn]:
    """What the language model finds, once somebody asks for it; nothing is confirmed for all at once."""
    _ = session.texts().gettext
    wanted = st.toggle(
        _("Look by meaning, too"),
        key=_MEANING,
        help=_(
            "Finds questions that were asked in other words. About one in four finds is wrong: read each before you "
            "set it."
        ),
    )
    if not wanted:
        return {}
    from app.model import encoder
    from corpus.embedding import shared_cache

    with refusals_shown(), st.spinner(_("Looking by meaning …")):
        model, kept = encoder(), shared_cache()
        return find_asked_by_meaning(
            questions, document, lambda texts: kept.queries(model, texts), lambda texts: kept.passages(model, texts)
        )
    return {}


def _edit(
    coverage: GuideCoverage, document_id: str, shown: Mapping[str, str], words: Mapping[bool, str]
) -> dict[Mark, bool | None]:
    """The table; returns what a person has set otherwise than is stored."""
    _ = session.texts().gettext
    import pandas as pd

    marks, by_guide = coverage.marks, GuideCoverage(coverage.evidence, coverage.questions)
    rows = []
    for question in coverage.questions:
        told, said = by_guide.was_asked(question, document_id), marks.get((question.id, document_id))
        rows.append(
            {
                "text": question.text,
                "guide": _("not known") if told is None else words[told],
                "found": shown.get(question.id, ""),
                "said": None if said is None else words[said],
            }
        )
    config = st.column_config
    edited = st.data_editor(
        pd.DataFrame(rows),
        key=f"study:guide:asked:{document_id}:{session.study().revision()}",
        hide_index=True,
        num_rows="fixed",
        placeholder="",
        height=table_height(len(rows)),
        column_config={
            "text": config.TextColumn(_("Question"), disabled=True, width=340),
            "guide": config.TextColumn(_("By the guide"), disabled=True, width=110),
            "found": config.TextColumn(_("Seems to be asked here"), disabled=True, width=380),
            "said": config.SelectboxColumn(_("You say"), options=list(words.values()), width=130),
        },
    )
    meant = {word: asked for asked, word in words.items()}
    wanted: dict[Mark, bool | None] = {}
    for question, row in zip(coverage.questions, edited.to_dict("records"), strict=True):
        mark = (question.id, document_id)
        now = _meant(row["said"], meant)
        if now != marks.get(mark):
            wanted[mark] = now
    return wanted


def _meant(value: Any, meant: Mapping[str, bool]) -> bool | None:
    return meant.get(value) if isinstance(value, str) else None


def _save(wanted: Mapping[Mark, bool | None]) -> None:
    with refusals_shown():
        mark_asked(session.study(), session.coder().id, wanted)
        st.rerun()


def _offer_to_read(questions: Sequence[GuideQuestion], document_id: str, found: Mapping[str, AskedTurn]) -> None:
    _ = session.texts().gettext
    there = {question.id: question.text for question in questions if question.id in found}
    if not there:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        chosen: str = st.selectbox(
            _("Read where it seems to be asked"),
            list(there),
            format_func=lambda each: there.get(each, ""),
            key=f"study:guide:read:{document_id}",
            width=420,
        )
        if st.button(_("Open in the interview"), key="guide:open", icon=":material/open_in_new:"):
            open_passage(document_id, found[chosen].start, found[chosen].end)
