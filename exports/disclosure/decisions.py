"""What a person decided about each finding: stored with who, when and why, and void when the finding changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

from sqlalchemy import select

from coding import tables as c
from coding.codings import now
from corpus.errors import Refused
from corpus.study import Study
from corpus.study import tables as t
from corpus.study.history import tables_changed_since
from exports.disclosure.values import Finding

SCOPE = "disclosure"
"""The undo stack of these decisions."""

How = Literal["accepted", "mended", "masked"]
"""`accepted`: it may leave, for a reason. `mended`: somebody changes the text or the label; it is open until the
finding is gone. `masked`: exports print bars in its place."""


@dataclass(frozen=True)
class Decision:
    """One decision with its record; `finding` is the key of what was decided on, and `words` what it was about."""

    finding: str
    kind: str
    where: str
    words: str
    how: How
    reason: str
    coder: str
    at: str


def decide(study: Study, coder_id: str, findings: Sequence[Finding], how: How, reason: str = "") -> None:
    """Store one decision on these findings as one act; an earlier one on the same finding is replaced.

    Raises Refused where something is accepted without a reason, or masked that has no words to mask.
    """
    reason = reason.strip()
    if how == "accepted" and not reason:
        raise Refused("Write why it may leave: the reason is kept with the decision.")
    if how == "masked" and any(not maskable(finding) for finding in findings):
        raise Refused("Only words, and what is told of a person, can be masked. Accept the others, or mend them.")
    with study.act(coder_id, "disclosure.decide", scope=SCOPE) as act:
        act.details.update(how=how, count=len(findings))
        for finding in findings:
            values = {
                "kind": finding.kind,
                "where": finding.where,
                "words": finding.words,
                "decision": how,
                "reason": reason,
                "coder_id": coder_id,
                "at": now(),
            }
            table = c.disclosure_decision
            stored = act.connection.execute(select(table.c.id).where(table.c.finding == finding.key)).scalar()
            if stored is None:
                act.insert(table, [{"id": str(uuid4()), "finding": finding.key, **values}])
            else:
                act.update(table, stored, values)


def only_decided_since(study: Study, revision: int) -> bool:
    """Whether nothing but decisions was made, changed or undone after a revision: what was found then is found now."""
    return tables_changed_since(study, revision) <= {c.disclosure_decision.name}


def maskable(finding: Finding) -> bool:
    """Whether exports can leave it out: words that stand somewhere, or a person's case and attributes."""
    return finding.kind in ("cpr", "phone", "email", "name", "recognisable")


def list_decisions(study: Study) -> Mapping[str, Decision]:
    """All decisions by the key of their finding, the latest first; those on what is no longer found too."""
    table = c.disclosure_decision
    query = (
        select(table, t.coder.c.name)
        .join(t.coder, t.coder.c.id == table.c.coder_id)
        .order_by(table.c.at.desc(), table.c.id)
    )
    with study.read() as connection:
        rows = connection.execute(query).all()
    return {
        row.finding: Decision(row.finding, row.kind, row.where, row.words, row.decision, row.reason, row.name, row.at)
        for row in rows
    }


def still_to_decide(findings: Iterable[Finding], decisions: Mapping[str, Decision]) -> tuple[Finding, ...]:
    """Findings without a decision that fits them; what was to be mended and is still found is among them."""
    return tuple(each for each in findings if (known := decisions.get(each.key)) is None or known.how == "mended")
