"""Positions of a cell and the draft on them: only what codings hold, numbers with their people, quotes verbatim."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from app.translation import texts_for
from benchmarks.made_up.synthesis_study import SynthesisStudy, build_synthesis_study
from benchmarks.synthesising.measures import group_of, measure
from benchmarks.synthesising.ways import of_the_app
from codebooks.values import Valence
from coding.evidence import Evidence, load_evidence
from coding.number_words import Count
from coding.overstated_words import overstated
from coding.reviewing.values import Vectors
from coding.summaries import Summary
from coding.synthesis import Cell, across_groups, check_numbers, find_positions, statements_of, words_of, write_draft
from coding.synthesis.draft import LONGEST, shortened
from coding.synthesis.positions import count_positions, in_order
from coding.written import load_quote_sources, summary_texts
from coding.written.look_through import look_through
from corpus.documents import load_document
from corpus.language import ENGLISH
from corpus.study import Study
from tests.studies import group_id, small_study

LENGTH = "Barrierer > Match og varighed"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SynthesisStudy]:
    built = build_synthesis_study(tmp_path_factory.mktemp("made") / "made.citat")
    yield built
    built.study.close()


@pytest.fixture(scope="module")
def evidence(made: SynthesisStudy) -> Evidence:
    return load_evidence(made.study)


def drawn(texts: Sequence[str]) -> Vectors:
    """Vectors that mean nothing but are always the same."""
    vectors = [np.random.default_rng(sum(text.encode())).normal(size=8) for text in texts]
    return np.stack(vectors).astype(np.float32)


def cell_of(evidence: Evidence, path: str, key: str) -> Cell:
    code = evidence.codebook.find_path(path)
    assert code is not None
    group = next(group.id for group in evidence.groups if group.key == key)
    return find_positions(evidence, code.id, group, drawn)


def names(evidence: Evidence, cell: Cell) -> list[tuple[str, int, int]]:
    book = evidence.codebook
    return [(book.code(one.code_id).name, one.count.informants, one.count.asked) for one in cell.positions]


@pytest.mark.parametrize("half", ["choose", "report"])
def test_in_a_study_with_known_positions_every_one_is_found_in_its_cell_and_nothing_else(
    made: SynthesisStudy, evidence: Evidence, half: str
) -> None:
    found = measure(made, evidence, "choose" if half == "choose" else "report", of_the_app(drawn), 1)
    assert found.found == found.all > 20
    assert (found.wrong_cells, found.wrong_group, found.wrong_counts) == (0, 0, 0)
    assert (found.true_counts, found.verbatim, found.heard) == (1, 1, 1)
    assert found.spread > 0.95
    assert found.recall > 0.8


def test_counting_alone_gives_the_same_counts_of_the_same_positions(evidence: Evidence) -> None:
    for code_id, group in evidence.by_cell:
        whole, counted = find_positions(evidence, code_id, group), count_positions(evidence, code_id, group)
        assert (counted.count, names(evidence, counted)) == (whole.count, names(evidence, whole))
        ways = ([cell.rest, *(one.statements for one in cell.positions)] for cell in (whole, counted))
        for one, other in zip(*ways, strict=True):
            assert {each.place for each in one} == {each.place for each in other}


def test_positions_come_the_most_widely_shared_first_with_the_people_who_hold_them(evidence: Evidence) -> None:
    leaders = cell_of(evidence, LENGTH, "leader")
    assert names(evidence, leaders) == [
        ("forløbene er for korte", 5, 8),
        ("korte forløb er trygge", 2, 8),
        ("det er matchet, der afgør det", 2, 8),
    ]
    assert [evidence.codebook.code(one.code_id).name for one in leaders.dominant] == ["forløbene er for korte"]
    assert leaders.count == Count(8, 8, 8, 8)
    assert cell_of(evidence, "Barrierer > Tid og ressourcer", "citizen").positions == ()


def test_people_in_group_interviews_are_informants_of_one_conversation(evidence: Evidence) -> None:
    caseworkers = cell_of(evidence, LENGTH, "caseworker")
    too_short = caseworkers.positions[0].count
    assert too_short == Count(informants=4, asked=10, conversations=3, conversations_held=6)
    sentence = write_draft(caseworkers, evidence.codebook, ENGLISH, "en").dominant[0].text
    assert "(4 of 10 informants, in 3 of 6 conversations)" in sentence


def test_what_is_coded_twice_is_said_once_and_a_question_is_never_part_of_it(
    made: SynthesisStudy, evidence: Evidence
) -> None:
    for code in {one.code for one in made.positions}:
        found = evidence.codebook.find_path(code)
        assert found is not None
        for group in evidence.columns:
            assert group is not None
            own = statements_of(evidence, found.id, group.id)
            people = Counter((each.code, each.place, each.voice.id) for each in own)
            assert max(people.values(), default=1) == 1
            for each in own:
                text = load_document(made.study, each.document).text
                assert text[each.start : each.end] == each.words == each.words.strip()
                assert group_of(each.voice.label) == group.key
                assert "?" not in each.words or any(each.words.endswith(words) for words in made.position_of)


def test_what_leaders_say_of_citizens_is_marked_and_stays_theirs(evidence: Evidence) -> None:
    leaders = cell_of(evidence, "Mening > Fællesskab", "leader")
    naming = [each for one in leaders.positions for each in one.statements if each.about]
    assert [each.voice.label for each in naming] == ["Leder 3"]
    said = [each.text for each in write_draft(leaders, evidence.codebook, ENGLISH, "en").dominant]
    assert any("the speaker's account, not that group's view" in text and "Borgere" in text for text in said)
    citizens = cell_of(evidence, "Mening > Fællesskab", "citizen")
    assert {each.voice.label.split()[0] for one in citizens.positions for each in one.statements} == {"Borger"}


def test_a_subgroup_is_named_only_where_chance_would_hardly_make_it(evidence: Evidence) -> None:
    citizens = cell_of(evidence, "Mening > Fællesskab", "citizen")
    by_name = {evidence.codebook.code(one.code_id).name: one for one in citizens.positions}
    at_table = by_name["man er med ved bordet"].subgroup
    assert at_table is not None
    assert (at_table.attribute, at_table.value, at_table.have_it) == ("Forløb", "Praktik", 5)
    assert by_name["man vil helst have fred"].subgroup is None


def test_every_sentence_of_a_draft_has_its_passages_and_claims_no_more_than_they_hold(
    made: SynthesisStudy, evidence: Evidence
) -> None:
    for code in {one.code for one in made.positions}:
        for group in evidence.columns:
            assert group is not None
            cell = cell_of(evidence, code, group.key)
            draft = write_draft(cell, evidence.codebook, ENGLISH, "en")
            assert bool(draft.dominant) == bool(cell.dominant)
            for sentence in (*draft.dominant, *draft.nuances, *draft.counter_voices):
                assert sentence.statements
                assert all(each.coding_ids for each in sentence.statements)
                if sentence.quote:
                    assert sentence.statements[0].words.startswith(sentence.quote)
                elif sentence.text.endswith("”."):
                    assert overstated(sentence.text, cell.count, "en") == ()
            offered = {each.statement.place for each in cell.counter}
            assert not offered & {each.place for one in cell.dominant for each in one.statements}


def test_the_draft_says_how_many_in_the_words_of_the_ladder(evidence: Evidence) -> None:
    draft = write_draft(cell_of(evidence, LENGTH, "leader"), evidence.codebook, ENGLISH, "en")
    assert draft.dominant[0].text == "Most (5 of 8 informants) speak of “forløbene er for korte”."
    assert len({each.statements[0].voice.id for each in draft.dominant if each.quote}) == 2
    assert draft.nuances[0].text == "Some (2 of 8 informants) speak of “korte forløb er trygge”."


def test_without_sub_codes_nobody_has_said_what_differs_and_neither_does_the_draft(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study.citat")
    evidence = load_evidence(study)
    cell = find_positions(evidence, "code-fellowship", group_id(study, "citizen"))
    assert (cell.positions, cell.counter) == ((), ())
    draft = write_draft(cell, evidence.codebook, ENGLISH, "en")
    assert draft.dominant[0].text == "Both (2 of 2 informants) speak of “Fællesskab”."
    assert {each.statements[0].voice.label for each in draft.dominant[1:]} == {"Borger 1", "Borger 2"}
    assert (draft.nuances, draft.counter_voices) == ((), ())
    nobody = find_positions(evidence, "code-language", group_id(study, "caseworker"))
    assert write_draft(nobody, evidence.codebook, ENGLISH, "en").dominant == ()
    study.close()


def test_what_an_interpreter_and_an_interviewer_say_is_no_informants_statement(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study.citat")
    found = statements_of(load_evidence(study), "code-language", group_id(study, "citizen"))
    assert [each.words for each in found] == ["Ikke alt. Jeg nikkede, og så gik jeg hen og så, hvad de andre gjorde."]
    study.close()


def test_a_star_always_comes_first_and_then_nobody_twice_before_everybody_once(evidence: Evidence) -> None:
    found = evidence.codebook.find_path(LENGTH)
    assert found is not None
    every = [one for group in evidence.columns if group for one in statements_of(evidence, found.id, group.id)]
    starred = {every[7].place, every[20].place}
    ordered = in_order([replace(one, starred=one.place in starred) for one in every], {})
    assert {one.place for one in ordered[:2]} == starred
    people = [one.voice.id for one in in_order(every, {})]
    assert len(set(people[: len(set(people))])) == len(set(people)) < len(people)
    assert in_order(every, {}) == in_order(list(reversed(every)), {})


def test_a_sub_code_that_pulls_the_other_way_is_the_first_reason_for_a_voice_against(study: Study) -> None:
    evidence = load_evidence(study)
    pulls: dict[str, Valence] = {"code-language": "hinders", "code-time": "supports"}
    codes = tuple(replace(code, valence=pulls.get(code.id)) for code in evidence.codebook.codes)
    evidence = replace(evidence, codebook=replace(evidence.codebook, codes=codes))
    cell = find_positions(evidence, "code-barriers", group_id(study, "leader"), drawn)
    assert [one.code_id for one in cell.dominant] == ["code-time"]
    assert next((one.statement.code, one.why) for one in cell.counter) == ("code-language", "valence")


def test_groups_are_compared_by_what_they_hold(evidence: Evidence) -> None:
    code = evidence.codebook.find_path("Barrierer > Tid og ressourcer")
    assert code is not None
    found = across_groups(evidence, code.id)
    key = {group.id: group.key for group in evidence.groups}
    book = evidence.codebook
    agree = {book.code(one.code_id).name: {key[group] for group in one.by_group} for one in found.agree}
    assert agree["dokumentation sikrer kvalitet"] == {"leader", "caseworker"}
    alone = {book.code(one.code_id).name: {key[group] for group in one.by_group} for one in found.alone}
    assert alone == {
        "der er ikke tid til oplæring": {"employer"},
        "oplæring tager ikke lang tid": {"employer"},
    }
    assert {key[group] for group in found.silent} == {"citizen"}
    apart = {(key[one.one], key[one.other]) for one in found.differ}
    assert ("leader", "caseworker") in apart
    assert all(one.held.code_id != one.other_held.code_id for one in found.differ)


def test_a_sentence_that_names_a_position_is_held_against_its_count_and_any_other_against_the_cell(
    evidence: Evidence,
) -> None:
    leaders = cell_of(evidence, LENGTH, "leader")
    text = (
        "Alle ledere taler om match.\nAlle ledere mener, at forløbene er for korte. "
        "De siger: »Alle forløbene er for korte. Alle ledere ved det.«"
    )
    (flag,) = check_numbers(text, leaders, evidence.codebook, ("Ledere",))
    assert text[flag.found.start : flag.found.end] == "Alle"
    assert flag.found.start == text.index("Alle ledere mener")
    assert (flag.count, flag.found.holds) == (Count.single(5, 8), "de fleste")
    assert evidence.codebook.code(flag.code_id or "").name == "forløbene er for korte"


def test_a_position_may_be_named_in_quotation_marks_and_a_drafts_own_sentences_are_never_flagged(
    evidence: Evidence,
) -> None:
    leaders = cell_of(evidence, LENGTH, "leader")
    (flag,) = check_numbers("Alle taler om »forløbene er for korte«.", leaders, evidence.codebook, ("Ledere",))
    assert (flag.found.words, flag.count.informants) == ("Alle", 5)
    draft = write_draft(leaders, evidence.codebook, texts_for("da"), "da")
    text = "\n".join(sentence.text for sentence in (*draft.dominant, *draft.nuances, *draft.counter_voices))
    assert "De fleste (5 af 8 informanter) taler om »forløbene er for korte«." in text
    assert check_numbers(text, leaders, evidence.codebook, ("Ledere",)) == ()


def test_words_of_a_position_are_said_by_several_of_its_holders(evidence: Evidence) -> None:
    employers = cell_of(evidence, LENGTH, "employer")
    for one in employers.positions:
        said = [each.words.lower() for each in one.statements]
        assert all(sum(word in words for words in said) > 1 for word in words_of(employers, one))


def test_a_long_quote_is_cut_verbatim_at_a_whole_sentence() -> None:
    words = "En sætning her. " * 30
    cut = shortened(words.strip())
    assert words.startswith(cut)
    assert cut.endswith(".")
    assert 0 < len(cut.split()) <= LONGEST
    assert shortened("uden punktum " * 60).split() == ["uden", "punktum"] * (LONGEST // 2)
    assert shortened("Kort.") == "Kort."


def test_quotes_that_pull_in_opposite_directions_stand_in_pairs_by_two_people(study: Study) -> None:
    evidence = load_evidence(study)
    assert across_groups(evidence, "code-barriers").opposed == ()
    pulls: dict[str, Valence] = {"code-language": "hinders", "code-time": "supports"}
    codes = tuple(replace(code, valence=pulls.get(code.id)) for code in evidence.codebook.codes)
    evidence = replace(evidence, codebook=replace(evidence.codebook, codes=codes))
    opposed = across_groups(evidence, "code-barriers").opposed
    assert opposed
    for each in opposed:
        assert (each.hinders[1].code_id, each.supports[1].code_id) == ("code-language", "code-time")
        assert each.hinders_quote.voice.id != each.supports_quote.voice.id
        assert each.hinders_quote in each.hinders[1].statements
        assert each.supports_quote in each.supports[1].statements
    first = opposed[0]
    assert first.supports[1].count.informants == max(each.supports[1].count.informants for each in opposed)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_check_of_what_is_written_has_nothing_against_drafts(
    made: SynthesisStudy, evidence: Evidence, language: Literal["da", "en"]
) -> None:
    texts = texts_for(language)
    summaries: dict[tuple[str, str], Summary] = {}
    for code_id in dict.fromkeys(code.id for one in made.positions if (code := evidence.codebook.find_path(one.code))):
        for group in evidence.columns:
            assert group is not None
            draft = write_draft(find_positions(evidence, code_id, group.id), evidence.codebook, texts, language)
            one, two, three = (
                "\n".join(each.text for each in part) for part in (draft.dominant, draft.nuances, draft.counter_voices)
            )
            summaries[code_id, group.id] = Summary(code_id, group.id, one, two, three)
    written = summary_texts(evidence, summaries, texts)
    found = look_through(written, evidence, load_quote_sources(made.study), summaries)
    assert found.outcomes["verbatim"] == len(found.quotes) > 100
    assert (found.doubtful, found.misattributed, found.unpaired) == ((), (), ())
    assert (found.contradictions, found.drift) == ((), ())
    assert all(not each.differences for each in found.repeated)
