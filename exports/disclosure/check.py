"""The check that every export passes: all that may tell who somebody is, or is no quote, in one list."""

from coding.evidence import Evidence, load_evidence
from coding.written import QuoteSources, load_quote_sources
from coding.written.everything import load_written
from corpus.language import ENGLISH, Texts
from corpus.study import Study
from exports.disclosure.names import names
from exports.disclosure.people import recognisable, small_cells
from exports.disclosure.personal_data import personal_data
from exports.disclosure.quotes import not_verbatim, one_sided, turned_quotes
from exports.disclosure.values import Finding, kind_words, place_words
from exports.report.attribution import attribution
from exports.report.plan_kept import load_plan


def check_disclosure(study: Study) -> tuple[Finding, ...]:
    """CPR numbers, Danish phone numbers and e-mail addresses in what exports would print.

    Looked through are quotes, memos, theme summaries, the framework matrix, titles of interviews, participants' labels
    and attributes, and the codebook. Nothing is changed or hidden: the caller shows the findings and a person decides.
    """
    return tuple(dict.fromkeys(personal_data(study, load_evidence(study))))


def check_everything(
    study: Study,
    texts: Texts = ENGLISH,
    *,
    evidence: Evidence | None = None,
    sources: QuoteSources | None = None,
) -> tuple[Finding, ...]:
    """As `check_disclosure`, and names, people who may be recognised, numbers about very few, words that are presented
    as a quote and are none, and quotes out of balance; in this order. `texts` names places in the user's language.

    It does not find workplaces, events and stories by which somebody could be recognised: that needs a reader.
    """
    evidence = evidence or load_evidence(study)
    sources = sources or load_quote_sources(study)
    written = load_written(study, evidence, texts)
    behind_quotes = attribution(evidence.asked, load_plan(study).schemes, texts).tells
    return tuple(
        dict.fromkeys(
            (
                *personal_data(study, evidence),
                *names(study, evidence),
                *recognisable(evidence),
                *recognisable(evidence, behind_quotes, "report"),
                *small_cells(evidence),
                *not_verbatim(written.texts, sources, evidence, written.summaries),
                *turned_quotes(study, evidence),
                # a matrix with a row for each person quotes one after another, as far as it is written
                *one_sided(written.report, sources, evidence, written.summaries),
            )
        )
    )


def finding_words(finding: Finding, texts: Texts) -> str:
    """A finding as one line for a person: what it looks like, the words, and where they stand."""
    return texts.gettext("{kind}: “{words}” ({place}, {where})").format(
        kind=kind_words(texts)[finding.kind],
        words=finding.words,
        place=place_words(texts)[finding.place],
        where=finding.where,
    )
