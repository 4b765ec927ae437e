"""The codebook as an indented list: a colour, a name and counts per code, one of them chosen."""

import re
from collections.abc import Collection, Mapping

import streamlit as st

from app import session
from app.plain_text import escaped
from codebooks.values import Code, Codebook

CHOSEN = "study:code"
MANY = 12
"""From so many codes on there is a field to find one."""


def chosen_code(book: Codebook) -> Code | None:
    """The code chosen in the tree; the first one where none is, or it is gone."""
    chosen = st.session_state.get(CHOSEN)
    if isinstance(chosen, str) and chosen in book:
        return book.code(chosen)
    return next((code for code in book.codes if not code.retired), next(iter(book.codes), None))


def choose_code(code_id: str) -> None:
    """Make this the chosen code."""
    st.session_state[CHOSEN] = code_id


def show_tree(book: Codebook, counts: Mapping[str, int], chosen: Code | None) -> None:
    """List the codes that are in use, and on demand the retired ones; a click chooses one."""
    texts = session.texts()
    _ = texts.gettext
    words = ""
    if len(book.codes) >= MANY:
        words = st.text_input(
            _("Find a code"), placeholder=_("Find a code"), label_visibility="collapsed", key="study:find_code"
        )
    retired = sum(code.retired for code in book.codes)
    show_retired = bool(retired) and st.toggle(
        texts.ngettext("Show {count} retired code", "Show {count} retired codes", retired).format(count=retired),
        key="study:show_retired",
    )
    shown = visible_codes(book, words, show_retired=show_retired)
    st.html(_style(book, shown))
    with st.container(gap=None, key="code_tree"):
        for code in shown:
            st.button(
                _label(code, counts.get(code.id, 0), count_below(book, counts, code.id)),
                key=f"tree:{code.id}",
                type="secondary" if chosen and code.id == chosen.id else "tertiary",
                width="stretch",
                on_click=choose_code,
                args=(code.id,),
            )
    st.caption(_("Numbers: codings with the code itself, and with its sub-codes as well."))


def count_below(book: Codebook, counts: Mapping[str, int], code_id: str) -> int:
    """Codings with a code or any of its sub-codes."""
    return counts.get(code_id, 0) + sum(counts.get(code.id, 0) for code in book.descendants(code_id))


def visible_codes(book: Codebook, words: str, *, show_retired: bool) -> tuple[Code, ...]:
    """The codes whose name holds the words, with all codes above them, in codebook order."""
    sought = words.casefold().split()
    found: set[str] = set()
    for code in book.codes:
        if (show_retired or not code.retired) and all(word in code.name.casefold() for word in sought):
            found |= _with_ancestors(book, code)
    return tuple(code for code in book.codes if code.id in found)


def _with_ancestors(book: Codebook, code: Code) -> set[str]:
    ids = {code.id}
    while code.parent is not None:
        code = book.code(code.parent)
        ids.add(code.id)
    return ids


def _label(code: Code, here: int, below: int) -> str:
    name = escaped(code.name)
    if code.retired:
        name = f":gray[~~{name}~~]"
    numbers = f"{here}" if here == below else f"{here} / {below}"
    return f"{name} :gray[:small[{numbers}]]" if below else name


def _style(book: Codebook, codes: Collection[Code]) -> str:
    # The colours and levels of codes are data, so they come as rules for the keys of their buttons. A code's colour is
    # "#RRGGBB" by its own promise, and class names are reduced to letters, digits and hyphens as Streamlit does.
    rules = [
        ".st-key-code_tree button {justify-content: flex-start; text-align: left; min-height: 1.9rem;"
        " padding: 0.15rem 0.6rem; border-radius: 0.2rem; border-left: 0.4rem solid transparent;}",
        ".st-key-code_tree button > div {justify-content: flex-start; width: 100%;}",
    ]
    for code in codes:
        name = re.sub(r"[^a-zA-Z0-9_-]", "-", f"tree:{code.id}")
        level = len(book.path(code.id)) - 1
        rules.append(
            f".st-key-code_tree .st-key-{name} button {{border-left-color: {code.colour};"
            f" margin-left: {1.1 * min(level, 8)}rem; width: calc(100% - {1.1 * min(level, 8)}rem);}}"
        )
    return "<style>" + "\n".join(rules) + "</style>"
