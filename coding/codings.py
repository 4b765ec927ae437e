"""Codings: who applied which code to which passage. Every change here is one step inside an act.

Offsets are code points into the document's text, half-open. A coder changes only codings of their own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects import postgresql, sqlite

from coding import tables as c
from coding.joining import NEW, WHITE_SPACE, Placed, covering, join
from corpus.errors import Conflict, Refused
from corpus.study import Act, Study
from corpus.study import tables as t
from corpus.study.acts import image

Passage = tuple[str, int, int]
"""A stretch of a document: its id, and start and end in code points of its text, half-open."""

Origin = Literal["manual", "accepted", "imported"]
Certainty = Literal["certain", "uncertain"]
Quote = str | tuple[str, str]
"""What somebody saw at a place: all of it, or of a long stretch how it begins and how it ends."""

PASSAGE_NAMESPACE = UUID("6f0b5a0e-6f3b-4b39-9a0c-3b8a6a1f7c55")
QUOTE_HEAD = 60
"""How many code points of a passage name it in the log."""


@dataclass(frozen=True)
class Coding:
    """One coding with its span, as a page or an export needs it.

    `suggestions_shown` says whether suggestions were in view when it was made; None where nobody knows.
    """

    id: str
    document_id: str
    start: int
    end: int
    code_id: str
    coder_id: str
    coder: str
    origin: Origin
    certainty: Certainty
    starred: bool
    memo: str
    created: str
    suggestions_shown: bool | None = None


def list_codings(study: Study, document_id: str | None = None) -> tuple[Coding, ...]:
    """All codings of one document, or of the study, by document, start and end."""
    with study.read() as connection:
        return read_codings(connection, document_id)


def read_codings(
    connection: Connection, document_id: str | None = None, only: Collection[str] | None = None
) -> tuple[Coding, ...]:
    """As `list_codings`, in a state of the study that is being read; of those with the ids in `only`, where given."""
    query = (
        select(
            c.coding.c.id,
            c.passage.c.document_id,
            c.passage.c.start,
            c.passage.c.end,
            c.coding.c.code_id,
            c.coding.c.coder_id,
            t.coder.c.name,
            c.coding.c.origin,
            c.coding.c.certainty,
            c.coding.c.starred,
            c.coding.c.memo,
            c.coding.c.created,
            c.coding_view.c.suggestions_shown,
        )
        .join(c.passage, c.passage.c.id == c.coding.c.passage_id)
        .outerjoin(c.coding_view, c.coding_view.c.coding_id == c.coding.c.id)
        .join(t.coder, t.coder.c.id == c.coding.c.coder_id)
        .order_by(c.passage.c.document_id, c.passage.c.start, c.passage.c.end, c.coding.c.created, c.coding.c.id)
    )
    if document_id is not None:
        query = query.where(c.passage.c.document_id == document_id)
    if only is not None:
        query = query.where(c.coding.c.id.in_(only))
    return tuple(Coding(*tuple(row)) for row in connection.execute(query))


def ensure_passage(connection: Connection, document_id: str, start: int, end: int) -> str:
    """The id of this stretch of text, made once. Raises Refused where it is no stretch of the document."""
    length = connection.execute(
        select(func.length(t.document_text.c.text))
        .join(t.document, t.document.c.text_hash == t.document_text.c.hash)
        .where(t.document.c.id == document_id)
    ).scalar_one_or_none()
    if length is None:
        raise Conflict("This interview is no longer in the study. Reload the page.")
    if not 0 <= start < end <= length:
        raise Refused("The selection lies outside the text. Reload the page and select again.")
    passage_id = str(uuid5(PASSAGE_NAMESPACE, f"{document_id}:{start}:{end}"))
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        insert(c.passage)
        .values(id=passage_id, document_id=document_id, start=start, end=end)
        .on_conflict_do_nothing(index_elements=["id"])
    )
    return passage_id


def quote_of(connection: Connection, passage_id: str) -> str:
    """The words of a passage, cut from the stored text."""
    quote: str = connection.execute(
        select(func.substr(t.document_text.c.text, c.passage.c.start + 1, c.passage.c.end - c.passage.c.start))
        .join(t.document, t.document.c.text_hash == t.document_text.c.hash)
        .join(c.passage, c.passage.c.document_id == t.document.c.id)
        .where(c.passage.c.id == passage_id)
    ).scalar_one()
    return quote


def apply_code(
    act: Act,
    coder_id: str,
    passage_id: str,
    code_id: str,
    *,
    coding_id: str | None = None,
    origin: Origin = "manual",
    memo: str = "",
    quote: Quote | None = None,
) -> str:
    """Code a passage; returns the coding's id.

    A code that this coder has on all of it already stays as it is. Where own codings of the code overlap the passage,
    or touch it with only white space between, the oldest of them is extended to cover all (see `coding.joining`).

    Raises Refused where `quote` is given and is not what stands there, or where the code is retired or gone.
    """
    stored = quote_of(act.connection, passage_id)
    if quote is not None:
        _require(quote, stored)
    _name_in_log(act, stored, _usable_code(act.connection, code_id))
    row = {
        "id": coding_id or str(uuid4()),
        "passage_id": passage_id,
        "code_id": code_id,
        "coder_id": coder_id,
        "origin": origin,
        "certainty": "certain",
        "starred": False,
        "memo": memo,
        "created": now(),
    }
    return _settle(act, row, stored=False)


def remove_coding(act: Act, coder_id: str, coding_id: str) -> None:
    """Take a coding away, and with it its place among the quotes of theme summaries."""
    row = _own(act, coder_id, coding_id)
    _quote_instead(act, coding_id, None)
    act.delete(c.coding, row.id)


def recode(act: Act, coder_id: str, coding_id: str, code_id: str) -> str:
    """Swap the code of a coding; its passage and memo stay. It joins own codings of that code as in `apply_code`.

    Returns the id of the coding that holds its words now.
    """
    _own(act, coder_id, coding_id)
    _usable_code(act.connection, code_id)
    return replace_code(act, coding_id, code_id)


def replace_code(act: Act, coding_id: str, code_id: str) -> str:
    """As `recode`, for a coding of anybody and to any code: where two codes are made one."""
    return _settle(act, {**_stored(act, coding_id), "code_id": code_id}, stored=True)


def resize(act: Act, coder_id: str, coding_id: str, passage_id: str, quote: Quote) -> str:
    """Move a coding to other bounds; there it joins own codings of its code as in `apply_code`.

    Returns the id of the coding that holds its words now. Raises Refused where `quote` is not what stands there.
    """
    _own(act, coder_id, coding_id)
    _require(quote, quote_of(act.connection, passage_id))
    return _settle(act, {**_stored(act, coding_id), "passage_id": passage_id}, stored=True)


def annotate(act: Act, coder_id: str, coding_id: str, values: Mapping[str, Any]) -> None:
    """Change a coding's memo, certainty or star."""
    _own(act, coder_id, coding_id)
    act.update(c.coding, coding_id, values)


