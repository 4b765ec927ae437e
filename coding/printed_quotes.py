"""Quotes that a researcher shortened for print: the passage's own words, apart from marked cuts and insertions.

"[...]" marks a cut, and words in square brackets are the researcher's. A passage that nobody shortened is printed
whole; a coding with other bounds is another passage.
"""

from collections.abc import Mapping
from uuid import uuid4

from sqlalchemy import Connection, select

from coding import tables as c
from coding.codings import QUOTE_HEAD, Passage, now
from coding.quote_alignment import Change
from coding.quote_location import Source, locate_quote
from coding.summaries import SCOPE
from corpus.errors import Conflict, Refused
from corpus.study import Study


def list_printed_quotes(study: Study) -> Mapping[Passage, str]:
    """Every shortened quote by its passage, as it is printed."""
    query = select(c.passage, c.printed_quote.c.text).join(c.passage, c.passage.c.id == c.printed_quote.c.passage_id)
    with study.read() as connection:
        return {(row.document_id, row.start, row.end): row.text for row in connection.execute(query)}


def left_out(printed: str, quote: str) -> tuple[str, ...] | None:
    """What a passage says that a shortened quote does not, in order; None where the quote is not made of its words.

    Typography alone changes no words (see `coding.quote_location`).
    """
    found = locate_quote(printed, [Source("", quote)])
    if found.outcome not in ("verbatim", "cut"):
        return None
    edges = [0, *(edge for span in found.spans for edge in span), len(quote)]
    gaps = (quote[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))
    return tuple(gap for gap in gaps if any(sign.isalnum() for sign in gap))


def turned_by(printed: str, quote: str) -> tuple[Change, ...]:
    """The marks of a shortened quote that change what the passage says, with both wordings; see `locate_quote`."""
    return locate_quote(printed, [Source("", quote)]).turned


def print_quote_as(study: Study, coder_id: str, passage: Passage, quote: str, printed: str) -> None:
    """Keep how a passage is printed; empty, or the passage's own text, prints it whole again.

    Raises Refused where the words are not the passage's own apart from marked cuts and insertions, and Conflict where
    the passage is gone.
    """
    printed = printed.strip()
    whole = not printed or printed.split() == quote.split()
    if not whole and left_out(printed, quote) is None:
        raise Refused(
            "These are not the words of the passage. Mark what you leave out with [...], put what you add in [square "
            "brackets], and leave every other word as it was said."
        )
    with study.act(coder_id, "quote.whole" if whole else "quote.shorten", scope=SCOPE) as act:
        act.details["quote"] = quote[:QUOTE_HEAD]
        passage_id = _passage_id(act.connection, passage)
        row = act.connection.execute(
            select(c.printed_quote.c.id).where(c.printed_quote.c.passage_id == passage_id)
        ).scalar_one_or_none()
        values = {"text": printed, "coder_id": coder_id, "changed": now()}
        if whole and row is not None:
            act.delete(c.printed_quote, row)
        elif not whole and row is None:
            act.insert(c.printed_quote, [{"id": str(uuid4()), "passage_id": passage_id, **values}])
        elif not whole and row is not None:
            act.update(c.printed_quote, row, values)


def _passage_id(connection: Connection, passage: Passage) -> str:
    document_id, start, end = passage
    found: str | None = connection.execute(
        select(c.passage.c.id).where(
            c.passage.c.document_id == document_id, c.passage.c.start == start, c.passage.c.end == end
        )
    ).scalar_one_or_none()
    if found is None:
        raise Conflict("This is no longer there: somebody removed it meanwhile. Reload the page.")
    return found
