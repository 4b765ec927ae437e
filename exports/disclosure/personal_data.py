"""Leftover personal data in what would leave the house: numbers and addresses that belong to one person."""

import re
from collections.abc import Iterator

import phonenumbers
from stdnum.dk import cpr

from coding.evidence import Evidence
from coding.framework_cells import list_cells
from coding.indicator_links import list_indicator_links
from coding.report_texts import list_report_texts
from coding.summaries import list_summaries
from corpus.indicators import load_numbers
from corpus.participants import list_groups
from corpus.study import Study
from exports.disclosure.values import Finding, Kind, Place

# No separator but these is usual in a CPR number, and digits on either side make it part of something else.
_CPR = re.compile(r"(?<!\d)\d{6}[ ]?[-–]?[ ]?\d{4}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
AROUND = 20
"""Code points on either side that a decision on personal data rests on."""
_YEARS = re.compile(r"(?:19|20)\d\d\W{0,3}(?:19|20)\d\d")


def personal_data(study: Study, evidence: Evidence) -> Iterator[Finding]:
    """CPR numbers, Danish phone numbers and e-mail addresses in what exports would print.

    Ten digits without a hyphen are found as a CPR number where its date is a real one, and any eight digits that could
    be a Danish phone number are found, so some findings will be harmless. Numbers written as words are not found.
    """
    yield from _in_codings(evidence)
    yield from _in_summaries(study, evidence)
    yield from _in_framework(study, evidence)
    for written in list_report_texts(study):
        yield from _findings("report", written.title or written.kind, f"{written.title}\n{written.text}")
    yield from _in_numbers(study)
    yield from _in_names(evidence)


def find_personal_data(text: str) -> tuple[tuple[Kind, int, int], ...]:
    """What looks like personal data in a text: kind, start and end in code points, in the order of the text."""
    found: list[tuple[Kind, int, int]] = [
        ("cpr", match.start(), match.end()) for match in _CPR.finditer(text) if _is_cpr(match.group())
    ]
    found += [("email", match.start(), match.end()) for match in _EMAIL.finditer(text)]
    for phone in phonenumbers.PhoneNumberMatcher(text, "DK"):
        inside = any(start < phone.end and phone.start < end for _, start, end in found)
        if not inside and not _YEARS.fullmatch(phone.raw_string):
            found.append(("phone", phone.start, phone.end))
    return tuple(sorted(found, key=lambda finding: finding[1]))


def _in_codings(evidence: Evidence) -> Iterator[Finding]:
    for excerpt in evidence.excerpts:
        coding = excerpt.coding
        texts: tuple[tuple[Place, str], ...] = (("quote", excerpt.quote), ("memo", coding.memo))
        for place, text in texts:
            yield from _findings(place, excerpt.document, text, coding.document_id, coding.id)


def _in_summaries(study: Study, evidence: Evidence) -> Iterator[Finding]:
    groups = {group.id: group.name for group in list_groups(study)}
    for summary in list_summaries(study).values():
        where = f"{evidence.codebook.path_text(summary.code_id)}, {groups.get(summary.group_id, '')}"
        for text in (summary.dominant, summary.nuances, summary.counter_voices):
            yield from _findings("summary", where, text)


def _in_framework(study: Study, evidence: Evidence) -> Iterator[Finding]:
    for cell in list_cells(study).values():
        yield from _findings("framework", evidence.codebook.path_text(cell.code_id), cell.words)


def _in_numbers(study: Study) -> Iterator[Finding]:
    numbers = load_numbers(study)
    for indicator in numbers.indicators:
        for text in (indicator.name, indicator.low_label, indicator.high_label, indicator.source):
            yield from _findings("report", indicator.name, text)
    words = [one.written for one in numbers.measurements if one.value is None]
    for text in dict.fromkeys((*(one.rater for one in numbers.measurements), *words)):
        yield from _findings("table", text, text)
    for link in list_indicator_links(study):
        yield from _findings("report", numbers.indicator(link.indicator_id).name, link.note)


def _in_names(evidence: Evidence) -> Iterator[Finding]:
    for title in dict.fromkeys(excerpt.document for excerpt in evidence.excerpts):
        yield from _findings("document", title, title)
    for person in evidence.asked:
        for text in (person.label, *person.attributes.values()):
            yield from _findings("participant", person.label, text)
    for code in evidence.codebook.codes:
        for text in (code.name, code.definition, code.include, code.exclude, *code.examples):
            yield from _findings("codebook", evidence.codebook.path_text(code.id), text)


def _findings(
    place: Place, where: str, text: str, document_id: str | None = None, coding_id: str | None = None
) -> Iterator[Finding]:
    for kind, start, end in find_personal_data(text):
        around = text[max(0, start - AROUND) : end + AROUND]
        yield Finding(kind, place, where, start, end, text[start:end], document_id, coding_id, context=around)


def _is_cpr(words: str) -> bool:
    # Six digits, a hyphen and four more are meant as a CPR number even where the date was changed or misheard.
    return not words.replace(" ", "").isdecimal() or bool(cpr.is_valid(words))
