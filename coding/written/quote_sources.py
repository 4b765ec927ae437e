"""The interviews as places where quotes may come from, with who speaks where."""

from collections.abc import Mapping, Sequence
from threading import Lock

from coding.quote_index import QuoteIndex
from coding.quote_location import Location, Source, index_of, locate_quote
from corpus.documents import INTERVIEWEE, Document, list_document_ids, load_document
from corpus.study import Study


class QuoteSources:
    """All interviews of a study. What was looked for once is remembered: texts never change.

    Safe to share between threads as long as each asks for its own words; twice the same search does no harm.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents: Mapping[str, Document] = {document.id: document for document in documents}
        self._sources = tuple(Source(document.id, document.text) for document in documents)
        self._found: dict[str, Location] = {}
        self._making = Lock()
        self._index: QuoteIndex | None = None

    def find(self, words: str) -> Location:
        """Where these words stand, as `locate_quote` says it; the source is an interview's id."""
        if words not in self._found:
            self._found[words] = locate_quote(words, self._sources, self._made_index())
        return self._found[words]

    def _made_index(self) -> QuoteIndex:
        with self._making:
            if self._index is None:
                self._index = index_of(self._sources)
            return self._index

    def speakers(self, document_id: str, start: int, end: int, *, informants: bool = True) -> tuple[str, ...]:
        """The public labels of the informants whose turns a stretch touches; with all others, by the names written."""
        turns = [
            turn for turn in self.documents[document_id].turns if turn.start < end and start < max(turn.end, turn.start)
        ]
        return tuple(
            dict.fromkeys(
                turn.speaker.participant or turn.speaker.name
                for turn in turns
                if not informants or turn.speaker.role == INTERVIEWEE
            )
        )

    def words(self, document_id: str, start: int, end: int) -> str:
        """The text of a stretch."""
        return self.documents[document_id].text[start:end]


def load_quote_sources(study: Study) -> QuoteSources:
    """Every interview of the study, in its order."""
    return QuoteSources([load_document(study, document_id) for document_id in list_document_ids(study)])
