"""Appendices after two standards for reporting qualitative research, as far as the study itself answers them.

Items and their order: COREQ (Tong, Sainsbury and Craig 2007, doi:10.1093/intqhc/mzm042) and SRQR (O'Brien and others
2014, doi:10.1097/ACM.0000000000000388), each in words of our own. What only the team can know is listed as theirs to
answer.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from corpus.language import Texts
from exports.report.blocks import Block, Heading, InlineQuotes, Quote, Table, plain
from exports.report.material import Material
from exports.report.plan import Part
from exports.report.standard_answers import COREQ, SRQR, Answer, Printed


def printed_in(blocks: Sequence[Block], parts: Collection[Part]) -> Printed:
    """Count what is printed; `parts` are those that hold anything."""
    single = sum(isinstance(block, Quote) for block in blocks)
    return Printed(single + sum(len(x.quotes) for x in blocks if isinstance(x, InlineQuotes)), frozenset(parts))


def coreq(material: Material, printed: Printed) -> Iterator[Block]:
    """The 32 items of COREQ."""
    _ = material.texts.gettext
    titles = (_("Appendix: reporting after COREQ"), _("Reporting after COREQ"))
    yield from _appendix(titles, _coreq_items(material.texts), COREQ, material, printed)


def srqr(material: Material, printed: Printed) -> Iterator[Block]:
    """The 21 items of SRQR."""
    _ = material.texts.gettext
    titles = (_("Appendix: reporting after SRQR"), _("Reporting after SRQR"))
    yield from _appendix(titles, _srqr_items(material.texts), SRQR, material, printed)


def _appendix(
    titles: tuple[str, str], items: Sequence[str], answers: Mapping[int, Answer], material: Material, printed: Printed
) -> Iterator[Block]:
    _ = material.texts.gettext
    title, name = titles
    yield Heading(1, title, numbered=False)
    said = {number: answer(material, printed) for number, answer in answers.items()}
    rows = [
        (str(number), item, said.get(number) or _("To be answered by the team"))
        for number, item in enumerate(items, start=1)
    ]
    answered = sum(bool(words) for words in said.values())
    yield plain(
        _("{answered} of {count} items are answered from the study.").format(answered=answered, count=len(rows))
    )
    yield Table(name, ("", _("Item"), _("Answer")), tuple(rows), (1, 6, 9))


def _coreq_items(texts: Texts) -> Sequence[str]:
    _ = texts.gettext
    return (
        _("Who interviewed"),
        _("Their education and titles"),
        _("Their occupation at the time"),
        _("Their gender"),
        _("Their experience and training"),
        _("Whether interviewers and informants knew each other before"),
        _("What informants knew of the interviewers"),
        _("What is told of the interviewers: assumptions, reasons, interests"),
        _("Method and theory behind the study"),
        _("How informants were selected"),
        _("How they were approached"),
        _("How many took part"),
        _("How many declined or left, and why"),
        _("Where interviews were held"),
        _("Who else was present"),
        _("What marks the informants"),
        _("Interview guide: questions, and whether it was tried out"),
        _("Repeated interviews"),
        _("Sound or video recording"),
        _("Field notes"),
        _("How long interviews lasted"),
        _("Saturation"),
        _("Whether transcripts went back to informants"),
        _("How many coded"),
        _("The coding tree"),
        _("Whether themes were set beforehand or came from the data"),
        _("Software"),
        _("Whether informants commented on the findings"),
        _("Quotes, each with who says it"),
        _("Whether data and findings agree"),
        _("Whether main themes are clear"),
        _("Minor themes and deviating cases"),
    )


def _srqr_items(texts: Texts) -> Sequence[str]:
    _ = texts.gettext
    return (
        _("Title"),
        _("Abstract"),
        _("The problem and why it matters"),
        _("Purpose or question"),
        _("Approach and paradigm"),
        _("Researchers: who they are and how that may have mattered"),
        _("Context"),
        _("How informants were selected, and when that ended"),
        _("Ethics: approval, consent, protection of data"),
        _("How data were collected"),
        _("Instruments: guides, recorders, and how they changed"),
        _("Units: how many, and what marks them"),
        _("How data were processed: transcribing, securing, pseudonymising"),
        _("How data were analysed, and by whom"),
        _("What was done for trustworthiness"),
        _("Findings and their interpretation"),
        _("Evidence: quotes, notes, pictures"),
        _("How findings relate to earlier work and to theory"),
        _("Limits"),
        _("Conflicts of interest"),
        _("Funding"),
    )
