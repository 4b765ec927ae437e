"""The same words printed twice are caught: shortened, changed, attributed otherwise, or under two themes."""

import pytest

from coding.evidence import load_evidence
from coding.summaries import Summary, list_summaries, save_summary
from coding.written import NamedText, QuoteSources, printed_quotes, repeated_quotes
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.studies import ANNA, CHAIR, group_id

SAID = "Vi har ikke tid til at stå ved siden af hele dagen, så enkelt er det"


def texts(*written: tuple[str, str]) -> tuple[NamedText, ...]:
    return tuple(NamedText(f"text-{at}", f"Sted {at}", text, code) for at, (text, code) in enumerate(written))


@pytest.mark.parametrize(
    ("one", "other", "differences"),
    [
        (f"»{SAID}.«", "»Vi har ikke tid til at stå ved siden af«", ("shortened",)),
        (f"»{SAID}.«", "»Vi har ikke tid [...] så enkelt er det«", ("shortened",)),
        (f"»{SAID}.«", f"»{SAID.replace('stå', 'være')}.«", ("worded differently",)),
        (f"»{SAID}.« (Leder 2)", f"»{SAID}.« (Leder, køkken)", ("attributed differently",)),
        (f"Leder 1: “{SAID}”", f"Leder 2: “{SAID}”", ("attributed differently",)),
        (f"»{SAID}«", f"»{SAID}«", ()),
    ],
)
def test_two_printings_of_the_same_words_are_held_together(
    sources: QuoteSources, one: str, other: str, differences: tuple[str, ...]
) -> None:
    (found,) = repeated_quotes(printed_quotes(texts((one, "a"), (other, "a")), sources))
    assert len(found.printed) == 2
    assert found.differences == differences


def test_the_same_words_under_two_themes_are_told(sources: QuoteSources) -> None:
    (found,) = repeated_quotes(printed_quotes(texts((f"»{SAID}«", "a"), (f"»{SAID}«", "b")), sources))
    assert found.differences == ("several themes",)


def test_words_that_stand_nowhere_are_held_together_where_they_are_nearly_the_same(sources: QuoteSources) -> None:
    invented = "»De er kommet for at blive her hos os altid«", "»De er kommet for at blive hos os altid«"
    (found,) = repeated_quotes(printed_quotes(texts((invented[0], "a"), (invented[1], "a")), sources))
    assert "worded differently" in found.differences


def test_different_words_and_a_quote_printed_once_are_no_repetition(sources: QuoteSources) -> None:
    printed = printed_quotes(texts((f"»{SAID}«", "a"), (f"»{CHAIR}«", "b")), sources)
    assert len(printed) == 2
    assert repeated_quotes(printed) == ()


def test_a_chosen_passage_that_the_text_quotes_too_is_printed_twice(study: Study, sources: QuoteSources) -> None:
    evidence = load_evidence(study)
    chair = next(each for each in evidence.excerpts if each.quote == CHAIR)
    citizen = group_id(study, "citizen")
    chosen = Summary("code-fellowship", citizen, evidence=(chair.coding.id,))
    save_summary(study, ensure_coder(study, ANNA).id, chosen, evidence)
    text = NamedText("t", "Mening", "»Der står en stol til mig«", "code-meaning")
    (found,) = repeated_quotes(printed_quotes([text], sources, evidence, list_summaries(study)))
    assert [each.place for each in found.printed] == ["Mening", "Mening > Fællesskab, Borgere"]
    assert found.differences == ("shortened", "several themes")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [(f"»{SAID}« (Leder 1)", True), (f"»{SAID}« (Leder 2, køkken)", False), (f"»{SAID}« (en leder)", False)],
)
def test_an_attribution_to_somebody_who_did_not_say_it_is_seen(sources: QuoteSources, text: str, wrong: bool) -> None:
    (printed,) = printed_quotes(texts((text, "a")), sources)
    assert printed.said_by == ("Leder 2",)
    assert printed.misattributed is wrong
