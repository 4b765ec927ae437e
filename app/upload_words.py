"""The words on Streamlit's upload fields, which has them in English only."""

import json

import streamlit as st

from app import session

_STYLE = """<style>
[data-testid="stFileUploaderDropzone"] button[kind="secondary"] p,
[data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button[kind="secondary"] p::after { content: %s; font-size: 0.875rem; }
[data-testid="stFileUploaderDropzoneInstructions"] span::after { content: %s; font-size: 0.875rem; }
</style>"""


def show_upload_words() -> None:
    """Put the user's language on the upload fields of the page; the file endings are in their labels."""
    _ = session.texts().gettext
    words = (_("Choose files"), _("or drop them here"))
    # A style and not an argument, because a file uploader takes no words but its label.
    st.html(_STYLE % tuple(json.dumps(each, ensure_ascii=False) for each in words))
