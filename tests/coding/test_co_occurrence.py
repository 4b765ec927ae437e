"""Pairs of codes say what the table of codes by codes says, and never more than the passages that a reader opens."""

from coding.breakdown import CODE, bands
from coding.co_occurrence import Network, Pair, co_occurrence
from coding.evidence import Filter, load_evidence, select_excerpts
from coding.matrix import code_by_band, tally
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.studies import BO, PARAGRAPHS, apply_words, group_id, operate

LANGUAGE, TIME, FELLOWSHIP = "code-language", "code-time", "code-fellowship"


def crowded(study: Study) -> Study:
    """With one passage of a code that three of another lie in."""
    for words in (PARAGRAPHS[:10], PARAGRAPHS[15:25], PARAGRAPHS[41:]):
        operate(
            study, ensure_coder(study, BO), "Leder 1", [apply_words(study, "Leder 1", words, "Mening > Fællesskab")]
        )
    return study


def test_a_pair_is_a_cell_of_the_table_and_the_lesser_of_its_two(study: Study) -> None:
    evidence = load_evidence(crowded(study))
    columns = bands(evidence, CODE)
    table = {
        (row.code_id, *band.only.together): (tally.informants, tally.passages)
        for row in code_by_band(evidence, columns)
        for band, tally in zip(columns, row.tallies, strict=True)
    }
    network = co_occurrence(evidence)
    assert [(pair.code_id, pair.other_id) for pair in network.pairs] == [(LANGUAGE, FELLOWSHIP), (TIME, FELLOWSHIP)]
    assert table[FELLOWSHIP, TIME] == (1, 3)
    assert table[TIME, FELLOWSHIP] == (1, 1)
    for pair in network.pairs:
        there, back = table[pair.code_id, pair.other_id], table[pair.other_id, pair.code_id]
        assert (pair.informants, pair.passages) == there == min(there, back)


def test_the_passages_behind_a_pair_are_as_many_as_it_says(study: Study) -> None:
    evidence = load_evidence(crowded(study))
    for pair in co_occurrence(evidence).pairs:
        chosen = Filter(codes=frozenset({pair.code_id}), together=frozenset({pair.other_id}))
        found = tally(evidence, select_excerpts(evidence, chosen))
        assert (found.informants, found.passages) == (pair.informants, pair.passages)


def test_a_code_never_meets_its_own_sub_codes(study: Study) -> None:
    evidence = load_evidence(study)
    subs, tops = co_occurrence(evidence), co_occurrence(evidence, sub_codes=False)
    assert [row.code_id for row in subs.codes] == [LANGUAGE, TIME, FELLOWSHIP]
    assert [row.code_id for row in tops.codes] == ["code-barriers", "code-meaning"]
    # Anna's code on the answer, and Bo's on part of it
    assert [(pair.code_id, pair.other_id) for pair in tops.pairs] == [("code-barriers", "code-meaning")]


def test_a_group_has_its_own_pairs_among_its_own_informants(study: Study) -> None:
    evidence = load_evidence(study)
    citizens, leaders = (
        co_occurrence(evidence, Filter(groups=frozenset({group_id(study, key)}))) for key in ("citizen", "leader")
    )
    assert (len(citizens.pairs), citizens.asked) == (1, 2)
    assert (len(leaders.pairs), leaders.asked) == (0, 2)


def test_the_threshold_leaves_what_can_be_read() -> None:
    pairs = tuple(Pair(f"a{n}", f"b{n}", informants, informants) for n, informants in enumerate((5, 3, 3, 2, 1, 1)))
    network = Network((), pairs, 9)
    assert [len(network.pairs_from(least)) for least in (0, 1, 2, 3, 4, 6)] == [6, 6, 4, 3, 1, 0]
    assert [network.clearest(most) for most in (6, 5, 4, 3, 1)] == [1, 2, 2, 3, 5]
    # where even the strongest are too many, they are shown all the same
    assert Network((), pairs[1:3], 9).clearest(1) == 3
    assert Network((), (), 9).clearest(1) == 1
