"""Text from studies and files where a page takes Markdown: shown as written, never as markup."""

from string import punctuation

_ESCAPES = str.maketrans({sign: "\\" + sign for sign in punctuation})


def escaped(text: str) -> str:
    """The text on one line, with every sign escaped that Markdown or Streamlit's extensions could read as markup."""
    return " ".join(text.split()).translate(_ESCAPES)


def escaped_lines(text: str) -> str:
    """As `escaped`, but with the text's own line breaks and every sign of it kept, soft hyphens and the like included.

    Blanks at the start of a line are left out: Markdown would read them as code.
    """
    return "  \n".join(line.lstrip(" \t").translate(_ESCAPES) for line in text.split("\n"))