def now() -> str:
    """The present time as the study file writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _usable_code(connection: Connection, code_id: str) -> str:
    row = connection.execute(select(c.code.c.name, c.code.c.retired).where(c.code.c.id == code_id)).one_or_none()
    if row is None:
        raise Conflict("This code is no longer in the codebook. Choose another one.")
    if row.retired:
        raise Refused("The code {code} is retired. Bring it back on the codebook page to use it.", code=row.name)
    return str(row.name)


def _require(quote: Quote, stored: str) -> None:
    same = quote == stored if isinstance(quote, str) else stored.startswith(quote[0]) and stored.endswith(quote[1])
    if not same:
        raise Refused("The selected words are not what stands in the interview. Reload the page and select again.")


def _settle(act: Act, row: Mapping[str, Any], *, stored: bool) -> str:
    """Write a coding as `row` has it, one with all own codings of its code that it meets there.

    The oldest of them takes over what the others say and their places among the quotes of theme summaries; its id,
    origin and date stay. Returns its id. A new coding that lies in another one and says nothing changes nothing.
    """
    connection = act.connection
    document_id, start, end = connection.execute(
        select(c.passage.c.document_id, c.passage.c.start, c.passage.c.end).where(c.passage.c.id == row["passage_id"])
    ).one()
    others = {each.id: each for each in _same_code(connection, document_id, row)}
    placed = [Placed(each.id, each.start, each.end, each.created) for each in others.values()]
    known = None if stored or row["memo"] else covering(start, end, placed)
    if known is not None:
        return known.id
    if not stored and image(connection, c.coding, row["id"]) is not None:
        raise Conflict("This coding is there already, on other words or with another code. Reload the page.")

    def blank(low: int, high: int) -> bool:
        return _is_blank(connection, document_id, low, high)

    joined = join(Placed(row["id"], start, end, row["created"] if stored else NEW), placed, blank)
    members = [row if each.id == row["id"] else others[each.id]._mapping for each in joined.members]
    kept, *gone = members
    for each in gone:
        if stored or each is not row:
            _quote_instead(act, each["id"], kept["id"])
            act.delete(c.coding, each["id"])
    if len(members) == 1 and not stored:
        act.insert(c.coding, [row])
        return str(row["id"])
    act.update(
        c.coding,
        kept["id"],
        {
            "passage_id": ensure_passage(connection, document_id, joined.start, joined.end),
            "code_id": row["code_id"],
            "memo": "\n\n".join(dict.fromkeys(each["memo"] for each in members if each["memo"])),
            "starred": any(each["starred"] for each in members),
            "certainty": "uncertain" if any(each["certainty"] == "uncertain" for each in members) else "certain",
        },
    )
    return str(kept["id"])


def _same_code(connection: Connection, document_id: str, row: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """The other codings of this coder with this code in this document."""
    return connection.execute(
        select(c.coding, c.passage.c.start, c.passage.c.end)
        .join(c.passage, c.passage.c.id == c.coding.c.passage_id)
        .where(
            c.coding.c.code_id == row["code_id"],
            c.coding.c.coder_id == row["coder_id"],
            c.passage.c.document_id == document_id,
            c.coding.c.id != row["id"],
        )
    ).all()


def _is_blank(connection: Connection, document_id: str, start: int, end: int) -> bool:
    """Whether a stretch lies in one turn and holds only white space."""
    if start == end:
        return True
    words: str | None = connection.execute(
        select(func.substr(t.document_text.c.text, start + 1, end - start))
        .join(t.document, t.document.c.text_hash == t.document_text.c.hash)
        .join(t.turn, t.turn.c.document_id == t.document.c.id)
        .where(t.document.c.id == document_id, t.turn.c.start <= start, t.turn.c.end >= end)
        .limit(1)
    ).scalar_one_or_none()
    return words is not None and not words.strip(WHITE_SPACE)


def _quote_instead(act: Act, gone: str, kept: str | None) -> None:
    """Let what is written of codings name `kept` where it named `gone`; None: nothing instead."""
    for table in c.CITING:
        for cited in act.connection.execute(select(table.c.id, table.c.evidence)).all():
            if gone in cited.evidence:
                quotes = dict.fromkeys(kept if each == gone else each for each in cited.evidence)
                act.update(table, cited.id, {"evidence": [each for each in quotes if each is not None]})


def _stored(act: Act, coding_id: str) -> dict[str, Any]:
    row = image(act.connection, c.coding, coding_id)
    if row is None:
        raise Conflict("This coding is no longer there: it was removed meanwhile.")
    return row


def _own(act: Act, coder_id: str, coding_id: str) -> Row[Any]:
    row = act.connection.execute(
        select(c.coding, t.coder.c.name.label("coder"), c.code.c.name.label("code"))
        .join(t.coder, t.coder.c.id == c.coding.c.coder_id)
        .join(c.code, c.code.c.id == c.coding.c.code_id)
        .where(c.coding.c.id == coding_id)
    ).one_or_none()
    if row is None:
        raise Conflict("This coding is no longer there: it was removed meanwhile.")
    if row.coder_id != coder_id:
        raise Refused("This coding is {coder}'s. Only {coder} can change it.", coder=row.coder)
    _name_in_log(act, quote_of(act.connection, row.passage_id), row.code)
    return row


def _name_in_log(act: Act, quote: str, code: str) -> None:
    act.details.setdefault("code", code)
    act.details.setdefault("quote", quote[:QUOTE_HEAD])
