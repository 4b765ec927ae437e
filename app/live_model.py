"""The model that learns along in the open study: one for all sessions, and the thread that keeps suggestions fresh."""

import threading
from collections.abc import Sequence

import streamlit as st

from app import session
from app.kept_by_study import KeptByStudy
from app.model import encoder
from app.suggestion_judging import SuggestionJudging
from app.suggestion_refresh import SuggestionRefresh
from app.suggestion_run import SuggestionRun
from coding.kept_suggestions import documents_read
from coding.live_suggestions import LiveSuggestions
from corpus.documents import DocumentHead
from corpus.embedding import shared_cache
from corpus.study import Study


class StudySuggestions:
    """What one open study has in memory of its suggestions. Nothing is loaded before it is needed."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.judging = SuggestionJudging(self.live, self._refresh_all)
        self.refresh = SuggestionRefresh(self.live, self.judging.ask)
        self._lock = threading.Lock()
        self._running = threading.Lock()
        self._live: LiveSuggestions | None = None
        self._run: SuggestionRun | None = None

    def suggest(self, heads: Sequence[DocumentHead]) -> SuggestionRun:
        """Suggest for these interviews in the background; where a run is under way, it reads them too."""
        with self._running:
            if self._run is None or not self._run.add(heads):
                self._run = SuggestionRun(heads, self.live)
            return self._run

    def under_way(self) -> SuggestionRun | None:
        """The run that is under way, whichever session began it."""
        run = self._run
        return run if run is not None and not run.state.finished else None

    def live(self) -> LiveSuggestions:
        """The live model; the first call loads the language model. Raises Refused where there is none."""
        with self._lock:
            if self._live is None:
                self._live = LiveSuggestions(self.study, encoder(), shared_cache())
            return self._live

    def _refresh_all(self) -> None:
        for document_id in documents_read(self.study):
            self.refresh.ask(document_id)


def suggestions() -> StudySuggestions:
    """Those of the open study."""
    study = session.study()
    return _kept().of(study, lambda: StudySuggestions(study))


@st.cache_resource(show_spinner=False)
def _kept() -> KeptByStudy[StudySuggestions]:
    return KeptByStudy()
