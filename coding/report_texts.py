"""A report's free texts in the researcher's words: executive summary, recommendations, limits, guideposts, boxes.

Each is a row of its own that goes through the log, so it can be undone and its history read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args
from uuid import uuid4

from sqlalchemy import Connection, func, select

from coding import tables as c
from coding.codebook_store import present_code
from coding.codings import now
from coding.summaries import SCOPE
from coding.written.texts import NamedText
from corpus.errors import Conflict, Refused
from corpus.language import Texts
from corpus.study import Study

Kind = Literal["executive", "recommendation", "limit", "guidepost", "box"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True)
class ReportText:
    """One text. `title` is a recommendation's addressee or a box's heading, and empty otherwise.

    `code_id` is the top code whose chapter a guidepost or a box stands in. `codes` and `groups` are what a limit is
    about: top codes and groups by id; with both empty it is about the whole study. `changed` is when it was saved
    last; empty where it is not stored yet.
    """

    id: str
    kind: Kind
    text: str = ""
    title: str = ""
    code_id: str | None = None
    codes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    changed: str = ""


def new_report_text(kind: Kind, code_id: str | None = None) -> ReportText:
    """An empty text that is not stored yet."""
    return ReportText(str(uuid4()), kind, code_id=code_id)


def list_report_texts(study: Study) -> tuple[ReportText, ...]:
    """All stored texts, kind by kind, each in its order. Texts about a code that was merged follow it."""
    with study.read() as connection:
        rows = connection.execute(select(c.report_text).order_by(c.report_text.c.position, c.report_text.c.id)).all()
        named = {code_id for row in rows for code_id in (*row.codes, row.code_id) if code_id}
        present = {code_id: present_code(connection, code_id) for code_id in named}
    found = (
        ReportText(
            id=row.id,
            kind=row.kind,
            text=row.text,
            title=row.title,
            code_id=present.get(row.code_id),
            codes=tuple(dict.fromkeys(present[code_id] for code_id in row.codes)),
            groups=tuple(row.groups),
            changed=row.changed,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda text: KINDS.index(text.kind)))


def save_report_text(study: Study, coder_id: str, text: ReportText) -> ReportText:
    """Store a text and return it as stored; a new one goes last among its kind.

    `text.changed` must be that of the text as the coder read it. Raises Conflict where somebody has changed or removed
    it since, Refused where a recommendation has no addressee.
    """
    if text.kind == "recommendation" and text.text.strip() and not text.title.strip():
        raise Refused("Say whom the recommendation is for, such as “Management”.")
    values = {
        "kind": text.kind,
        "title": text.title.strip(),
        "text": text.text.strip(),
        "code_id": text.code_id,
        "codes": list(text.codes),
        "groups": list(text.groups),
        "coder_id": coder_id,
        "changed": now(),
    }
    with study.act(coder_id, "report.text", scope=SCOPE) as act:
        act.details.update(kind=text.kind, text=text.title or text.text)
        stored = _changed(act.connection, text.id)
        if stored is None and not text.changed:
            act.insert(c.report_text, [{"id": text.id, "position": _last(act.connection, text.kind) + 1, **values}])
        else:
            _refuse_other(stored, text)
            act.update(c.report_text, text.id, values)
    return next(each for each in list_report_texts(study) if each.id == text.id)


def remove_report_text(study: Study, coder_id: str, text: ReportText) -> None:
    """Take a text away. Raises Conflict where somebody has changed or removed it since `text` was read."""
    with study.act(coder_id, "report.text_remove", scope=SCOPE) as act:
        act.details.update(kind=text.kind, text=text.title or text.text)
        _refuse_other(_changed(act.connection, text.id), text)
        act.delete(c.report_text, text.id)


def order_report_texts(study: Study, coder_id: str, ids: Sequence[str]) -> None:
    """Put texts of one kind in this order. Raises Conflict where one of them is gone."""
    with study.act(coder_id, "report.text_order", scope=SCOPE) as act:
        for position, text_id in enumerate(ids):
            act.update(c.report_text, text_id, {"position": position})


def report_named_texts(stored: Sequence[ReportText], texts: Texts) -> tuple[NamedText, ...]:
    """The texts that are not empty, under keys and places, for the checks that theme summaries pass too."""
    _ = texts.gettext
    places: Mapping[Kind, str] = {
        "executive": _("Executive summary"),
        "recommendation": _("Recommendation to {title}"),
        "limit": _("Limit of the study"),
        "guidepost": _("Guideposts"),
        "box": _("Box “{title}”"),
    }
    return tuple(
        NamedText(
            key=f"report:{text.id}",
            place=places[text.kind].format(title=text.title),
            text=text.text,
            code_id=text.code_id,
            level="executive" if text.kind == "executive" else "section",
        )
        for text in stored
        if text.text
    )


def _changed(connection: Connection, text_id: str) -> str | None:
    return connection.execute(select(c.report_text.c.changed).where(c.report_text.c.id == text_id)).scalar_one_or_none()


def _last(connection: Connection, kind: str) -> int:
    last: Any = connection.execute(
        select(func.max(c.report_text.c.position)).where(c.report_text.c.kind == kind)
    ).scalar_one()
    return -1 if last is None else int(last)


def _refuse_other(stored: str | None, text: ReportText) -> None:
    if stored != text.changed:
        raise Conflict(
            "Somebody has changed this text since you read it. Copy your words, reload the page and put them in again."
        )
