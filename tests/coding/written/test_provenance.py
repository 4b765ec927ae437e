"""Every sentence leads to the passages it rests on, and every passage to where it is used."""

from coding.evidence import load_evidence
from coding.summaries import Summary, list_summaries, save_summary
from coding.written import (
    NamedText,
    NewLink,
    QuoteSources,
    grounds_of,
    link_passages,
    list_links,
    summary_key,
    summary_texts,
    unlink,
    used_places,
    uses_of_passages,
)
from corpus.coders import ensure_coder
from corpus.language import ENGLISH
from corpus.study import Study
from tests.studies import ANNA, CHAIR, FELLOWSHIP, apply_words, document_id, group_id, operate

TEXT = (
    "Stolen er hans egen: »Der står en stol til mig ved frokostbordet« (Borger 2). "
    "En forstod kun »halvdelen af det hele der«. De kalder det »hygge«. Alle vil høre til."
)


def named(study: Study, text: str = TEXT) -> NamedText:
    citizen = group_id(study, "citizen")
    key = summary_key("code-fellowship", citizen, "dominant")
    return NamedText(key, "Fællesskab, Borgere: hovedopfattelse", text, "code-fellowship", citizen)


def test_a_sentence_leads_to_the_words_it_quotes_and_to_who_said_them(study: Study, sources: QuoteSources) -> None:
    chair, half, term, bare = grounds_of(named(study), sources, (), load_evidence(study))
    (quote,) = chair.quotes
    assert (quote.location.outcome, quote.document, quote.speakers) == ("verbatim", "Borger 2", ("Borger 2",))
    (start, end), source = quote.location.spans[0], str(quote.location.source)
    assert sources.words(source, start, end) == quote.quoted.words == TEXT[quote.quoted.start : quote.quoted.end]
    assert [each.location.outcome for each in half.quotes] == ["not found"]
    assert [each.none for each in (chair, half, term, bare)] == [False, True, True, True]
    assert not term.quotes
    assert not bare.quotes


def test_words_of_an_interpreter_are_told_from_an_informants(study: Study, sources: QuoteSources) -> None:
    text = named(study, "»Hun siger, at hun forstod halvdelen« (Borger 1).")
    (only,) = grounds_of(text, sources, (), load_evidence(study))
    assert (only.quotes[0].speakers, only.quotes[0].others) == ((), ("Tolk",))


def test_a_passage_linked_by_hand_stays_with_its_sentence_when_that_is_rewritten(
    study: Study, sources: QuoteSources
) -> None:
    anna = ensure_coder(study, ANNA)
    evidence = load_evidence(study)
    place = document_id(study, "Borger 2")
    begins = sources.documents[place].text.index(CHAIR)
    text = named(study)
    passage = NewLink(place, begins, begins + len(CHAIR))
    link_passages(study, anna.id, text.key, "Alle vil høre til.", [passage, passage])
    link_passages(study, anna.id, text.key, "Alle vil høre til.", [passage])
    (link,) = list_links(study)
    last = grounds_of(text, sources, [link], evidence)[-1]
    assert [(each.words, each.speakers, each.coded) for each in last.passages] == [(CHAIR, ("Borger 2",), True)]
    rewritten = named(study, "Alle borgere vil høre til.\nHelt andre ord her.")
    first, second = grounds_of(rewritten, sources, [link], evidence)
    assert (len(first.passages), len(second.passages)) == (1, 0)
    assert all(not each.passages for each in grounds_of(named(study, "Noget andet."), sources, [link], evidence))
    study.undo(anna.id, "summaries")
    assert list_links(study) == ()
    study.redo(anna.id, "summaries")
    unlink(study, anna.id, link.id)
    assert list_links(study) == ()


def test_a_linked_passage_says_when_nothing_is_coded_there_any_more(study: Study, sources: QuoteSources) -> None:
    anna = ensure_coder(study, ANNA)
    coded = apply_words(study, "Borger 2", "det bare slut", FELLOWSHIP)
    operate(study, anna, "Borger 2", [coded])
    text = named(study)
    place = document_id(study, "Borger 2")
    start = sources.documents[place].text.index("det bare slut")
    link_passages(study, anna.id, text.key, "Alle vil høre til.", [NewLink(place, start, start + 13)], origin="draft")

    def still() -> bool:
        return grounds_of(text, sources, list_links(study), load_evidence(study))[-1].passages[0].coded

    assert still()
    operate(study, anna, "Borger 2", [{"op": "remove", "cid": "remove-it-again", "coding": coded["coding"]}])
    assert not still()


def test_a_passage_leads_to_every_text_that_quotes_links_or_prints_it(study: Study, sources: QuoteSources) -> None:
    anna = ensure_coder(study, ANNA)
    evidence = load_evidence(study)
    chair = next(each for each in evidence.excerpts if each.quote == CHAIR)
    citizen = group_id(study, "citizen")
    written = Summary("code-fellowship", citizen, dominant=TEXT, evidence=(chair.coding.id,))
    save_summary(study, anna.id, written, evidence)
    summaries = list_summaries(study)
    texts = summary_texts(evidence, summaries, ENGLISH)
    passage = NewLink(*chair.passage)
    link_passages(study, anna.id, summary_key("code-fellowship", citizen, "dominant"), "Alle vil høre til.", [passage])
    used = used_places(texts, summaries, sources, list_links(study), load_evidence(study))
    uses = uses_of_passages(used, load_evidence(study))
    assert [(each.how, each.words) for each in uses[chair.passage]] == [
        ("quoted", "Der står en stol til mig ved frokostbordet"),
        ("linked", "Alle vil høre til."),
        ("chosen", ""),
    ]
    assert {each.place for each in uses[chair.passage]} == {"Mening > Fællesskab, Borgere: dominant view"}
    assert set(uses) == {chair.passage}


def test_what_a_draft_gave_is_taken_back_together_with_the_words(study: Study) -> None:
    from coding.written.links import add_links

    anna = ensure_coder(study, ANNA)
    evidence = load_evidence(study)
    citizen = group_id(study, "citizen")
    place = NewLink(document_id(study, "Borger 2"), 0, 5)
    save_summary(
        study,
        anna.id,
        Summary("code-meaning", citizen, dominant="Nyt."),
        evidence,
        with_it=lambda act: add_links(act, anna.id, "summary:x", "Nyt.", [place], origin="draft"),
    )
    assert [each.origin for each in list_links(study)] == ["draft"]
    study.undo(anna.id, "summaries")
    assert list_links(study) == ()
    assert ("code-meaning", citizen) not in list_summaries(study)
