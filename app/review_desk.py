"""The review page's work in the background: vectors, doubts and groups, made once for each state of a study."""

import logging
import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from app import session
from app.asking_again import ask_again
from app.model import encoder
from codebooks.errors import CodebookRefused
from coding.evidence import Evidence
from coding.review_material import Material, load_material
from coding.reviewing.values import Vectors
from corpus.embedding import shared_cache
from corpus.errors import Refused
from corpus.study import Study

CAN_HAPPEN = (OSError, MemoryError, RuntimeError, ValueError, ImportError, KeyError, SQLAlchemyError)
"""What disk, memory, model and database fail with, and interviews that are taken out of the study meanwhile."""

FAILED = Refused(
    "The review could not be made because of an error in Citat. The window it was started from says which."
)
SOON = 0.4
"""Seconds that a page waits for an answer before it shows how far the work is."""

MOST_ANSWERS = 12

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What came of a question: its value, or why there is none."""

    value: object = None
    refusal: Refused | CodebookRefused | None = None


@dataclass(frozen=True)
class Progress:
    """How many texts have their vectors; 0 of 0 while the model is being loaded or passages are compared."""

    done: int = 0
    total: int = 0


class ReviewDesk:
    """Answers questions about one study, each in a thread of its own and one at a time; shared by all sessions."""

    def __init__(self, study: Study) -> None:
        self.progress = Progress()
        self._study = study
        self._material: Material | None = None
        self._answers: dict[Hashable, Answer] = {}
        self._work: dict[Hashable, threading.Thread] = {}
        self._one_at_a_time = threading.Lock()

    def ask(self, evidence: Evidence, question: Hashable, compute: Callable[[Material], object]) -> Answer | None:
        """The answer to a question about this evidence, or None while it is being worked out."""
        key = (_state(evidence), question)
        if key not in self._answers and key not in self._work:
            work = threading.Thread(target=self._answer, args=(key, evidence, compute), daemon=True)
            self._work[key] = work
            work.start()
        working = self._work.get(key)
        if working is not None:
            working.join(SOON)
        return self._answers.get(key)

    def busy(self) -> bool:
        """Whether anything is being worked out."""
        return bool(self._work)

    def forget(self) -> None:
        """Let everything that failed be tried again."""
        self._answers = {key: answer for key, answer in self._answers.items() if answer.refusal is None}

    def _answer(self, key: Hashable, evidence: Evidence, compute: Callable[[Material], object]) -> None:
        answer = Answer(refusal=FAILED)
        try:
            with self._one_at_a_time:
                self._material = load_material(self._study, evidence, self._encode, before=self._material)
                answer = Answer(compute(self._material))
        except (Refused, CodebookRefused) as refusal:
            answer = Answer(refusal=refusal)
        except CAN_HAPPEN:
            _log.exception("the review could not be made")
        finally:
            # whatever else goes wrong is for the window that Citat runs in; the page must not wait for ever
            while len(self._answers) >= MOST_ANSWERS:
                self._answers.pop(next(iter(self._answers)))
            self._answers[key] = answer
            self._work.pop(key, None)
            self.progress = Progress()

    def _encode(self, texts: Sequence[str]) -> Vectors:
        def told(done: int, total: int) -> None:
            self.progress = Progress(done, total)

        return shared_cache().passages(encoder(), texts, told)


def desk() -> ReviewDesk:
    """The desk of the open study."""
    return _desk(str(session.study_path()), session.study())


@st.cache_resource(show_spinner=False, max_entries=3)
def _desk(path: str, _study: Study) -> ReviewDesk:  # noqa: ARG001 - the path is the key
    return ReviewDesk(_study)


@st.fragment
def show_progress() -> None:
    """How far the work is; when it is done, the page is drawn with what came of it."""
    _ = session.texts().gettext
    at = desk()
    if not at.busy():
        st.rerun()
    done, total = at.progress.done, at.progress.total
    if total:
        words = _("Reading what people say: {done} of {total} passages …").format(done=done, total=total)
        st.progress(done / total, text=words)
    else:
        st.progress(0.0, text=_("Comparing passages …"))
    ask_again(0.5, key="review_progress_again")


def _state(evidence: Evidence) -> int:
    """One value for everything in a study that a review depends on; seen doubts and summaries are no part of it."""
    return hash(
        (
            tuple((each.coding.id, each.coding.code_id, each.passage, len(each.voices)) for each in evidence.excerpts),
            tuple((person.id, person.label, person.group.id if person.group else "") for person in evidence.asked),
            tuple(evidence.interviews.items()),
            tuple(
                (code.id, code.parent, code.definition, code.include, code.examples) for code in evidence.codebook.codes
            ),
        )
    )
