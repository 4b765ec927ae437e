"""A small table to read, without the weight of a data grid: the first page must not wait for pandas."""

from collections.abc import Sequence

import streamlit as st

from app.plain_text import escaped

# In a narrow window the table scrolls, not the page.
STYLE = """<style>
[class*="st-key-small_table"] {overflow-x: auto;}
[class*="st-key-small_table"] :is(th, td) {padding: 0.2rem 0.6rem; font-size: 0.9rem;}
</style>"""


def small_table(key: str, header: Sequence[str], lines: Sequence[Sequence[str | int]], *, total: bool = False) -> None:
    """Show lines under a header, numbers to the right and each cell as written; `total` sets off the last line."""
    last = len(lines) - 1 if total else len(lines)
    aligned = ["---:" if lines and isinstance(cell, int) else ":---" for cell in (lines[0] if lines else header)]
    rows = [
        [f"**{escaped(str(cell))}**" if i == last else escaped(str(cell)) for cell in line]
        for i, line in enumerate(lines)
    ]
    table = [[escaped(name) for name in header], aligned, *rows]
    with st.container(key=f"small_table_{key}"):
        st.html(STYLE)
        st.markdown("\n".join("| " + " | ".join(row) + " |" for row in table))
