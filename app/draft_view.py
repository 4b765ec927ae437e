"""A draft beside the fields: sentences that the codings hold, each added to its field by a click, never over words."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from app import session
from app.cell_kept import cell_of
from app.jump import open_cell, open_passage
from app.ladder_editor import show_ladder
from app.plain_text import escaped
from app.summary_fields import put_in
from coding.evidence import Evidence
from coding.study_ladder import load_ladder
from coding.synthesis import Cell, Draft, Sentence, write_draft
from coding.synthesis.values import Why
from coding.written import NewLink
from corpus.language import Texts


def show_draft(evidence: Evidence, code_id: str, group_id: str) -> None:
    """What can be said of the cell from its codings, part by part; what is chosen is added below what is written."""
    texts = session.texts()
    _ = texts.gettext
    cell = cell_of(evidence, code_id, group_id)
    draft = write_draft(cell, evidence.codebook, texts, session.language(), load_ladder(session.study()))
    st.caption(_("Sentences that hold as the passages are coded. What they mean is for you to write."))
    if not draft.dominant and not cell.positions:
        st.caption(_("Nothing to draft: no passage of this code in this group."))
        return
    for part in _parts(draft, cell, texts):
        _show_part(cell, part)
    show_ladder()


@dataclass(frozen=True)
class _Part:
    """One field's proposals under their title, and what to say where there are none."""

    name: str
    title: str
    sentences: Sequence[Sentence]
    nothing: str


def _parts(draft: Draft, cell: Cell, texts: Texts) -> tuple[_Part, ...]:
    _ = texts.gettext
    unsorted = _("No passage has a sub-code. Give passages sub-codes for what they hold, and positions can be counted.")
    scattered = _("No two people share a position.")
    return (
        _Part("dominant", _("Dominant view"), draft.dominant, scattered),
        _Part("nuances", _("Nuances"), draft.nuances, unsorted if not cell.positions else _("No smaller positions.")),
        _Part(
            "counter_voices",
            _("May be against: read and judge"),
            draft.counter_voices,
            _("Nothing to offer: no passage lies outside the dominant view.") if cell.positions else unsorted,
        ),
    )


def _show_part(cell: Cell, part: _Part) -> None:
    _ = session.texts().gettext
    with st.container(border=True, gap="xsmall", key=f"draft:{part.name}"):
        st.markdown(f"**{part.title}**")
        if not part.sentences:
            st.caption(part.nothing)
        for at, sentence in enumerate(part.sentences):
            put, words, read = st.columns([1, 12, 1], gap="xsmall", vertical_alignment="center")
            put.button(
                ":material/arrow_back:",
                key=f"draft:{part.name}:{at}",
                type="tertiary",
                help=_("Add to the field"),
                on_click=put_in,
                args=(cell.code_id, cell.group_id, part.name, sentence.text, _passages(sentence)),
            )
            words.markdown(_shown(sentence))
            if read.button(
                ":material/open_in_new:",
                key=f"draft:see:{part.name}:{at}",
                type="tertiary",
                help=_("Read the passages behind it"),
            ):
                _read(cell, sentence)


def _passages(sentence: Sentence) -> tuple[NewLink, ...]:
    return tuple(NewLink(each.document, each.start, each.end) for each in sentence.statements)


def _shown(sentence: Sentence) -> str:
    words = escaped(sentence.text)
    if sentence.why is None:
        return f":small[{words}]"
    return f":small[{words}]  \n:small[:gray[{_why(sentence.why, session.texts())}]]"


def _why(why: Why, texts: Texts) -> str:
    _ = texts.gettext
    return {
        "valence": _("Its sub-code pulls the other way."),
        "turns": _("Has words that turn against something."),
        "far": _("Holds something else."),
    }[why]


def _read(cell: Cell, sentence: Sentence) -> None:
    """Somebody's words open in their interview; what several say is listed on the reading page."""
    first = sentence.statements[0]
    if sentence.quote:
        open_passage(first.document, first.start, first.end)
    else:
        open_cell(sentence.code_id, cell.group_id)
