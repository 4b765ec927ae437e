"""What the coding page shows of one interview, made from the study as the component wants it."""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Sequence

from app.action_words import action_words
from app.suggestion_queue_view import made_by
from app.transcript_component import (
    CodingView,
    Place,
    ShownCode,
    ShownCoding,
    ShownSuggestion,
    ShownTranscript,
    ShownTurn,
    ShownUse,
)
from app.use_words import places_used
from codebooks.values import Codebook
from coding.coded_document import CodedDocument, load_coded_document
from coding.codings import Coding
from coding.suggesting import say
from coding.suggesting.thresholds import SPEAK_FROM
from coding.suggestions import Suggestion
from coding.written import UsedPlaces
from corpus.coders import Coder
from corpus.documents import Document, Turn
from corpus.language import Language, Texts
from corpus.study import Entry, Study
from corpus.study.facts import load_facts


def shown_transcript(document: Document, note: str = "") -> ShownTranscript:
    """The text and turns of a document. The hash changes with the text, with who speaks and with `note`."""
    turns = tuple(_turn(turn) for turn in document.turns)
    digest = hashlib.sha256(repr((document.text_hash, document.title, turns, note)).encode()).hexdigest()
    return ShownTranscript(document.id, digest[:16], document.title, document.text, turns, note)


class CodingViews:
    """What one coder sees of one document, made again after every act.

    What did not change since the view before is neither read nor made again, so that a view costs the same however
    much is coded. `blind` hides suggestions in a turn until the coder has coded in it, `alone` other people's codings
    everywhere.
    """

    def __init__(
        self,
        study: Study,
        transcript: ShownTranscript,
        coder: Coder,
        texts: Texts,
        *,
        language: Language = "en",
        with_suggestions: bool = True,
        least: float = SPEAK_FROM,
        blind: bool = False,
        alone: bool = False,
        refreshing: Callable[[], bool] = bool,
        uses: Callable[[], UsedPlaces] = UsedPlaces,
        goto: Place | None = None,
    ) -> None:
        self._study = study
        place = hashlib.sha256(str(study.path).encode()).hexdigest()[:12]
        self._study_id = f"{load_facts(study).id}-{place}"
        self._transcript = transcript
        self._coder = coder
        self._texts = texts
        self._language = language
        self._with_suggestions = with_suggestions
        self._least = least
        self._blind = blind
        self._alone = alone
        self._refreshing = refreshing
        self._uses = uses
        self._goto = goto
        self._known: CodedDocument | None = None
        self._shown: dict[str, tuple[Coding, ShownCoding]] = {}
        self._codes: tuple[ShownCode, ...] = ()
        self._used = UsedPlaces()
        self._shown_uses: dict[str, tuple[Coding, ShownUse]] = {}

    def now(self) -> CodingView:
        """Codes, codings and open suggestions as they are now, and what could be undone."""
        before = self._known
        self._known = known = load_coded_document(
            self._study, self._transcript.id, self._coder.id, before, least=self._least
        )
        if before is None or before.codebook is not known.codebook:
            self._codes = _codes(known.codebook)
        seen = (each for each in known.codings.values() if not self._alone or each.coder_id == self._coder.id)
        self._shown = {coding.id: (coding, self._show(coding)) for coding in seen}
        return CodingView(
            document=self._transcript.id,
            hash=self._transcript.hash,
            revision=known.revision,
            coder=self._coder.id,
            coder_name=self._coder.name,
            codes=self._codes,
            codings=tuple(shown for _, shown in self._shown.values()),
            suggestions=_suggestions(self._visible(known.suggestions), self._texts, self._language),
            uses=self._show_uses(),
            goto=self._goto,
            undo=_named(known.undoable, self._texts),
            redo=_named(known.redoable, self._texts),
            study=self._study_id,
            refreshing=self._refreshing(),
        )

    def suggestions_in_view(self, start: int) -> bool:
        """Whether suggestions may be seen at this place: they are on, and not hidden until one has coded there."""
        return self._with_suggestions and (not self._blind or self._coded_in_turn(start))

    def _visible(self, suggestions: Sequence[Suggestion]) -> Sequence[Suggestion]:
        return [each for each in suggestions if self.suggestions_in_view(each.start)]

    def _coded_in_turn(self, start: int) -> bool:
        turns = self._transcript.turns
        turn = turns[max(0, bisect_right(turns, start, key=lambda each: each.start) - 1)]
        own = (each for each in self._known.codings.values() if each.coder_id == self._coder.id) if self._known else ()
        return any(each.start < turn.end and turn.start < each.end for each in own)

    def _show_uses(self) -> tuple[ShownUse, ...]:
        """Where codings are used, of those that are used; worked out again only for what is new."""
        used, before = self._uses(), self._shown_uses
        if used is not self._used:
            self._used, before = used, {}
        self._shown_uses = {}
        if not used.codings and self._transcript.id not in used.stretches:
            return ()
        for coding, _shown in self._shown.values():
            known = before.get(coding.id)
            if known is not None and known[0] is coding:
                self._shown_uses[coding.id] = known
            else:
                uses = used.of((self._transcript.id, coding.start, coding.end), [coding.id])
                places = tuple((f"{place} ({ways})", key) for place, ways, key in places_used(uses, self._texts))
                self._shown_uses[coding.id] = (coding, ShownUse(coding.id, places))
        return tuple(shown for _coding, shown in self._shown_uses.values() if shown.places)

    def _show(self, coding: Coding) -> ShownCoding:
        before = self._shown.get(coding.id)
        return before[1] if before is not None and before[0] is coding else _coding(coding)


def _coding(coding: Coding) -> ShownCoding:
    return ShownCoding(
        id=coding.id,
        start=coding.start,
        end=coding.end,
        code=coding.code_id,
        coder=coding.coder_id,
        coder_name=coding.coder,
        origin=coding.origin,
        certainty=coding.certainty,
        memo=coding.memo,
        starred=coding.starred,
        created=coding.created,
        suggestions_shown=coding.suggestions_shown,
    )


def _suggestions(suggestions: Sequence[Suggestion], texts: Texts, language: Language) -> tuple[ShownSuggestion, ...]:
    # Shown as a whole number of hundred; a smaller change, as every act teaches the model, is not worth a message.
    return tuple(
        ShownSuggestion(
            each.id,
            each.start,
            each.end,
            each.code_id,
            round(each.score, 2),
            say(each.reason, texts) if each.reason else "",
            made_by(each, texts, language),
        )
        for each in suggestions
    )


def _turn(turn: Turn) -> ShownTurn:
    speaker = turn.speaker
    return ShownTurn(
        n=turn.position + 1,
        start=turn.start,
        end=turn.end,
        speaker=speaker.participant or speaker.name or None,
        role=speaker.role,
        group=speaker.group,
        time=turn.time or None,
    )


def _codes(book: Codebook) -> tuple[ShownCode, ...]:
    return tuple(
        ShownCode(
            id=code.id,
            parent=code.parent,
            name=code.name,
            path=book.path_text(code.id),
            definition=code.definition,
            include=code.include,
            exclude=code.exclude,
            colour=code.colour,
            retired=code.retired,
        )
        for code in book.codes
    )


def _named(entry: Entry | None, texts: Texts) -> str | None:
    return action_words(entry.action, entry.details, texts) if entry else None
