"""Where each passage is used in what is written, made once for each state of the study."""

from collections.abc import Mapping

import streamlit as st

from app import session
from app.plain_text import escaped
from app.use_words import places_used
from coding.evidence import Evidence
from coding.written import Use, list_links, used_places, uses_of_passages
from coding.written.everything import load_written
from coding.written.uses import Passage

_KEPT = "study:uses"


def uses_of(evidence: Evidence) -> Mapping[Passage, tuple[Use, ...]]:
    """By passage, every place that quotes it, links to it or prints it."""
    key = (evidence.revision, session.language())
    kept: tuple[object, Mapping[Passage, tuple[Use, ...]]] | None = st.session_state.get(_KEPT)
    if kept is None or kept[0] != key:
        written = load_written(session.study(), evidence, session.texts())
        if not written.texts and not written.summaries:
            return {}
        used = used_places(
            written.texts,
            written.summaries,
            session.quote_sources(),
            list_links(session.study()),
            evidence,
            cells=written.framework.cells,
        )
        found = uses_of_passages(used, evidence)
        kept = st.session_state[_KEPT] = (key, found)
    return kept[1]


def used_in_text(evidence: Evidence, passage: Passage) -> str:
    """One line that says where a passage is used and how, as Markdown; empty where it is used nowhere."""
    _ = session.texts().gettext
    uses = uses_of(evidence).get(passage, ())
    if not uses:
        return ""
    places = places_used(uses, session.texts())
    said = "; ".join(f"{escaped(place)} :gray[({ways})]" for place, ways, _key in places)
    return ":material/format_quote: " + _("Used in: {places}").format(places=said)
