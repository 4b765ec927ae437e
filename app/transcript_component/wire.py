"""Messages to the browser as bytes: the transcript once, then only what changed.

Bytes, because Streamlit would escape every Danish letter of a dict and serialise it twice.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from app.transcript_component.shown import (
    CodingView,
    ShownCode,
    ShownCoding,
    ShownReading,
    ShownSuggestion,
    ShownTranscript,
    ShownUse,
)

VERSION = 1


@dataclass(frozen=True)
class Snapshot:
    """What a browser that has `stamp` knows: the part of a message that later messages are changes of."""

    stamp: str
    codes: tuple[ShownCode, ...]
    labels: Mapping[str, str]
    codings: Mapping[str, ShownCoding]
    suggestions: Mapping[str, ShownSuggestion]
    uses: Mapping[str, ShownUse]


@dataclass(frozen=True)
class Answers:
    """What became of the operations the browser sent: stored, refused with a reason, or (trouble) not yet tried."""

    acknowledged: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    trouble: str | None = None


@dataclass(frozen=True)
class ReadingNews:
    """The last parcel of reading notes that was kept, and for a browser that knows nothing what is read."""

    kept: str | None = None
    whole: ShownReading | None = None


def compact(value: Any) -> bytes:
    """JSON without spaces and without escaped letters, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def new_run() -> str:
    """A name for one run of the script, which makes its messages differ from those before.

    Streamlit does not tell a component of data that is as before, and the browser parts wait for answers: that nothing
    is new yet, or that the connection is back, must be told too.
    """
    return secrets.token_hex(4)


def source_message(transcript: ShownTranscript) -> bytes:
    """The message that carries a document's text."""
    identity = {"id": transcript.id, "hash": transcript.hash, "title": transcript.title, "note": transcript.note}
    turns = [asdict(turn) for turn in transcript.turns]
    return compact({"v": VERSION, "document": identity, "text": transcript.text, "turns": turns})


def snapshot_of(view: CodingView, labels: Mapping[str, str]) -> Snapshot:
    """The snapshot of a view. Its stamp is a fingerprint of the content, so a restarted server makes the same one."""
    rest = repr((view.codes, sorted(labels.items()), view.suggestions, view.uses))
    content = "\n".join([rest, *(coding.content for coding in view.codings)])
    stamp = hashlib.blake2b(content.encode(), digest_size=9).hexdigest()
    return Snapshot(
        stamp,
        view.codes,
        labels,
        {coding.id: coding for coding in view.codings},
        {suggestion.id: suggestion for suggestion in view.suggestions},
        {use.id: use for use in view.uses},
    )


def coder_message(
    view: CodingView,
    now: Snapshot,
    base: Snapshot | None,
    answers: Answers,
    height: int,
    *,
    retrieved: Mapping[str, Any] | None = None,
    alike: Mapping[str, Any] | None = None,
    reading: ReadingNews | None = None,
    run: str = "",
) -> bytes:
    """The message that takes a browser from `base` (None: from nothing) to `now`, with answers to its operations.

    `retrieved` and `alike` are what it asked for besides, if anything. `run` comes from `new_run`.
    """
    message: dict[str, Any] = {
        "v": VERSION,
        "run": run,
        "stamp": now.stamp,
        "base": base.stamp if base else None,
        "document": {"id": view.document, "hash": view.hash},
        "revision": view.revision,
        "me": {"id": view.coder, "name": view.coder_name},
        "height": height,
        "codings": _changes(now.codings, base.codings if base else {}),
        "suggestions": _changes(now.suggestions, base.suggestions if base else {}),
        "ack": list(answers.acknowledged),
        "nack": [{"cid": cid, "reason": reason} for cid, reason in answers.refused.items()],
        "trouble": answers.trouble,
        "goto": asdict(view.goto) if view.goto else None,
        "undo": _named(view.undo),
        "redo": _named(view.redo),
    }
    if view.refreshing:
        message["refreshing"] = True
    uses = _changes(now.uses, base.uses if base else {})
    if uses["set"] or uses["gone"]:
        message["uses"] = uses
    if base is None:
        message["study"] = view.study
    if retrieved is not None:
        message["retrieved"] = retrieved
    if alike is not None:
        message["alike"] = alike
    if reading is not None:
        message["read"] = reading.kept
        if base is None:
            message["reading"] = asdict(reading.whole) if reading.whole else None
    if base is None or base.codes != now.codes:
        message["codes"] = _dicts(now.codes)
    if base is None or base.labels != now.labels:
        message["labels"] = dict(now.labels)
    return compact(message)


def _changes(now: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    # one and the same object is by far the commonest, and comparing two takes long
    changed = [item for key, item in now.items() if (old := base.get(key)) is not item and old != item]
    return {"set": _dicts(changed), "gone": [key for key in base if key not in now]}


def _dicts(items: Iterable[Any]) -> Sequence[dict[str, Any]]:
    # Flat values only: `asdict` would copy deeply, which costs milliseconds at 2,000 codings.
    return [{each.name: getattr(item, each.name) for each in fields(item)} for item in items]


def _named(label: str | None) -> dict[str, str] | None:
    return None if label is None else {"label": label}
