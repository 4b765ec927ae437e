"""What people wrote about the findings, held against what was said: where each sentence comes from, what changed
since, which quotes are printed twice, and which sentences cannot both be right.

Everything here takes named texts (`NamedText`), so that a theme summary and a part of a report are read alike.
"""

from coding.written.links import Link, NewLink, link_passages, list_links, unlink
from coding.written.provenance import FoundQuote, Grounds, LinkedPassage, grounds_of
from coding.written.quote_sources import QuoteSources, load_quote_sources
from coding.written.repeated import Printed, Repeated, printed_quotes, repeated_quotes
from coding.written.since import CodingChange, Since, changes_since
from coding.written.texts import (
    Level,
    NamedText,
    Sentence,
    sentences_of,
    summary_key,
    summary_texts,
)
from coding.written.uses import Use, UsedPlaces, used_places, uses_of_passages

__all__ = [
    "CodingChange",
    "FoundQuote",
    "Grounds",
    "Level",
    "Link",
    "LinkedPassage",
    "NamedText",
    "NewLink",
    "Printed",
    "QuoteSources",
    "Repeated",
    "Sentence",
    "Since",
    "Use",
    "UsedPlaces",
    "changes_since",
    "grounds_of",
    "link_passages",
    "list_links",
    "load_quote_sources",
    "printed_quotes",
    "repeated_quotes",
    "sentences_of",
    "summary_key",
    "summary_texts",
    "unlink",
    "used_places",
    "uses_of_passages",
]
