"""The codebook as a report's appendix, on wide pages."""

from collections.abc import Iterator

from codebooks.values import PATH_SEPARATOR
from exports.report.blocks import Block, Heading, Pages, Table
from exports.report.material import Material


def codebook_table(material: Material) -> Iterator[Block]:
    """Every code in use with its definition; nothing where there is none."""
    _ = material.texts.gettext
    book = material.evidence.codebook
    rows = tuple(
        (
            PATH_SEPARATOR.join(book.path(code.id)),
            code.definition,
            code.include,
            code.exclude,
            "\n".join(_("“{words}”").format(words=words) for words in code.examples),
        )
        for code in book.codes
        if not code.retired
    )
    if not rows:
        return
    header = (_("Code"), _("Definition"), _("Include"), _("Exclude"), _("Example"))
    yield Pages(wide=True)
    yield Heading(1, _("Appendix: the codebook"), numbered=False)
    yield Table(_("The codes in use"), header, rows, (4, 5.4, 4.7, 4.7, 5.9))
    yield Pages(wide=False)
