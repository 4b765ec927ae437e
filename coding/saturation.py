"""When codes were first met: new codes with each interview, in a group and over all (Guest, Bunce & Johnson 2006).

A curve that has been flat over the last interviews says that this codebook met nothing new there; it does not say that
there was nothing new to hear.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coding.evidence import Evidence
from corpus.documents import DocumentHead


@dataclass(frozen=True)
class Step:
    """One more interview: its place in the row (from 1), the codes first met in it, and how many are known by then."""

    place: int
    document_id: str
    title: str
    new: tuple[str, ...]
    known: int


def saturation(evidence: Evidence, documents: Sequence[DocumentHead], group_id: str | None = None) -> tuple[Step, ...]:
    """A step for each coded interview, by date and, where dates are missing or the same, in the study's order.

    With a group only its informants' words count, and only interviews with them. An interview without any coding has
    not been read yet and makes no step.
    """
    codes: dict[str, set[str]] = {}
    for excerpt in evidence.excerpts:
        if group_id is None or any(voice.group and voice.group.id == group_id for voice in excerpt.voices):
            codes.setdefault(excerpt.coding.document_id, set()).add(excerpt.coding.code_id)
    order = [code.id for code in evidence.codebook.codes]
    known: set[str] = set()
    steps: list[Step] = []
    for head in sorted((head for head in documents if head.id in codes), key=lambda head: head.date):
        new = codes[head.id] - known
        known |= new
        steps.append(Step(len(steps) + 1, head.id, head.title, tuple(sorted(new, key=order.index)), len(known)))
    return tuple(steps)
