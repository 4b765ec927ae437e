"""One document as it is coded now, read anew after every act: only what the log says has changed is read again.

A coding page asks for this after each key press, so its cost must not grow with the number of codings.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from codebooks.values import Codebook
from coding import tables as c
from coding.codebook_store import read_codebook
from coding.codings import Coding, read_codings
from coding.suggesting.thresholds import SPEAK_FROM
from coding.suggestions import Suggestion, open_suggestions
from corpus.study import Entry, Study
from corpus.study import tables as t
from corpus.study.acts import redoable, undoable

SHOWN = frozenset({c.code.name, t.coder.name, t.study.name, t.document.name})
"""Tables that a coded document is made from besides codings: after a change in them all is read again."""

FEW = 500
"""Up to so many changed codings are read one by one."""


@dataclass(frozen=True)
class CodedDocument:
    """The codebook, a document's codings by id in the order of the text, and what one coder sees and could undo.

    `suggestions` are open ones that the coder's own codings have not answered already. Codings and a codebook that
    did not change are the same objects as in the value this one was made from.
    """

    document_id: str
    coder_id: str
    revision: int
    codebook: Codebook
    codings: Mapping[str, Coding]
    suggestions: tuple[Suggestion, ...]
    undoable: Entry | None
    redoable: Entry | None


_State = tuple[Codebook, Mapping[str, Coding], int]


def load_coded_document(
    study: Study,
    document_id: str,
    coder_id: str,
    known: CodedDocument | None = None,
    *,
    least: float = SPEAK_FROM,
) -> CodedDocument:
    """A document as this coder finds it coded, in one consistent state of the study.

    `known` is an earlier value of the same study, document and coder; with it the answer comes sooner and is the same.
    Suggestions whose top code is less probable than `least` are left out.
    """
    with study.read() as connection:
        codebook, codings, revision = (known and _since(connection, known)) or _whole(connection, document_id)
        own = (coding for coding in codings.values() if coding.coder_id == coder_id)
        return CodedDocument(
            document_id,
            coder_id,
            revision,
            codebook,
            codings,
            open_suggestions(connection, document_id, codebook, coder_id=coder_id, own=own, least=least),
            undoable(connection, coder_id, document_id),
            redoable(connection, coder_id, document_id),
        )


def _whole(connection: Connection, document_id: str) -> _State:
    revision = connection.execute(select(func.coalesce(func.max(t.log.c.id), 0))).scalar_one()
    codings = {coding.id: coding for coding in read_codings(connection, document_id)}
    return read_codebook(connection), codings, revision


def _since(connection: Connection, known: CodedDocument) -> _State | None:
    """What is known, brought up to date from the log; None where too much or something else changed."""
    revision, changed = known.revision, set[str]()
    entries = select(t.log.c.id, t.log.c.changes).where(t.log.c.id > known.revision).order_by(t.log.c.id)
    for entry in connection.execute(entries):
        revision = entry.id
        if any(change["table"] in SHOWN for change in entry.changes):
            return None
        changed.update(change["id"] for change in entry.changes if change["table"] == c.coding.name)
    if len(changed) > FEW:
        return None
    if not changed:
        return known.codebook, known.codings, revision
    kept = [coding for coding in known.codings.values() if coding.id not in changed]
    codings = sorted([*kept, *read_codings(connection, known.document_id, only=changed)], key=_place)
    return known.codebook, {coding.id: coding for coding in codings}, revision


def _place(coding: Coding) -> tuple[int, int, str, str]:
    return coding.start, coding.end, coding.created, coding.id
