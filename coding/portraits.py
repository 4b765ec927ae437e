"""Each interview as a line from its first word to its last, with what is coded where."""

from dataclasses import dataclass

from sqlalchemy import func, select

from coding.evidence import Evidence
from corpus.documents import list_documents
from corpus.study import Study
from corpus.study import tables as t


@dataclass(frozen=True)
class Stretch:
    """What is coded with a top code, or one below it: from and to as shares of the interview, 0 to 1."""

    code_id: str
    start: float
    end: float


@dataclass(frozen=True)
class Portrait:
    """One interview with its coded stretches; `groups` are the names of its informants' groups."""

    document_id: str
    title: str
    groups: tuple[str, ...]
    stretches: tuple[Stretch, ...]


def portraits(study: Study, evidence: Evidence) -> tuple[Portrait, ...]:
    """A portrait of every interview, in the study's order of groups and then of interviews."""
    query = select(t.document.c.id, func.length(t.document_text.c.text)).join(
        t.document_text, t.document_text.c.hash == t.document.c.text_hash
    )
    with study.read() as connection:
        lengths = {row[0]: row[1] for row in connection.execute(query)}
    tops = {code.id: evidence.codebook.top(code.id).id for code in evidence.codebook.codes}
    stretches: dict[str, dict[Stretch, None]] = {}
    for excerpt in evidence.excerpts:
        coding = excerpt.coding
        whole = lengths[coding.document_id]
        stretch = Stretch(tops[coding.code_id], coding.start / whole, coding.end / whole)
        stretches.setdefault(coding.document_id, {})[stretch] = None
    names = [group.name for group in evidence.groups]
    heads = sorted(list_documents(study), key=lambda head: [names.index(name) for name in head.groups])
    return tuple(Portrait(head.id, head.title, head.groups, tuple(stretches.get(head.id, ()))) for head in heads)
