"""What every page shares: the open study, who is coding, the language, and the evidence of the present revision."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock

import streamlit as st

from app.sample import ensure_sample
from app.settings import Settings, home, load_settings, save_settings
from app.translation import REFUSALS, in_words, texts_for
from coding.evidence import Evidence, load_evidence
from coding.reading_progress import CodedSpeech, InterviewProgress, load_coded_speech, load_interview_progress
from coding.written.quote_sources import QuoteSources, load_quote_sources
from corpus.coders import Coder, ensure_coder
from corpus.documents import DocumentHead, list_documents
from corpus.language import Language, Texts
from corpus.study import Study, open_study


def settings() -> Settings:
    """This session's settings, read once."""
    if "settings" not in st.session_state:
        st.session_state["settings"] = load_settings()
    remembered: Settings = st.session_state["settings"]
    return remembered


def remember(**changes: object) -> None:
    """Change settings and keep them for the next start."""
    changed = replace(settings(), **changes)  # type: ignore[arg-type]
    st.session_state["settings"] = changed
    save_settings(changed)


def language() -> Language:
    """The interface language."""
    return settings().language


def texts() -> Texts:
    """The interface catalogue."""
    return texts_for(language())


def study_path() -> Path:
    """The study file this session has open; at the first start the sample study."""
    if "study_path" not in st.session_state:
        last = Path(settings().last_study)
        st.session_state["study_path"] = last if last.is_file() else ensure_sample(home())
    path: Path = st.session_state["study_path"]
    return path


def switch_study(path: Path) -> None:
    """Open another study from now on. Raises Refused, staying with the present one, where it cannot be opened."""
    _opened(str(path))
    st.session_state["study_path"] = path
    for key in [key for key in st.session_state if str(key).startswith("study:")]:
        del st.session_state[key]
    remember(last_study=str(path))


def forget_study(path: Path) -> None:
    """Close a study file that is about to be replaced, and drop what was kept of it under its name."""
    with suppress(*REFUSALS):
        _opened(str(path)).close()
    _opened.clear(str(path))
    for kept in (_coder, _evidence, _interviews, _speech):
        kept.clear()


def study() -> Study:
    """The open study. Where it cannot be opened, says why on the page and offers the sample instead."""
    try:
        return _opened(str(study_path()))
    except REFUSALS as refusal:
        st.error(in_words(refusal, texts()), icon=":material/error:")
        if st.button(texts().gettext("Open the sample study")):
            switch_study(ensure_sample(home()))
            st.rerun()
        st.stop()


def coder() -> Coder:
    """The person who codes in this session."""
    name = settings().coder or texts().gettext("Me")
    return _coder(str(study_path()), name)


def evidence() -> Evidence:
    """All codings of the open study as of its present revision."""
    return _evidence(str(study_path())).load()


def interviews() -> tuple[DocumentHead, ...]:
    """The interviews of the open study as of its present revision."""
    return _interviews(str(study_path()), study().revision())


def quote_sources() -> QuoteSources:
    """The interviews as places where quotes may come from; read once, since texts never change."""
    return _sources(str(study_path()), tuple(head.id for head in interviews()))


def loaders() -> tuple[Callable[[], Evidence], Callable[[], QuoteSources]]:
    """`evidence` and `quote_sources` of the open study as functions that a thread of its own may call."""
    path, opened = str(study_path()), study()

    def sources() -> QuoteSources:
        return _sources(path, tuple(head.id for head in _interviews(path, opened.revision())))

    return _evidence(path).load, sources


def interview_progress() -> Mapping[str, InterviewProgress]:
    """How far this session's coder has read and coded each interview, by its id."""
    coder_id = coder().id
    return load_interview_progress(study(), coder_id, coded_speech(coder_id))


def coded_speech(coder_id: str | None) -> Mapping[str, CodedSpeech]:
    """How much of what is said a coder, or (None) anybody, has coded as of the present revision."""
    return _speech(str(study_path()), study().revision(), coder_id)


@st.cache_resource(show_spinner=False, max_entries=8)
def _opened(path: str) -> Study:
    return open_study(Path(path))


@st.cache_resource(show_spinner=False, max_entries=64)
def _coder(path: str, name: str) -> Coder:
    return ensure_coder(_opened(path), name)


class _LatestEvidence:
    """The evidence of one open study, brought up to date when it is asked for; shared by all its sessions."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._known: Evidence | None = None
        self._lock = Lock()

    def load(self) -> Evidence:
        with self._lock:
            self._known = load_evidence(self._study, self._known)
            return self._known


@st.cache_resource(show_spinner=False, max_entries=3)
def _evidence(path: str) -> _LatestEvidence:
    return _LatestEvidence(_opened(path))


@st.cache_resource(show_spinner=False, max_entries=8)
def _interviews(path: str, revision: int) -> tuple[DocumentHead, ...]:  # noqa: ARG001 - the revision is part of the key
    return list_documents(_opened(path))


@st.cache_resource(show_spinner=False, max_entries=3)
def _sources(path: str, ids: tuple[str, ...]) -> QuoteSources:  # noqa: ARG001 - new interviews, new sources
    return load_quote_sources(_opened(path))


@st.cache_resource(show_spinner=False, max_entries=8)
def _speech(path: str, revision: int, coder_id: str | None) -> Mapping[str, CodedSpeech]:  # noqa: ARG001 - as above
    return load_coded_speech(_opened(path), coder_id)
