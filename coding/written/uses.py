"""Every place where what was said is used: quoted in a text, linked to a sentence or a cell, chosen to be printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from sqlalchemy import select

from coding import tables as c
from coding.codings import Passage
from coding.evidence import Evidence
from coding.framework_cells import Cells
from coding.summaries import Summary
from coding.written.links import Link, linked_sentence
from coding.written.provenance import found_quotes
from coding.written.quote_sources import QuoteSources
from coding.written.texts import NamedText, sentences_of
from corpus.study import Study
from corpus.study import tables as t
from corpus.study.history import tables_changed_since

WRITTEN: Final = (c.summary, c.framework_cell, c.report_text, c.sentence_link)
"""Tables that say what is used where."""

_NAMING: Final = (c.code, t.participant, t.case, t.group, t.document)


@dataclass(frozen=True)
class Use:
    """One place where a passage is used: quoted in a text, linked to a sentence, or chosen as a quote to print."""

    how: Literal["quoted", "linked", "chosen"]
    place: str
    text_key: str
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class UsedPlaces:
    """What is used: stretches by document, in code points of it and in the order of the texts, and codings by id."""

    stretches: Mapping[str, Sequence[tuple[int, int, Use]]] = field(default_factory=dict)
    codings: Mapping[str, Sequence[Use]] = field(default_factory=dict)

    def of(self, passage: Passage, coding_ids: Iterable[str]) -> tuple[Use, ...]:
        """Every use of words of a passage, and of these codings on it; each once."""
        document_id, start, end = passage
        found: dict[Use, None] = {}
        for begins, ends, use in self.stretches.get(document_id, ()):
            if start < ends and begins < end:
                found[use] = None
        for coding_id in coding_ids:
            found.update(dict.fromkeys(self.codings.get(coding_id, ())))
        return tuple(found)


def used_places(
    texts: Iterable[NamedText],
    summaries: Mapping[tuple[str, str], Summary],
    sources: QuoteSources,
    links: Sequence[Link],
    evidence: Evidence,
    *,
    cells: Cells | None = None,
) -> UsedPlaces:
    """What these texts, summaries and cells use. `evidence` names codes and groups; codings are not looked at.

    `cells` are those of the framework matrix, whose words rest on the passages that were ticked.
    """
    known = list(texts)
    linked: dict[str, list[Link]] = {}
    for link in links:
        linked.setdefault(link.text_key, []).append(link)
    stretches: dict[str, dict[tuple[int, int, Use], None]] = {}
    codings: dict[str, dict[Use, None]] = {}
    for text in known:
        for document_id, start, end, use in _uses(text, sources, linked.get(text.key, ())):
            stretches.setdefault(document_id, {})[start, end, use] = None
    place = {(text.code_id, text.group_id): text.place for text in reversed(known) if not text.row_key}
    for summary in summaries.values():
        where = place.get((summary.code_id, summary.group_id)) or _cell(summary, evidence)
        use = Use("chosen", where, f"summary:{summary.code_id}:{summary.group_id}", "", 0, 0)
        for coding_id in summary.evidence:
            codings.setdefault(coding_id, {})[use] = None
    for text in known:
        cell = (cells or {}).get((text.code_id or "", text.row_key))
        for coding_id in cell.evidence if cell is not None else ():
            codings.setdefault(coding_id, {})[Use("linked", text.place, text.key, "", 0, 0)] = None
    return UsedPlaces(
        {document_id: tuple(found) for document_id, found in stretches.items()},
        {coding_id: tuple(found) for coding_id, found in codings.items()},
    )


def uses_of_passages(used: UsedPlaces, evidence: Evidence) -> Mapping[Passage, tuple[Use, ...]]:
    """By coded passage, every place that uses it or words of it, in the order of the texts; unused ones left out."""
    found = {
        passage: used.of(passage, [each.coding.id for each in excerpts])
        for passage, excerpts in evidence.by_passage.items()
    }
    return {passage: uses for passage, uses in found.items() if uses}


def anything_written(study: Study) -> bool:
    """Whether a study has anything in which something could be used."""
    with study.read() as connection:
        return any(connection.execute(select(table.c.id).limit(1)).first() is not None for table in WRITTEN)


def written_since(study: Study, revision: int) -> bool:
    """Whether, after a revision, anybody changed what is written, or what its places are called by."""
    names = {table.name for table in (*WRITTEN, *_NAMING)}
    return not names.isdisjoint(tables_changed_since(study, revision))


def _uses(text: NamedText, sources: QuoteSources, links: Sequence[Link]) -> Iterator[tuple[str, int, int, Use]]:
    for quote in found_quotes(text.text, sources):
        words = quote.quoted
        for start, end in quote.location.spans if quote.location.source else ():
            use = Use("quoted", text.place, text.key, words.words, words.start, words.end)
            yield str(quote.location.source), start, end, use
    sentences = sentences_of(text.text) if links else ()
    for link in links:
        sentence = linked_sentence(link, sentences)
        if sentence is not None:
            use = Use("linked", text.place, text.key, sentence.words, sentence.start, sentence.end)
            yield link.document_id, link.start, link.end, use


def _cell(summary: Summary, evidence: Evidence) -> str:
    group = next((group.name for group in evidence.groups if group.id == summary.group_id), "")
    return f"{evidence.codebook.path_text(summary.code_id)}, {group}"
