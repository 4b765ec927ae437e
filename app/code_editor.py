"""One code to edit: its texts, its place in the tree, merging and retiring."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

import streamlit as st

from app import session
from app.codebook_tree import choose_code, count_below
from app.plain_text import escaped
from app.refusals_shown import refusals_shown
from codebooks.colours import suggested_colour
from codebooks.values import Code, Codebook, Origin, Valence
from coding.codebook_store import add_code, edit_code, merge_codes, move_code, new_code, retire_code


def show_editor(book: Codebook, code: Code, counts: Mapping[str, int]) -> None:
    """The fields of a code, and below them what can be done with it."""
    _ = session.texts().gettext
    above = book.path(code.id)[:-1]
    st.caption(escaped(" > ".join(above)) if above else _("Top code"))
    _show_fields(code)
    with st.container(horizontal=True, gap="small"):
        revision = session.study().revision()
        with st.popover(_("Add a sub-code"), icon=":material/subdirectory_arrow_right:", key=f"add:{revision}"):
            show_adding(book, code.id)
        with st.popover(_("Move"), icon=":material/drive_file_move:", key=f"move:{code.id}:{revision}"):
            _show_moving(book, code)
        with st.popover(_("Merge"), icon=":material/merge:", key=f"merge:{code.id}:{revision}"):
            _show_merging(book, code, counts)
        _show_retiring(book, code, counts)


def show_adding(book: Codebook, parent: str | None) -> None:
    """Name a new code under `parent` (None: as a top code); it is the chosen one then."""
    _ = session.texts().gettext
    with st.form(f"add:{parent}:{session.study().revision()}", border=False):
        name = st.text_input(_("Name"), max_chars=120, key=f"name:{parent}")
        if st.form_submit_button(_("Add"), icon=":material/add:"):
            with refusals_shown():
                code = new_code(name, parent, suggested_colour(book, parent))
                add_code(session.study(), session.coder().id, code)
                choose_code(code.id)
                st.rerun()


def _show_fields(code: Code) -> None:
    _ = session.texts().gettext
    # A key that holds what is stored, so that undo and other codes show in the fields.
    with st.form(f"code:{hash(code)}", border=False):
        colour, name = st.columns([1, 9], vertical_alignment="bottom")
        chosen_colour = colour.color_picker(_("Colour"), code.colour, key=f"code:colour:{hash(code)}")
        changed_name = name.text_input(_("Name"), code.name, max_chars=120)
        definition = st.text_area(_("Definition"), code.definition, height=120, placeholder=_("What the code is about"))
        left, right = st.columns(2)
        include = left.text_area(_("Include"), code.include, height=88)
        exclude = right.text_area(_("Exclude"), code.exclude, height=88)
        examples = left.text_area(
            _("Examples"), _joined(code.examples), height=88, help=_("An empty line between two examples.")
        )
        signs = right.text_area(
            _("Typical words"), "\n".join(code.signs), height=88, help=_("Words and phrases, one a line.")
        )
        origin = left.selectbox(
            _("Where it comes from"),
            get_args(Origin),
            get_args(Origin).index(code.origin),
            format_func=lambda key: _origin_words()[key],
        )
        valences: tuple[Valence | None, ...] = (None, *get_args(Valence))
        valence = right.selectbox(
            _("Direction"),
            valences,
            valences.index(code.valence),
            format_func=lambda key: _valence_words()[key],
            help=_("Whether what is coded hinders or supports what the effort aims at."),
        )
        source = st.text_input(_("Source"), code.source, placeholder=_("The literature or report behind the code"))
        if st.form_submit_button(_("Save the code"), icon=":material/save:", type="primary"):
            with refusals_shown():
                changed = replace(
                    code,
                    name=changed_name,
                    colour=chosen_colour,
                    definition=definition,
                    include=include,
                    exclude=exclude,
                    examples=code.examples if examples == _joined(code.examples) else tuple(examples.split("\n\n")),
                    signs=tuple(signs.split("\n")),
                    origin=origin,
                    valence=valence,
                    source=source,
                )
                edit_code(session.study(), session.coder().id, changed)
                st.rerun()


def _show_moving(book: Codebook, code: Code) -> None:
    _ = session.texts().gettext
    below = {code.id, *(child.id for child in book.descendants(code.id))}
    parents: list[str | None] = [None, *(x.id for x in book.codes if x.id not in below)]
    parent = st.selectbox(
        _("Under"),
        parents,
        parents.index(code.parent),
        format_func=lambda key: book.path_text(key) if key else _("No code: make it a top code"),
        key=f"move:parent:{code.id}",
    )
    siblings: list[str | None] = [None, *(x.id for x in book.children(parent) if x.id != code.id)]
    before = st.selectbox(
        _("Before"),
        siblings,
        format_func=lambda key: book.code(key).name if key else _("Last"),
        key=f"move:before:{code.id}:{parent}",
    )
    if st.button(_("Move here"), key="move:do"):
        with refusals_shown():
            move_code(session.study(), session.coder().id, code.id, parent, before)
            st.rerun()


def _show_merging(book: Codebook, code: Code, counts: Mapping[str, int]) -> None:
    texts = session.texts()
    _ = texts.gettext
    below = {code.id, *(child.id for child in book.descendants(code.id))}
    targets = [x.id for x in book.codes if x.id not in below and not x.retired]
    target = st.selectbox(
        _("Merge “{code}” into").format(code=code.name),
        targets,
        None,
        format_func=book.path_text,
        key=f"merge:target:{code.id}",
        placeholder=_("Choose a code"),
    )
    if target is None:
        return
    count = counts.get(code.id, 0)
    moves = [texts.ngettext("{count} coding", "{count} codings", count).format(count=count)]
    if children := len(book.children(code.id)):
        moves.append(texts.ngettext("{count} sub-code", "{count} sub-codes", children).format(count=children))
    st.markdown(
        _("{what} and all theme summaries go to “{target}”, and the code “{code}” disappears.").format(
            what=", ".join(moves), target=escaped(book.code(target).name), code=escaped(code.name)
        )
    )
    st.caption(_("Where a coder has both codes on the same words, one coding stays, with both memos."))
    if st.button(_("Merge the two codes"), key="merge:do", type="primary"):
        with refusals_shown():
            merge_codes(session.study(), session.coder().id, code.id, target)
            choose_code(target)
            st.rerun()


def _show_retiring(book: Codebook, code: Code, counts: Mapping[str, int]) -> None:
    texts = session.texts()
    _ = texts.gettext
    if code.retired:
        label, icon = _("Bring back into use"), ":material/unarchive:"
        explanation = _("The code and its sub-codes can be applied again.")
    else:
        label, icon = _("Retire"), ":material/archive:"
        kept = count_below(book, counts, code.id)
        explanation = texts.ngettext(
            "The code and its sub-codes can no longer be applied. Their {count} coding stays.",
            "The code and its sub-codes can no longer be applied. Their {count} codings stay.",
            kept,
        ).format(count=kept)
    if st.button(label, icon=icon, help=explanation, key="retire"):
        with refusals_shown():
            retire_code(session.study(), session.coder().id, code.id, not code.retired)
            st.rerun()


def _joined(examples: Sequence[str]) -> str:
    return "\n\n".join(examples)


def _origin_words() -> dict[str, str]:
    _ = session.texts().gettext
    return {"deductive": _("From the questions or the theory"), "inductive": _("From the interviews")}


def _valence_words() -> dict[str | None, str]:
    _ = session.texts().gettext
    return {
        None: _("Does not apply"),
        "hinders": _("Hinders"),
        "supports": _("Supports"),
        "both": _("Both hinders and supports"),
    }
