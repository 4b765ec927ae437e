"""Quotes that are none: words nobody said in that way, an interviewer's, a note-taker's; and quotes out of balance."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from coding.evidence import Evidence
from coding.printed_quotes import list_printed_quotes, turned_by
from coding.summaries import Summary
from coding.written import NamedText, QuoteSources
from coding.written.provenance import found_quotes, terms_of
from corpus.study import Study
from exports.disclosure.values import Finding, Place

_FAR: Final = 3
"""Quoted so many times as often as the middle one of those with coded passages is out of balance."""
_FEWEST: Final = 4
"""Quotes of one person; fewer are never out of balance."""


def not_verbatim(
    texts: Sequence[NamedText],
    sources: QuoteSources,
    evidence: Evidence,
    summaries: Mapping[tuple[str, str], Summary],
) -> Iterator[Finding]:
    """Words in quotation marks that no informant said so, and passages of notes chosen to be printed as quotes."""
    terms = terms_of(evidence.codebook)
    for text in texts:
        for quote in found_quotes(text.text, sources, terms):
            location = quote.location
            wrong = location.outcome == "not found" or (location.outcome == "changed" and not location.only_signs)
            if wrong or location.turned or not quote.speakers:
                start, end = quote.quoted.start, quote.quoted.end
                changed = [each for each in (*location.changes, *location.turned) if not each.signs]
                changes = "; ".join(f"{each.quoted} / {each.said}" for each in changed)
                about = changes if location.source else ""
                words = quote.quoted.words
                place: Place = "framework" if text.row_key else "summary"
                yield Finding("not verbatim", place, text.place, start, end, words, about=about, context=text.key)
    of_coding = {each.coding.id: each for each in evidence.excerpts}
    for summary in summaries.values():
        for coding_id in summary.evidence:
            excerpt = of_coding.get(coding_id)
            if excerpt is not None and excerpt.kind in ("summary", "notes"):
                yield Finding(
                    "not verbatim",
                    "quote",
                    excerpt.document,
                    0,
                    len(excerpt.quote),
                    excerpt.quote,
                    excerpt.coding.document_id,
                    coding_id,
                )


def turned_quotes(study: Study, evidence: Evidence) -> Iterator[Finding]:
    """Passages that somebody shortened for print in such a way that a mark changes what was said."""
    for passage, printed in list_printed_quotes(study).items():
        excerpts = evidence.by_passage.get(passage, ())
        turned = turned_by(printed, excerpts[0].quote) if excerpts else ()
        if turned:
            about = "; ".join(f"{each.quoted} / {each.said}" for each in turned)
            where, coding_id = excerpts[0].document, excerpts[0].coding.id
            yield Finding("not verbatim", "quote", where, 0, len(printed), printed, passage[0], coding_id, about=about)


def one_sided(
    texts: Sequence[NamedText],
    sources: QuoteSources,
    evidence: Evidence,
    summaries: Mapping[tuple[str, str], Summary],
) -> Iterator[Finding]:
    """Whoever is quoted far more than the others of the group who have coded passages."""
    quoted = quotes_by_person(texts, sources, evidence, summaries)
    speaking = {voice.id for excerpt in evidence.excerpts for voice in excerpt.voices}
    for group in evidence.columns:
        people = [each for each in evidence.asked_in(group.id if group else None) if each.id in speaking]
        counts = sorted(quoted[person.label] for person in people)
        middle = counts[(len(counts) - 1) // 2] if counts else 0
        for person in people:
            own = quoted[person.label]
            if len(people) > 1 and own >= _FEWEST and own >= _FAR * max(middle, 1):
                said = f"{own} / {sum(counts)}"
                yield Finding("one-sided", "report", person.label, 0, 0, said, context=f"{person.label} {said}")


def quotes_by_person(
    texts: Sequence[NamedText],
    sources: QuoteSources,
    evidence: Evidence,
    summaries: Mapping[tuple[str, str], Summary],
) -> Counter[str]:
    """By public label, how many quotes stand in the texts or were chosen to be printed with them."""
    counts: Counter[str] = Counter()
    for text in texts:
        for quote in found_quotes(text.text, sources):
            counts.update(quote.speakers)
    of_coding = {each.coding.id: each for each in evidence.excerpts}
    for summary in summaries.values():
        for coding_id in summary.evidence:
            if coding_id in of_coding:
                counts.update(voice.label for voice in of_coding[coding_id].voices)
    return counts
