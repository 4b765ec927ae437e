"""Operations from the browser: each is answered once, however often and by whichever way it arrives.

The browser sends all it has no answer for as component state. Streamlit hands that over in a callback, or, after a
restart or a navigation, only in the body of the script; both lead here.
"""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from app.transcript_component.wire import Answers, Snapshot
from corpus.errors import Refused
from corpus.language import Texts

KEPT_SNAPSHOTS = 4


class Refusal(Protocol):
    """An operation that was refused, and why."""

    @property
    def cid(self) -> str: ...  # noqa: D102
    @property
    def msgid(self) -> str: ...  # noqa: D102
    @property
    def values(self) -> Mapping[str, object]: ...  # noqa: D102


class Answer(Protocol):
    """What became of some operations; `coding.operations.Answer` is one."""

    @property
    def acknowledged(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def refused(self) -> Sequence[Refusal]: ...  # noqa: D102


Apply = Callable[[Sequence[Mapping[str, Any]]], Answer]
"""Does operations in order, each durably; done again it must change nothing (it may be sent again)."""


class Inbox:
    """Answers and sent snapshots of one component, kept in the session."""

    def __init__(self, session: MutableMapping[str, Any], key: str) -> None:
        self._kept: dict[str, Any] = session.setdefault(
            f"{key}:inbox",
            {"answers": {}, "current": (), "trouble": None, "snapshots": {}, "reading": None, "failed": None},
        )
        # What the callback of this run has just tried in vain: to wait for a locked study once a run is enough.
        self._failed: tuple[str, ...] | None = self._kept["failed"]
        self._kept["failed"] = None

    def arrive(self, sent: object, apply: Apply, texts: Texts) -> bool:
        """As `take`, in a callback: what fails here is not tried again by the run of the page that follows."""
        self._failed = None
        done = self.take(sent, apply, texts)
        self._kept["failed"] = self._failed
        return done

    def take(self, sent: object, apply: Apply, texts: Texts) -> bool:
        """Do what is sent and not yet answered. Returns whether anything was done.

        `sent` comes from a browser, so anything may be in it; what is no operation is left out. Where the study
        refuses as a whole (locked, gone), nothing is answered: the browser keeps the operations and tries again.
        """
        operations = [each for each in sent if _is_operation(each)] if isinstance(sent, list | tuple) else []
        answers: dict[str, str | None] = self._kept["answers"]
        current = tuple(each["cid"] for each in operations)
        fresh = [each for each in operations if each["cid"] not in answers]
        if current:
            self._kept["current"] = current
            self._kept["answers"] = answers = {cid: answers[cid] for cid in current if cid in answers}
        if not fresh or current == self._failed:
            return False
        try:
            answer = apply(fresh)
        except Refused as refusal:
            self._failed = current
            self._kept["trouble"] = texts.gettext(refusal.msgid).format(**refusal.values)
            return False
        self._kept["trouble"] = None
        answers.update(dict.fromkeys(answer.acknowledged))
        for refused in answer.refused:
            answers[refused.cid] = texts.gettext(refused.msgid).format(**refused.values)
        return True

    def take_reading(self, sent: object, keep: Callable[[object], None]) -> None:
        """Keep a parcel of notes on what was read, once; where the study refuses, the browser sends it again."""
        if not isinstance(sent, Mapping) or not isinstance(sent.get("n"), str) or sent["n"] == self._kept["reading"]:
            return
        # Unlike with a coding nothing is said: nobody has done anything that could be missed, and it comes again.
        with suppress(Refused):
            keep(sent.get("of"))
            self._kept["reading"] = sent["n"]

    @property
    def reading(self) -> str | None:
        """The number of the parcel of notes that was kept last."""
        number: str | None = self._kept["reading"]
        return number

    def answers(self) -> Answers:
        """Answers to the operations that the browser sent last."""
        known = {cid: self._kept["answers"][cid] for cid in self._kept["current"] if cid in self._kept["answers"]}
        return Answers(
            tuple(cid for cid, reason in known.items() if reason is None),
            {cid: reason for cid, reason in known.items() if reason is not None},
            self._kept["trouble"],
        )

    def base(self, seen: object) -> Snapshot | None:
        """The snapshot that the browser says it has; None where it has none or this session does not know it."""
        found: Snapshot | None = self._kept["snapshots"].get(seen) if isinstance(seen, str) else None
        return found

    def remember(self, sent: Snapshot, base: Snapshot | None) -> None:
        """Keep a snapshot that is being sent, and the one it is based on; older ones go."""
        snapshots: dict[str, Snapshot] = self._kept["snapshots"]
        for each in (base, sent):
            if each is not None:
                snapshots.pop(each.stamp, None)
                snapshots[each.stamp] = each
        for stamp in list(snapshots)[:-KEPT_SNAPSHOTS]:
            del snapshots[stamp]


def _is_operation(value: object) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("cid"), str) and bool(value["cid"])
