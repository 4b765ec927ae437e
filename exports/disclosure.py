"""Leftover personal data in what would leave the house, for a person to look at before it does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import phonenumbers
from stdnum.dk import cpr

from coding.evidence import Evidence, load_evidence
from coding.framework_cells import list_cells
from coding.summaries import list_summaries
from corpus.language import Texts
from corpus.participants import list_groups
from corpus.study import Study

Kind = Literal["cpr", "phone", "email"]
Place = Literal["quote", "memo", "summary", "framework", "document", "participant", "codebook"]

# No separator but these is usual in a CPR number, and digits on either side make it part of something else.
_CPR = re.compile(r"(?<!\d)\d{6}[ ]?[-–]?[ ]?\d{4}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_YEARS = re.compile(r"(?:19|20)\d\d\W{0,3}(?:19|20)\d\d")


@dataclass(frozen=True)
class Finding:
    """Words that look like personal data, and where they stand.

    `start` and `end` are code points into the text they were found in: the quote, the memo, the summary's text.
    `where` names the place to a person: a document's title, a participant's label, a code's path with a group. For
    quotes and memos `document_id` and `coding_id` lead to the coding, whose own start must be added to get to the
    place in the document.
    """

    kind: Kind
    place: Place
    where: str
    start: int
    end: int
    words: str
    document_id: str | None = None
    coding_id: str | None = None


def check_disclosure(study: Study) -> tuple[Finding, ...]:
    """CPR numbers, Danish phone numbers and e-mail addresses in what exports would print.

    Looked through are quotes, memos, theme summaries, the framework matrix, titles of interviews, participants' labels
    and attributes, and the codebook. Nothing is changed or hidden: the caller shows the findings and a person decides.

    It does not find names, addresses, workplaces or rare combinations by which somebody could be recognised, nor
    numbers written as words. Ten digits without a hyphen are found as a CPR number where its date is a real one, and
    any eight digits that could be a Danish phone number are found, so some findings will be harmless.
    """
    evidence = load_evidence(study)
    written = (*_in_summaries(study, evidence), *_in_framework(study, evidence))
    return tuple(dict.fromkeys((*_in_codings(evidence), *written, *_in_names(evidence))))


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
        yield Finding(kind, place, where, start, end, text[start:end], document_id, coding_id)


def _is_cpr(words: str) -> bool:
    # Six digits, a hyphen and four more are meant as a CPR number even where the date was changed or misheard.
    return not words.replace(" ", "").isdecimal() or bool(cpr.is_valid(words))


def finding_words(finding: Finding, texts: Texts) -> str:
    """A finding as one line for a person: what it looks like, the words, and where they stand."""
    _ = texts.gettext
    kinds: dict[Kind, str] = {
        "cpr": _("CPR number"),
        "phone": _("phone number"),
        "email": _("e-mail address"),
    }
    places: dict[Place, str] = {
        "quote": _("quote"),
        "memo": _("memo"),
        "summary": _("theme summary"),
        "framework": _("framework matrix"),
        "document": _("title of an interview"),
        "participant": _("participant"),
        "codebook": _("codebook"),
    }
    return _("Looks like a {kind}: “{words}” ({place}, {where})").format(
        kind=kinds[finding.kind], words=finding.words, place=places[finding.place], where=finding.where
    )
