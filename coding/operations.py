"""What the coding page asks for, one operation at a time: checked at the edge, stored durably, done once.

An operation carries the page's own id (`cid`). A resent one is acknowledged and not done again, so a page may send
whatever it has no answer for.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from sqlalchemy import select

from codebooks.errors import CodebookRefused
from coding import codebook_store, codings, decisions
from coding.views_kept import keep_view
from corpus.errors import Refused, StudyUnavailable
from corpus.study import Act, AlreadyDone, Study
from corpus.study.tables import log

NOT_UNDERSTOOD = Refused("This was not saved: the page sent something Citat does not understand. Reload the page.")


def _storable(text: str) -> str:
    # half of a surrogate pair is no character, and no file can hold it
    text.encode("utf-8")
    return text


Words = Annotated[str, AfterValidator(_storable)]
Id = Annotated[Words, Field(min_length=8, max_length=60)]
CodeId = Annotated[Words, Field(min_length=1, max_length=60)]
"""Shorter too: a code keeps the id that it has in the codebook it came from."""
Offset = Annotated[int, Field(ge=0)]
QuotePart = Annotated[str, Field(min_length=30)]
"""Long enough to stand at one place only."""


class Operation(BaseModel):
    """One thing a coder did on the page, in `document` (None: in the one that is open there)."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    cid: Id
    document: Id | None = None


class Apply(Operation):
    """Apply a code to a stretch of text; `quote` is what the page showed there, see `codings.Quote`."""

    op: Literal["apply"]
    coding: Id
    start: Offset
    end: Offset
    code: CodeId
    quote: str | tuple[QuotePart, QuotePart]
    shown: bool | None = None
    """Whether suggestions were in view; None where the page does not say."""


class Remove(Operation):
    """Take a coding away."""

    op: Literal["remove"]
    coding: Id


class Recode(Operation):
    """Swap a coding's code."""

    op: Literal["recode"]
    coding: Id
    code: CodeId


class Resize(Operation):
    """Move a coding's bounds."""

    op: Literal["resize"]
    coding: Id
    start: Offset
    end: Offset
    quote: str | tuple[QuotePart, QuotePart]


class Memo(Operation):
    """Write a coding's memo."""

    op: Literal["memo"]
    coding: Id
    text: Words


class Certainty(Operation):
    """Say how sure the coder is of a coding."""

    op: Literal["certainty"]
    coding: Id
    certainty: Literal["certain", "uncertain"]


class Star(Operation):
    """Mark a coding as a quote worth quoting, or no longer."""

    op: Literal["star"]
    coding: Id
    starred: bool


class Accept(Operation):
    """Accept a suggestion as it is, or with other bounds; then `quote` is what the page showed there."""

    op: Literal["accept"]
    suggestion: Id
    coding: Id
    start: Offset | None = None
    end: Offset | None = None
    quote: str | tuple[QuotePart, QuotePart] = ""


class AcceptAs(Operation):
    """Accept a suggestion's passage with another code, or other bounds too."""

    op: Literal["accept_as"]
    suggestion: Id
    coding: Id
    code: CodeId
    start: Offset | None = None
    end: Offset | None = None
    quote: str | tuple[QuotePart, QuotePart] = ""


class Reject(Operation):
    """Reject a suggestion."""

    op: Literal["reject"]
    suggestion: Id


class Defer(Operation):
    """Put a suggestion off."""

    op: Literal["defer"]
    suggestion: Id


class DecideAll(Operation):
    """Accept or reject several suggestions as one act; `codings` holds each one's coding to be."""

    op: Literal["decide_all"]
    how: Literal["accept", "reject"]
    codings: Annotated[Mapping[Id, Id], Field(min_length=1, max_length=500)]


class CreateCode(Operation):
    """Add a code to the codebook, last below `parent` (None: as a top code)."""

    op: Literal["create_code"]
    code: Id
    name: Words
    parent: CodeId | None
    definition: Words = ""


class Undo(Operation):
    """Undo the coder's latest act on this document; nothing where `of`, the act that was meant, changed nothing."""

    op: Literal["undo"]
    of: Id | None = None


class Redo(Operation):
    """Do again what was undone last; nothing where `of`, the undo that was meant, changed nothing."""

    op: Literal["redo"]
    of: Id | None = None


AnyOperation = Annotated[
    Apply
    | Remove
    | Recode
    | Resize
    | Memo
    | Certainty
    | Star
    | Accept
    | AcceptAs
    | Reject
    | Defer
    | DecideAll
    | CreateCode
    | Undo
    | Redo,
    Field(discriminator="op"),
]
_reader: TypeAdapter[AnyOperation] = TypeAdapter(AnyOperation)


@dataclass(frozen=True)
class Refusal:
    """An operation that was not done, and why, for a person to read in their language."""

    cid: str
    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What became of the operations, and the study's revision after them."""

    acknowledged: tuple[str, ...]
    refused: tuple[Refusal, ...]
    revision: int


