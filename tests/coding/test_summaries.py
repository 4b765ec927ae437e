"""Theme summaries: what the numbers say, quotes spread over informants, and a mark when codings changed since."""

import gettext
from collections import Counter
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.codings import Coding
from coding.evidence import Excerpt, load_evidence
from coding.matrix import Cell, cell_excerpts
from coding.operations import apply_operations
from coding.summaries import (
    Summary,
    chosen_quotes,
    count_sentence,
    is_out_of_date,
    list_summaries,
    pick_quotes,
    save_summary,
)
from corpus.coders import ensure_coder
from corpus.participants import Participant
from corpus.study import Study
from tests.studies import ANNA, CHAIR, LANGUAGE, TIME, apply_words, document_id, group_id


def excerpt(number: int, voices: tuple[str, ...], *, start: int, length: int = 100, starred: bool = False) -> Excerpt:
    coding = Coding(
        f"coding-{number:03}",
        "doc",
        start,
        start + length,
        "code",
        "coder",
        "Anna",
        "manual",
        "certain",
        starred,
        "",
        "",
    )
    people = tuple(Participant(name, name, None, None, {}) for name in voices)
    return Excerpt(coding, "Interview", "transcript", "ord " * 20, ("Kode",), people, (), False, 0)


@given(
    voices=st.lists(st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=2, unique=True), max_size=14),
    limit=st.integers(0, 10),
)
@settings(deadline=None)
def test_nobody_is_quoted_twice_before_everybody_has_been_once(voices: list[list[str]], limit: int) -> None:
    excerpts = [excerpt(i, tuple(names[:1]), start=i * 200) for i, names in enumerate(voices)]
    chosen = pick_quotes(excerpts, limit)
    assert len(chosen) == min(limit, len(excerpts))
    quoted: Counter[str] = Counter()
    everybody = {voice.id for x in excerpts for voice in x.voices}
    left = Counter(voice.id for x in excerpts for voice in x.voices)
    for one in chosen:
        name = one.voices[0].id
        fewest = min(quoted[other] for other in everybody if left[other])
        assert quoted[name] == fewest
        quoted[name] += 1
        left[name] -= 1


def test_who_has_only_said_it_together_with_another_is_heard_before_the_other_is_quoted_twice_alone() -> None:
    alone = [excerpt(number, ("A",), start=1000 * number, starred=True) for number in (1, 2)]
    together = excerpt(3, ("A", "B"), start=9000)
    assert together in pick_quotes([*alone, together], 2)


def test_of_overlapping_passages_only_one_is_quoted_and_a_star_wins() -> None:
    plain = excerpt(1, ("A",), start=0)
    starred = excerpt(2, ("A",), start=50, starred=True)
    elsewhere = excerpt(3, ("A",), start=400)
    assert pick_quotes([plain, starred, elsewhere], 5) == (starred, elsewhere)


def test_words_without_an_informant_are_never_quoted() -> None:
    assert pick_quotes([excerpt(1, (), start=0)], 5) == ()


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (Cell("c", None, 0, 0, 0, 0, 0), "Nobody in the group Leaders was interviewed."),
        (Cell("c", None, 0, 5, 0, 0, 0), "none of the 5 informants interviewed has a passage"),
        (Cell("c", None, 3, 5, 4, 3, 2), "3 of 5 informants speak of “Time” (4 passages in 3 interviews)"),
        (Cell("c", None, 1, 3, 2, 1, 1), "1 of 3 informants speaks of “Time” (2 passages in 1 interview)"),
        (Cell("c", None, 1, 1, 1, 1, 1), "1 of 1 informants speaks of “Time” (1 passage in 1 interview)"),
    ],
)
def test_the_count_sentence_names_n_of_n_asked_and_its_units(cell: Cell, says: str) -> None:
    sentence = count_sentence(cell, "Time", "Leaders", gettext.NullTranslations())
    assert says in sentence
    assert "%" not in sentence


def test_a_summary_is_stored_and_found_again(study: Study) -> None:
    evidence = load_evidence(study)
    anna = ensure_coder(study, ANNA)
    leader = group_id(study, "leader")
    quotes = tuple(x.coding.id for x in cell_excerpts(evidence, "code-language", leader))
    written = Summary("code-language", leader, dominant="Sproget driller.", evidence=quotes)
    save_summary(study, anna.id, written, evidence)
    stored = list_summaries(study)["code-language", leader]
    assert (stored.dominant, stored.evidence) == ("Sproget driller.", quotes)
    assert not is_out_of_date(stored, load_evidence(study))
    study.undo(anna.id, "summaries")
    assert ("code-language", leader) not in list_summaries(study)


def test_a_summary_shows_when_its_codings_changed_and_only_then(study: Study) -> None:
    anna = ensure_coder(study, ANNA)
    leader = group_id(study, "leader")

    def out_of_date() -> bool:
        return is_out_of_date(list_summaries(study)["code-time", leader], load_evidence(study))

    def code(title: str, words: str, path: str) -> str:
        sent = apply_words(study, title, words, path)
        assert apply_operations(study, anna.id, document_id(study, title), [sent]).acknowledged
        return str(sent["coding"])

    assert not out_of_date()
    code("Borger 2", CHAIR, LANGUAGE)
    assert not out_of_date()
    added = code("Leder 2", "Vi drak kaffe", TIME)
    assert out_of_date()
    remove = {"op": "remove", "cid": str(uuid4()), "coding": added}
    apply_operations(study, anna.id, document_id(study, "Leder 2"), [remove])
    assert not out_of_date()


def test_a_quote_whose_coding_is_removed_leaves_the_summary_and_comes_back_with_undo(study: Study) -> None:
    anna = ensure_coder(study, ANNA)
    citizen = group_id(study, "citizen")
    evidence = load_evidence(study)
    quotes = cell_excerpts(evidence, "code-fellowship", citizen)
    own = next(x for x in quotes if x.coding.coder == ANNA)
    stored = list_summaries(study)["code-fellowship", citizen]
    save_summary(study, anna.id, replace(stored, evidence=tuple(x.coding.id for x in quotes)), evidence)
    before = list_summaries(study)["code-fellowship", citizen].evidence
    remove = {"op": "remove", "cid": str(uuid4()), "coding": own.coding.id}
    assert apply_operations(study, anna.id, own.coding.document_id, [remove]).acknowledged
    after = list_summaries(study)["code-fellowship", citizen]
    assert after.evidence == tuple(x for x in before if x != own.coding.id)
    study.undo(anna.id, own.coding.document_id)
    assert list_summaries(study)["code-fellowship", citizen].evidence == before


def test_chosen_quotes_come_in_the_researchers_order(study: Study) -> None:
    evidence = load_evidence(study)
    found = cell_excerpts(evidence, "code-fellowship", group_id(study, "citizen"))
    order = tuple(x.coding.id for x in reversed(found))
    summary = Summary("code-fellowship", group_id(study, "citizen"), evidence=order)
    assert tuple(x.coding.id for x in chosen_quotes(summary, found, 2)) == order
