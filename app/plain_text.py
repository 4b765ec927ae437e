"""Text from studies and files where a page takes Markdown: shown as written, never as markup."""

from string import punctuation

_ESCAPES = str.maketrans({sign: "\\" + sign for sign in punctuation})


def escaped(text: str) -> str:
    """The text on one line, with every sign escaped that Markdown or Streamlit's extensions could read as markup."""
    return " ".join(text.split()).translate(_ESCAPES)
