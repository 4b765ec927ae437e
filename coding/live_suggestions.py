"""One model for an open study, brought up to date by what people decide, and the suggestions it keeps in the study.

All is in memory that is costly to make: what was read of the codebook and of the documents seen last. It can be thrown
away without loss; the same study then gets the same suggestions.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from coding.codebook_store import read_codebook
from coding.kept_suggestions import keep_suggestions, offered_codes
from coding.own_figures import OwnFigures, keep_own_figures, load_own_figures, told_by
from coding.suggesting import Judgement
from coding.suggesting.thresholds import SPEAK_FROM
from coding.suggestions import ReadDocument, Suggesting, codebook_mark, texts_to_read
from coding.training import Lessons, read_lessons
from corpus.documents import Document, load_document
from corpus.embedding import EmbeddingCache, Encoder
from corpus.embedding.encoder import Vectors
from corpus.errors import Conflict
from corpus.study import Study

DOCUMENTS_IN_MEMORY = 12


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did.

    `revision` is that of the log it knows of, `changed` how many suggestions it wrote or withdrew, and `offered` how
    many the document has now that are usually shown, decided ones among them.
    """

    revision: int
    changed: int
    offered: int


class LiveSuggestions:
    """The suggestions of one open study. Safe to share between threads; one at a time works, the others wait."""

    def __init__(self, study: Study, encoder: Encoder, cache: EmbeddingCache) -> None:
        self._study = study
        self._encoder = encoder
        self._cache = cache
        self._lock = threading.Lock()
        self._suggesting: Suggesting | None = None
        self._taught: Lessons | None = None
        self._lessons: Lessons | None = None
        self._read: OrderedDict[str, ReadDocument] = OrderedDict()
        self._tidied: set[str] = set()
        self._judged: OwnFigures | None = None

    def refresh(self, document_id: str) -> Refreshed:
        """Bring a document's suggestions up to date with all that people have decided in the study by now.

        What was read before is not read again. Raises Conflict where the document is no longer in the study.
        """
        with self._lock:
            suggesting, revision = self._caught_up()
            ranked = suggesting.rank_again(self._document(suggesting, document_id))
            tidy = document_id not in self._tidied
            changed = keep_suggestions(self._study, document_id, ranked, suggesting.made_with, tidy=tidy)
            self._tidied.add(document_id)
            offered = sum(shown >= SPEAK_FROM for _, _, shown in offered_codes(ranked))
            return Refreshed(revision, changed, offered)

    def prepare(self, document_id: str) -> None:
        """Have a document's texts encoded, so that the refresh that follows is short and others wait for it no longer.

        Raises Conflict where the document is no longer in the study.
        """
        self.encode(texts_to_read(self._stored(document_id)))

    def judge(self, *, at_once: bool = False) -> bool:
        """Measure the suggestions by what people decided, and heed it; returns whether that changes suggestions.

        Only where much was decided since the last time, or anything at all and it is wanted `at_once`. Measuring takes
        seconds and holds up nobody: refreshing goes on meanwhile.
        """
        with self._lock:
            suggesting, _ = self._caught_up()
            lessons, known = self._taught, self._judged
            if lessons is None or not (known or lessons.by_document) or (known and known.told == told_by(lessons)):
                return False
            if not (at_once or known is None or known.worth_making_anew(lessons)):
                return False
            measure = suggesting.judging()
        figures = measure()
        with self._lock:
            if self._suggesting is not suggesting:
                # the codebook has changed meanwhile, so this is about another one
                return False
            self._judged = keep_own_figures(self._study, suggesting.made_with, lessons, figures)
            suggesting.heed(figures.judgement)
        return figures.judgement != (known.figures.judgement if known else Judgement())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of passages, a row each; those encoded before come from the cache."""
        return self._cache.passages(self._encoder, texts)

    def _caught_up(self) -> tuple[Suggesting, int]:
        """The model as people have taught it by now, and the revision of that."""
        with self._study.read() as connection:
            known = self._lessons
            self._lessons = lessons = read_lessons(connection, known)
            codebook = read_codebook(connection) if known is None or known.layout != lessons.layout else None
        if codebook is not None:
            self._read.clear()
            if self._suggesting is None or codebook_mark(codebook) != self._suggesting.made_with.codebook:
                self._taught = None
                self._suggesting = Suggesting(codebook, self._encoder, self._cache)
                self._judged = load_own_figures(self._study, self._suggesting.made_with)
                if self._judged is not None:
                    self._suggesting.heed(self._judged.figures.judgement)
        suggesting = self._suggesting
        if suggesting is None:
            # making it failed last time, so nothing that was known counts
            self._lessons = None
            return self._caught_up()
        if self._taught is None or self._taught.by_document != lessons.by_document:
            suggesting.teach(lessons)
        self._taught = lessons
        return suggesting, lessons.revision

    def _document(self, suggesting: Suggesting, document_id: str) -> ReadDocument:
        known = self._read.pop(document_id, None)
        if known is None:
            known = suggesting.read(self._stored(document_id))
        self._read[document_id] = known
        while len(self._read) > DOCUMENTS_IN_MEMORY:
            self._read.popitem(last=False)
        return known

    def _stored(self, document_id: str) -> Document:
        try:
            return load_document(self._study, document_id)
        except KeyError as error:
            raise Conflict("This interview is no longer in the study. Reload the page.") from error
