"""The interview guides held against who was interviewed, made once for each state of the study."""

import streamlit as st

from app import session
from coding.evidence import Evidence
from coding.guide_coverage import GuideCoverage, load_coverage

_KEPT = "study:guide:coverage"


def kept_coverage(evidence: Evidence) -> GuideCoverage | None:
    """What the guides tell at the evidence's revision; None where the study has no question."""
    kept: tuple[Evidence, GuideCoverage | None] | None = st.session_state.get(_KEPT)
    if kept is None or kept[0] is not evidence:
        kept = (evidence, load_coverage(session.study(), evidence))
        st.session_state[_KEPT] = kept
    return kept[1]