def apply_operations(study: Study, coder_id: str, document_id: str, operations: Sequence[Mapping[str, Any]]) -> Answer:
    """Do these operations in order, each durably and on its own; never raises for what a page may send.

    `document_id` is the open document; an operation may name another one that was open before.

    An acknowledged operation is stored. A refused one changed nothing and says why. Raises StudyUnavailable where
    the study cannot be written at all; what came before is stored then, and all may be sent again.
    """
    acknowledged: list[str] = []
    refused: list[Refusal] = []
    for sent in operations:
        cid = str(sent.get("cid", ""))
        try:
            operation = _reader.validate_python(sent)
            _do(study, coder_id, operation.document or document_id, operation)
            acknowledged.append(cid)
        except ValidationError:
            refused.append(Refusal(cid, NOT_UNDERSTOOD.msgid))
        except StudyUnavailable:
            raise
        except (Refused, CodebookRefused) as refusal:
            refused.append(Refusal(cid, refusal.msgid, refusal.values))
    return Answer(tuple(acknowledged), tuple(refused), study.revision())


def _do(study: Study, coder_id: str, document_id: str, operation: AnyOperation) -> None:
    if isinstance(operation, Undo | Redo) and operation.of is not None and not _changed(study, operation.of):
        # To undo the act before it instead would take back what nobody meant.
        return
    with suppress(AlreadyDone):
        if isinstance(operation, Undo):
            codebook_store.turn_back(study, coder_id, "undo", document_id, operation.cid)
        elif isinstance(operation, Redo):
            codebook_store.turn_back(study, coder_id, "redo", document_id, operation.cid)
        else:
            _act(study, coder_id, document_id, operation)


def _changed(study: Study, operation: str) -> bool:
    """Whether an operation was stored and changed anything; a refused one and one that found all done did not."""
    with study.read() as connection:
        return connection.execute(select(log.c.kind).where(log.c.operation == operation)).scalar() not in (None, "seen")


def _act(study: Study, coder_id: str, document_id: str, operation: AnyOperation) -> None:
    with study.act(coder_id, f"coding.{operation.op}", scope=document_id, operation=operation.cid) as act:
        _perform(act, coder_id, document_id, operation)


def _perform(act: Act, coder_id: str, document_id: str, operation: AnyOperation) -> None:
    match operation:
        case Apply(coding=coding, start=start, end=end, code=code, quote=quote, shown=shown):
            passage = codings.ensure_passage(act.connection, document_id, start, end)
            present = codebook_store.present_code(act.connection, code)
            codings.apply_code(act, coder_id, passage, present, coding_id=coding, quote=quote)
            if shown is not None:
                keep_view(act.connection, coding, suggestions_shown=shown)
        case Remove(coding=coding):
            codings.remove_coding(act, coder_id, coding)
        case Recode(coding=coding, code=code):
            codings.recode(act, coder_id, coding, codebook_store.present_code(act.connection, code))
        case Resize(coding=coding, start=start, end=end, quote=quote):
            passage = codings.ensure_passage(act.connection, document_id, start, end)
            codings.resize(act, coder_id, coding, passage, quote)
        case Memo(coding=coding, text=text):
            codings.annotate(act, coder_id, coding, {"memo": text})
        case Certainty(coding=coding, certainty=certainty):
            codings.annotate(act, coder_id, coding, {"certainty": certainty})
        case Star(coding=coding, starred=starred):
            codings.annotate(act, coder_id, coding, {"starred": starred})
        case Accept() | AcceptAs() | Reject() | Defer() | DecideAll():
            _decide(act, coder_id, document_id, operation)
        case CreateCode(code=code, name=name, parent=parent, definition=definition):
            codebook_store.create_code(act, code, name, parent, definition)


def _decide(
    act: Act, coder_id: str, document_id: str, operation: Accept | AcceptAs | Reject | Defer | DecideAll
) -> None:
    match operation:
        case Accept(suggestion=suggestion, coding=coding):
            decisions.accept(act, coder_id, suggestion, coding, stretch=_stretch(document_id, operation))
        case AcceptAs(suggestion=suggestion, coding=coding, code=code):
            present = codebook_store.present_code(act.connection, code)
            stretch = _stretch(document_id, operation)
            decisions.accept(act, coder_id, suggestion, coding, code_id=present, stretch=stretch)
        case Reject(suggestion=suggestion):
            decisions.reject(act, coder_id, suggestion)
        case Defer(suggestion=suggestion):
            decisions.defer(act, coder_id, suggestion)
        case DecideAll(how=how, codings=wanted):
            decisions.decide_all(act, coder_id, how, wanted)


def _stretch(document_id: str, accepted: Accept | AcceptAs) -> decisions.Stretch | None:
    if accepted.start is None or accepted.end is None:
        return None
    return decisions.Stretch(document_id, accepted.start, accepted.end, accepted.quote)
