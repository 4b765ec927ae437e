"""From a sentence to the passages it rests on: its quotes, and what is linked to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from codebooks.values import Codebook
from coding.codings import Passage
from coding.evidence import Evidence
from coding.quote_location import Location, Quoted, quotes_in
from coding.written.links import Link, linked_sentence
from coding.written.quote_sources import QuoteSources
from coding.written.texts import NamedText, Sentence, sentences_of

FEWEST_WORDS = 3
"""Fewer words in quotation marks are a term, a code's name or a word held at a distance, and no quote."""


@dataclass(frozen=True)
class FoundQuote:
    """Words in quotation marks with where they stand. `quoted` is in code points of the text.

    `speakers` are the public labels of the informants whose words they are; `others` are everybody else speaking in
    that stretch, so that an interviewer's question printed as an informant's words is seen.
    """

    quoted: Quoted
    location: Location
    document: str = ""
    speakers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class LinkedPassage:
    """A linked stretch with its words and speakers; `coded` says whether it still overlaps a coding of the text's cell.

    Where the text is about no one cell, any coding will do.
    """

    link: Link
    document: str
    words: str
    speakers: tuple[str, ...]
    coded: bool


@dataclass(frozen=True)
class Grounds:
    """What one sentence rests on: its verbatim quotes and the passages linked to it."""

    sentence: Sentence
    quotes: tuple[FoundQuote, ...]
    passages: tuple[LinkedPassage, ...]

    @property
    def none(self) -> bool:
        """Whether nothing leads from the sentence to anything said."""
        return not self.passages and all(quote.location.source is None for quote in self.quotes)


def found_quote(quoted: Quoted, sources: QuoteSources) -> FoundQuote:
    """Where words in quotation marks stand, and who says them."""
    location = sources.find(quoted.words)
    if location.source is None:
        return FoundQuote(quoted, location)
    labels: dict[str, None] = {}
    everybody: dict[str, None] = {}
    for start, end in location.spans:
        labels.update(dict.fromkeys(sources.speakers(location.source, start, end)))
        everybody.update(dict.fromkeys(sources.speakers(location.source, start, end, informants=False)))
    others = tuple(name for name in everybody if name not in labels)
    return FoundQuote(quoted, location, sources.documents[location.source].title, tuple(labels), others)


def terms_of(codebook: Codebook) -> frozenset[str]:
    """What codes are called: in quotation marks that is a name, and nobody's words."""
    names = {name for code in codebook.codes for name in (code.name, codebook.path_text(code.id))}
    return frozenset(name.casefold() for name in names)


def found_quotes(text: str, sources: QuoteSources, terms: Collection[str] = frozenset()) -> tuple[FoundQuote, ...]:
    """Every quote of a text with where it stands; one or two words that stand nowhere are no quote.

    Neither are `terms`, see `terms_of`.
    """
    found = (
        found_quote(quoted, sources)
        for quoted in quotes_in(text)
        if quoted.words.strip(" .,;:").casefold() not in terms
    )
    return tuple(
        each for each in found if each.location.source is not None or len(each.quoted.words.split()) >= FEWEST_WORDS
    )


def grounds_of(
    text: NamedText, sources: QuoteSources, links: Sequence[Link], evidence: Evidence
) -> tuple[Grounds, ...]:
    """Each sentence of a text with what it rests on, in order."""
    sentences = sentences_of(text.text)
    quotes = found_quotes(text.text, sources, terms_of(evidence.codebook))
    by_sentence: dict[Sentence, list[LinkedPassage]] = {}
    own = [link for link in links if link.text_key == text.key and link.document_id in sources.documents]
    coded = _coded(text, evidence, {link.document_id for link in own})
    for link in own:
        sentence = linked_sentence(link, sentences)
        if sentence is not None:
            by_sentence.setdefault(sentence, []).append(_linked(link, sources, coded.get(link.document_id, ())))
    return tuple(
        Grounds(
            sentence,
            tuple(each for each in quotes if sentence.start <= each.quoted.start < sentence.end),
            tuple(by_sentence.get(sentence, ())),
        )
        for sentence in sentences
    )


def _coded(text: NamedText, evidence: Evidence, documents: Collection[str]) -> Mapping[str, list[Passage]]:
    """By document, the passages that the cell of a text counts; every coded one where it is about no one cell."""
    found: dict[str, list[Passage]] = {}
    if documents:
        both = text.code_id is not None and text.group_id is not None
        cell = (text.code_id or "", text.group_id)
        for excerpt in evidence.by_cell.get(cell, ()) if both else evidence.excerpts:
            if excerpt.coding.document_id in documents:
                found.setdefault(excerpt.coding.document_id, []).append(excerpt.passage)
    return found


def _linked(link: Link, sources: QuoteSources, coded: Sequence[Passage]) -> LinkedPassage:
    return LinkedPassage(
        link,
        sources.documents[link.document_id].title,
        sources.words(link.document_id, link.start, link.end),
        sources.speakers(link.document_id, link.start, link.end),
        any(start < link.end and link.start < end for _document, start, end in coded),
    )
