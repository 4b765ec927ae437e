"""Under a field: words for numbers in it that say more than the codings behind it support."""

import streamlit as st

from app import session
from app.cell_kept import cell_of
from app.plain_text import escaped
from codebooks.values import Codebook
from coding.evidence import Evidence
from coding.study_ladder import load_ladder
from coding.synthesis import Flag, check_numbers, count_words


def show_number_flags(evidence: Evidence, code_id: str, group_id: str, words: str) -> None:
    """One line for each word that is too strong, with the strongest that would hold; nothing where all hold."""
    if not words.strip():
        return
    ladder = load_ladder(session.study())
    people = tuple(group.name for group in evidence.groups if group.id == group_id)
    for flag in check_numbers(words, cell_of(evidence, code_id, group_id), evidence.codebook, people, ladder):
        st.caption(flag_line(evidence.codebook, code_id, flag))


def flag_line(codebook: Codebook, code_id: str, flag: Flag) -> str:
    """What is too strong, the count it was held against, and what would hold; as Markdown."""
    return ":orange[:material/flag:] " + (
        session.texts()
        .gettext("“{words}”: {count} speak of “{code}”. “{holds}” would hold.")
        .format(
            words=escaped(flag.found.words),
            count=count_words(flag.count, session.texts()),
            code=escaped(codebook.code(flag.code_id or code_id).name),
            holds=escaped(flag.found.holds),
        )
    )
