"""What stands first in a report: the executive summary, and recommendations by those they are for."""

from collections.abc import Iterator

from exports.report.blocks import Block, Heading, Item, written
from exports.report.material import Material


def executive_summary(material: Material) -> Iterator[Block]:
    """The researcher's summary; nothing where none is written."""
    texts = material.written("executive")
    if texts:
        yield Heading(1, material.texts.gettext("Executive summary"))
    for text in texts:
        yield from written(text.text)


def recommendations(material: Material) -> Iterator[Block]:
    """A section for each addressee in the order of their first recommendation, a line for each recommendation."""
    texts = material.written("recommendation")
    if not texts:
        return
    yield Heading(1, material.texts.gettext("Recommendations"))
    for addressee in dict.fromkeys(text.title for text in texts):
        yield Heading(2, addressee)
        for text in texts:
            if text.title == addressee:
                first, *more = written(text.text)
                yield Item(first.spans)
                yield from more
