"""A codebook from outside: ready-made ones and YAML files to take into the study, and the study's own to download."""

import streamlit as st

from app import session
from app.plain_text import escaped
from app.refusals_shown import refusals_shown
from app.suggestion_controls import suggest_for_new
from app.translation import LANGUAGES
from app.upload_words import show_upload_words
from codebooks import ready_made
from codebooks.values import Codebook
from codebooks.yaml_format import read_yaml, write_yaml
from coding.codebook_store import load_codebook, take_codebook


def show_taking() -> None:
    """Choose a ready-made codebook or a file, see what it holds, and take it into the study."""
    _ = session.texts().gettext
    revision = session.study().revision()
    books = {name: _ready_made(name) for name in ready_made.names()}
    mine = session.language()
    name = st.selectbox(
        _("Ready-made"),
        sorted(books, key=lambda name: books[name].language != mine),
        format_func=lambda name: _described(books[name]),
        key=f"take:name:{revision}",
    )
    if st.button(_("Take this codebook"), icon=":material/library_add:", key="take:ready"):
        _take(books[name])
    show_upload_words()
    file = st.file_uploader(_("Or a file (.yaml)"), ["yaml", "yml"], key=f"take:file:{revision}")
    if file is None:
        return
    with refusals_shown():
        book = read_yaml(file.getvalue(), file.name)
        st.markdown(escaped(_described(book)))
        st.caption(escaped(", ".join(code.name for code in book.children(None))))
        if st.button(_("Take the codebook of the file"), icon=":material/library_add:", key="take:file"):
            _take(book)


def show_download(book: Codebook) -> None:
    """The study's codebook as a YAML file."""
    _ = session.texts().gettext
    st.download_button(
        _("Download"),
        write_yaml(book),
        f"{session.study_path().stem}.yaml",
        "application/yaml",
        icon=":material/download:",
        on_click="ignore",
        help=_("The codebook as a YAML file, to edit in a text program or to use in another study."),
        key="download_codebook",
    )


def _take(book: Codebook) -> None:
    study = session.study()
    first = not load_codebook(study).codes
    with refusals_shown():
        take_codebook(study, session.coder().id, book)
        if first:
            # interviews that came before their codebook get their suggestions now
            suggest_for_new({head.id for head in session.interviews()})
        st.rerun()


def _described(book: Codebook) -> str:
    texts = session.texts()
    codes = texts.ngettext("{count} code", "{count} codes", len(book.codes)).format(count=len(book.codes))
    language = next((name for key, name in LANGUAGES.items() if key == book.language), book.language)
    return f"{book.name} ({language}, {codes})"


@st.cache_resource(show_spinner=False)
def _ready_made(name: str) -> Codebook:
    return ready_made.load(name)
