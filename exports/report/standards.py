"""Appendices after two standards for reporting qualitative research, as far as the study itself answers them.

Items and their order: COREQ (Tong, Sainsbury and Craig 2007, doi:10.1093/intqhc/mzm042) and SRQR (O'Brien and others
2014, doi:10.1097/ACM.0000000000000388), each in words of our own. What only the team can know is listed as theirs to
answer.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coding.saturation import saturation
from corpus.language import Texts
from exports.report.blocks import Block, Heading, InlineQuotes, Quote, Table, plain
from exports.report.limits import limits_of
from exports.report.material import Material
from exports.report.method import coding_words
from exports.theme_summaries import group_name
from exports.words import join

Answer = Callable[[Material, "Printed"], str]


@dataclass(frozen=True)
class Printed:
    """What the other parts of the report hold: how many quotes, and whether there is a summary in front."""

    quotes: int
    has_summary: bool


def printed_in(blocks: Sequence[Block], *, has_summary: bool) -> Printed:
    """Count what is printed."""
    single = sum(isinstance(block, Quote) for block in blocks)
    return Printed(single + sum(len(x.quotes) for x in blocks if isinstance(x, InlineQuotes)), has_summary)


def coreq(material: Material, printed: Printed) -> Iterator[Block]:
    """The 32 items of COREQ."""
    _ = material.texts.gettext
    titles = (_("Appendix: reporting after COREQ"), _("Reporting after COREQ"))
    yield from _appendix(titles, _coreq_items(material.texts), _COREQ, material, printed)


def srqr(material: Material, printed: Printed) -> Iterator[Block]:
    """The 21 items of SRQR."""
    _ = material.texts.gettext
    titles = (_("Appendix: reporting after SRQR"), _("Reporting after SRQR"))
    yield from _appendix(titles, _srqr_items(material.texts), _SRQR, material, printed)


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


def _sample(material: Material, _printed: Printed) -> str:
    texts, overview = material.texts, material.overview
    if not overview.total.persons:
        return ""
    groups = [f"{group_name(row.group, texts)} {row.persons}" for row in overview.rows]
    total = texts.ngettext("{count} person", "{count} persons", overview.total.persons)
    interviews = texts.ngettext("{count} interview", "{count} interviews", overview.total.interviews)
    return texts.gettext("{persons} in {interviews}: {groups}.").format(
        persons=total.format(count=overview.total.persons),
        interviews=interviews.format(count=overview.total.interviews),
        groups=", ".join(groups),
    )


def _others_present(material: Material, _printed: Printed) -> str:
    count = material.overview.interpreted
    sentence = material.texts.ngettext(
        "An interpreter took part in {count} interview.", "An interpreter took part in {count} interviews.", count
    )
    return sentence.format(count=count) if count else ""


def _known_of_people(material: Material, _printed: Printed) -> str:
    names = dict.fromkeys(name for person in material.evidence.asked for name in person.attributes)
    if not names:
        return ""
    words = material.texts.gettext("Known of informants: {attributes}. Numbers by group and case stand under Method.")
    return words.format(attributes=join(list(names), material.language))


def _repeated(material: Material, _printed: Printed) -> str:
    if not material.evidence.asked:
        return ""
    again = sum(len(documents) > 1 for documents in material.evidence.interviews.values())
    sentence = material.texts.ngettext(
        "{count} informant speaks in more than one interview.",
        "{count} informants speak in more than one interview.",
        again,
    )
    return sentence.format(count=again)


def _notes(material: Material, _printed: Printed) -> str:
    count = material.overview.kinds.get("notes", 0)
    sentence = material.texts.ngettext("{count} set of notes", "{count} sets of notes", count)
    return sentence.format(count=count) if count else ""


def _saturation(material: Material, _printed: Printed) -> str:
    steps = saturation(material.evidence, material.heads)
    if not steps:
        return ""
    last = max((step.place for step in steps if step.new), default=0)
    words = material.texts.gettext("Of {count} coded interviews, the last one with a new code was number {last}.")
    return words.format(count=len(steps), last=last)


def _coders(material: Material, _printed: Printed) -> str:
    by_coder = Counter(excerpt.coding.coder for excerpt in material.evidence.excerpts)
    words = material.texts.ngettext("{count} coder", "{count} coders", len(by_coder))
    return f"{words.format(count=len(by_coder))}." if by_coder else ""


def _coding_tree(material: Material, _printed: Printed) -> str:
    codes = [code for code in material.evidence.codebook.codes if not code.retired]
    if not codes:
        return ""
    tops = sum(code.parent is None for code in codes)
    words = material.texts.gettext("{count} codes, {tops} of them top codes; each has its definition in the codebook.")
    return words.format(count=len(codes), tops=tops)


def _derivation(material: Material, _printed: Printed) -> str:
    codes = [code for code in material.evidence.codebook.codes if not code.retired]
    if not codes:
        return ""
    own = sum(code.origin == "inductive" for code in codes)
    words = material.texts.gettext("{deductive} codes were there before coding, {inductive} came from the interviews.")
    return words.format(deductive=len(codes) - own, inductive=own)


def _quotes(material: Material, printed: Printed) -> str:
    if not printed.quotes:
        return ""
    sentence = material.texts.ngettext(
        "{count} quote is printed, with the label of who says it.",
        "{count} quotes are printed, each with the label of who says it.",
        printed.quotes,
    )
    return sentence.format(count=printed.quotes)


def _minor_themes(material: Material, _printed: Printed) -> str:
    written = [summary for summary in material.summaries.values() if not summary.empty]
    looked = sum(bool(summary.counter_voices.strip()) or summary.counter_looked_for for summary in written)
    if not written:
        return ""
    words = material.texts.gettext(
        "{looked} of {count} theme summaries have counter-voices, or say that they were looked for."
    )
    return words.format(looked=looked, count=len(written))


def _limits(material: Material, _printed: Printed) -> str:
    return " ".join([*material.about.scope.split(), *(limit.text for limit in limits_of(material))])


def _summary(material: Material, printed: Printed) -> str:
    return material.texts.gettext("See the executive summary.") if printed.has_summary else ""


def _pseudonyms(material: Material, _printed: Printed) -> str:
    words = material.texts.gettext(
        "Persons appear under labels. That pseudonymises; it does not make anybody anonymous."
    )
    return words if material.evidence.asked else ""


_COREQ: Mapping[int, Answer] = {
    12: _sample,
    15: _others_present,
    16: _known_of_people,
    18: _repeated,
    20: _notes,
    22: _saturation,
    24: _coders,
    25: _coding_tree,
    26: _derivation,
    27: lambda _material, _printed: "Citat",
    29: _quotes,
    32: _minor_themes,
}
_SRQR: Mapping[int, Answer] = {
    1: lambda material, _printed: material.about.title,
    2: _summary,
    12: _sample,
    13: _pseudonyms,
    14: lambda material, _printed: coding_words(material),
    17: _quotes,
    19: _limits,
}


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
