"""The integrity of a study: every span lies in its text, every id resolves, the log is whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, exists, func, select

from codebooks.errors import CodebookRefused
from coding import tables as c
from coding.codebook_store import load_codebook
from coding.printed_quotes import left_out
from corpus.documents import Document, read_document, text_hash
from corpus.study import Study
from corpus.study import tables as t
from corpus.study.acts import image, same_as_logged
from corpus.study.tables import metadata


@dataclass(frozen=True)
class Problem:
    """One thing that is not as it must be; `msgid` and `values` as those of a refusal."""

    msgid: str
    values: dict[str, object] = field(default_factory=dict)


def check_study(study: Study) -> tuple[Problem, ...]:
    """All problems found, none where the study is whole. Reads only."""
    problems: list[Problem] = []
    try:
        load_codebook(study)
    except CodebookRefused as error:
        problems.append(Problem(error.msgid, dict(error.values)))
    with study.read() as connection:
        problems += _texts(connection)
        problems += _passages(connection)
        problems += _summaries(connection)
        problems += _shortened_quotes(connection)
        problems += _keys(connection)
        problems += _log(connection)
    return tuple(problems)


def _texts(connection: Connection) -> Iterator[Problem]:
    for document_id in connection.execute(select(t.document.c.id)).scalars().all():
        document = read_document(connection, document_id)
        if text_hash(document.text) != document.text_hash:
            yield Problem("The text of “{title}” is not the one that was imported.", {"title": document.title})
        if not _turns_tile(document):
            yield Problem("The turns of “{title}” do not fit its text.", {"title": document.title})


def _turns_tile(document: Document) -> bool:
    position = 0
    for turn in document.turns:
        if turn.start != position or turn.end < turn.start:
            return False
        position = turn.end + 1
    return position == len(document.text) + 1 or not document.turns


def _passages(connection: Connection) -> Iterator[Problem]:
    outside = connection.execute(
        select(c.passage.c.start, c.passage.c.end, t.document.c.title)
        .join(t.document, t.document.c.id == c.passage.c.document_id)
        .join(t.document_text, t.document_text.c.hash == t.document.c.text_hash)
        .where(c.passage.c.end > func.length(t.document_text.c.text))
    ).all()
    for row in outside:
        yield Problem(
            "A passage from {start} to {end} lies outside the text of “{title}”.",
            {"start": row.start, "end": row.end, "title": row.title},
        )


def _shortened_quotes(connection: Connection) -> Iterator[Problem]:
    whole = func.substr(t.document_text.c.text, c.passage.c.start + 1, c.passage.c.end - c.passage.c.start)
    rows = connection.execute(
        select(c.printed_quote.c.text, whole.label("whole"), t.document.c.title)
        .join(c.passage, c.passage.c.id == c.printed_quote.c.passage_id)
        .join(t.document, t.document.c.id == c.passage.c.document_id)
        .join(t.document_text, t.document_text.c.hash == t.document.c.text_hash)
    ).all()
    for row in rows:
        if left_out(row.text, row.whole) is None:
            yield Problem(
                "A shortened quote from “{title}” has other words than its passage: {words}",
                {"title": row.title, "words": row.text},
            )


def _summaries(connection: Connection) -> Iterator[Problem]:
    # A coding that was taken back keeps its place among the quotes, so that redo brings the quote back too.
    codings = set(connection.execute(select(c.coding.c.id)).scalars()) | _codings_of_the_log(connection)
    for table in c.CITING:
        for row in connection.execute(select(table.c.evidence, c.code.c.name).join(c.code)).all():
            missing = [coding_id for coding_id in row.evidence if coding_id not in codings]
            if missing:
                yield Problem(
                    "A theme summary of “{code}” quotes {count} codings that are gone.",
                    {"code": row.name, "count": len(missing)},
                )


def _codings_of_the_log(connection: Connection) -> set[str]:
    logged = connection.execute(select(t.log.c.changes)).scalars()
    return {change["id"] for changes in logged for change in changes if change["table"] == c.coding.name}


def _keys(connection: Connection) -> Iterator[Problem]:
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            pointed_at = key.column.table.alias()
            there = exists().where(pointed_at.c[key.column.name] == key.parent)
            lost = select(func.count()).select_from(table).where(key.parent.is_not(None), ~there)
            count = connection.execute(lost).scalar_one()
            if count:
                yield Problem(
                    "{count} rows of the table {table} point to something that is gone.",
                    {"count": count, "table": table.name},
                )


def _log(connection: Connection) -> Iterator[Problem]:
    count, lowest, highest = connection.execute(select(func.count(), func.min(t.log.c.id), func.max(t.log.c.id))).one()
    if count and (lowest != 1 or highest != count):
        yield Problem("The log has gaps: {count} entries up to number {highest}.", {"count": count, "highest": highest})
    latest: dict[tuple[str, str], Any] = {}
    for row in connection.execute(select(t.log.c.changes).order_by(t.log.c.id)):
        latest.update({(change["table"], change["id"]): change["after"] for change in row.changes})
    for (name, row_id), after in latest.items():
        stored = image(connection, metadata.tables[name], row_id)
        if not same_as_logged(stored, after) and not (stored is None and _is_cache(name, after)):
            yield Problem("The row {id} of the table {table} is not as the log left it.", {"id": row_id, "table": name})


def _is_cache(table: str, row: Any) -> bool:
    """Whether the log left a suggestion that nobody decided, as when a decision was undone: those come and go."""
    return row is not None and table == c.suggestion.name and row["status"] == "pending"
