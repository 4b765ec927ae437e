"""Where codings are used, for the coding page: worked out in a thread, so that nobody who codes waits for it."""

import logging
import threading
from collections.abc import Callable, Mapping

import streamlit as st

from app import session
from app.kept_by_study import KeptByStudy
from app.translation import texts_for
from coding.evidence import Evidence
from coding.written import QuoteSources, UsedPlaces, list_links, used_places
from coding.written.uses import anything_written, written_since
from corpus.errors import Refused
from corpus.language import Language
from corpus.study import Study

AT_ONCE = 0.03
"""Seconds that a page waits for what may be known at once."""

_log = logging.getLogger(__name__)


class UsesBehind:
    """What one open study uses where, shared by all its sessions.

    Read again only after somebody changed a text, or what its place is called by; until that is done, the last answer
    stands.
    """

    def __init__(self, study: Study, evidence: Callable[[], Evidence], sources: Callable[[], QuoteSources]) -> None:
        self.study = study
        self._evidence = evidence
        self._sources = sources
        self._news = threading.Condition()
        self._looked = 0
        self._written = 0
        self._known: Mapping[Language, tuple[int, UsedPlaces]] = {}
        self._working: frozenset[Language] = frozenset()

    def now(self, language: Language, patience: float = AT_ONCE) -> UsedPlaces:
        """The last answer; where it is out of date, a new one is begun, and waited for at most `patience` seconds."""
        with self._news:
            self._look()
            known = self._known.get(language)
            if (known is None or known[0] != self._written) and language not in self._working:
                self._working |= {language}
                threading.Thread(target=self._work, args=(language, self._written), daemon=True).start()
            self._news.wait_for(lambda: language not in self._working, patience)
            known = self._known.get(language)
        return known[1] if known else UsedPlaces()

    def under_way(self) -> bool:
        """Whether something is being read just now."""
        with self._news:
            return bool(self._working)

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; returns whether nothing is being read any more."""
        with self._news:
            return self._news.wait_for(lambda: not self._working, seconds)

    def _look(self) -> None:
        revision = self.study.revision()
        if revision != self._looked:
            if self._written == 0 or revision < self._looked or written_since(self.study, self._looked):
                self._written = revision
            self._looked = revision

    def _work(self, language: Language, written: int) -> None:
        found = UsedPlaces()
        try:
            if anything_written(self.study):
                found = self._read(language)
        except Refused as refusal:
            # what is shown stays as it was; the study's own pages say what is the matter with it
            _log.warning("uses were not read: %s", refusal)
        finally:
            with self._news:
                self._known = {**self._known, language: (written, found)}
                self._working -= {language}
                self._news.notify_all()

    def _read(self, language: Language) -> UsedPlaces:
        # takes long to load, and a study in which nothing is written needs none of it
        from coding.written.everything import load_written

        evidence = self._evidence()
        everything = load_written(self.study, evidence, texts_for(language))
        return used_places(
            everything.texts,
            everything.summaries,
            self._sources(),
            list_links(self.study),
            evidence,
            cells=everything.framework.cells,
        )


def uses_behind() -> UsesBehind:
    """Those of the open study."""
    study = session.study()
    return kept_uses().of(study, lambda: UsesBehind(study, *session.loaders()))


@st.cache_resource(show_spinner=False)
def kept_uses() -> KeptByStudy[UsesBehind]:
    """Those of this process."""
    return KeptByStudy()
