"""Where each passage is used in what is written, made once for each state of the study."""

from collections.abc import Mapping

import streamlit as st

from app import session
from app.plain_text import escaped
from coding.evidence import Evidence
from coding.written import Use, list_links, uses_of_passages
from coding.written.everything import load_written
from coding.written.provenance import Passage

_KEPT = "study:uses"


def uses_of(evidence: Evidence) -> Mapping[Passage, tuple[Use, ...]]:
    """By passage, every place that quotes it, links to it or prints it."""
    key = (evidence.revision, session.language())
    kept: tuple[object, Mapping[Passage, tuple[Use, ...]]] | None = st.session_state.get(_KEPT)
    if kept is None or kept[0] != key:
        written = load_written(session.study(), evidence, session.texts())
        if not written.texts and not written.summaries:
            return {}
        found = uses_of_passages(
            written.texts,
            written.summaries,
            session.quote_sources(),
            list_links(session.study()),
            evidence,
            cells=written.framework.cells,
        )
        kept = st.session_state[_KEPT] = (key, found)
    return kept[1]


def used_in_text(evidence: Evidence, passage: Passage) -> str:
    """One line that says where a passage is used and how, as Markdown; empty where it is used nowhere."""
    _ = session.texts().gettext
    uses = uses_of(evidence).get(passage, ())
    if not uses:
        return ""
    how = {"quoted": _("quoted"), "linked": _("linked"), "chosen": _("chosen to print")}
    places: dict[str, dict[str, None]] = {}
    for use in uses:
        places.setdefault(use.place, {})[how[use.how]] = None
    said = "; ".join(f"{escaped(place)} :gray[({', '.join(ways)})]" for place, ways in places.items())
    return ":material/format_quote: " + _("Used in: {places}").format(places=said)
