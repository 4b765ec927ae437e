"""Columns by group, case, attribute and other codes; each cell holds what its filter finds."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.breakdown import ATTRIBUTE, CODE, GROUP, bands, ways_to_divide
from coding.codings import Coding
from coding.evidence import Evidence, Excerpt, Filter, load_evidence, select_excerpts, with_sub_codes
from coding.matrix import code_by_band, tally
from corpus.study import Study
from tests.studies import CODEBOOK

GENDER = ATTRIBUTE + "Køn"
WAYS = (GROUP, "case:0", "case:1", GENDER, CODE)


@pytest.fixture
def evidence(study: Study) -> Evidence:
    return load_evidence(study)


def labels(evidence: Evidence, only: Filter) -> list[str]:
    return [person.label for person in evidence.asked if only.lets_in(person)]


def test_a_study_can_be_divided_by_what_its_informants_share(evidence: Evidence) -> None:
    assert ways_to_divide(evidence) == WAYS


@pytest.mark.parametrize("way", [GROUP, "case:0", GENDER])
def test_everybody_asked_stands_in_one_column(evidence: Evidence, way: str) -> None:
    found = [label for band in bands(evidence, way) for label in labels(evidence, band.only)]
    assert sorted(found) == sorted(person.label for person in evidence.asked)


def test_values_stand_in_order_and_those_of_whom_nothing_is_known_last(evidence: Evidence) -> None:
    found = {band.names[0]: labels(evidence, band.only) for band in bands(evidence, GENDER)}
    assert list(found) == ["Kvinde", "Mand", None]
    assert found[None] == ["Leder 2", "Sagsbehandler 3"]
    assert found["Mand"] == ["Sagsbehandler 2", "Borger 2"]


def test_an_inner_case_leaves_out_who_belongs_to_the_outer_one_only(evidence: Evidence) -> None:
    found = {band.names[0]: labels(evidence, band.only) for band in bands(evidence, "case:1")}
    assert found == {"Nordby > Vaskeriet": ["Leder 1", "Borger 1"], "Sydby > Køkkenet": ["Leder 2", "Borger 2"]}


def test_crossed_columns_hold_those_who_are_in_both_and_none_is_empty(evidence: Evidence) -> None:
    found = {band.names: labels(evidence, band.only) for band in bands(evidence, GROUP, GENDER)}
    assert found["Ledere", "Kvinde"] == ["Leder 1"]
    assert found["Sagsbehandlere", None] == ["Sagsbehandler 3"]
    assert ("Ledere", "Mand") not in found
    assert sum(map(len, found.values())) == len(evidence.asked)


@pytest.mark.parametrize(("way", "crossed"), [(one, other) for one, other in product(WAYS, WAYS) if one != other])
def test_a_cell_counts_what_its_filter_finds(evidence: Evidence, way: str, crossed: str) -> None:
    anna = Filter(coders=frozenset({evidence.excerpts[0].coding.coder_id}))
    for chosen in (Filter(), anna):
        columns = bands(evidence, way, crossed)
        for row in code_by_band(evidence, columns, chosen):
            for band, counted in zip(columns, row.tallies, strict=True):
                cell = replace(band.only, codes=frozenset({row.code_id}), coders=chosen.coders)
                assert counted == tally(evidence, select_excerpts(evidence, cell), cell)
                assert counted.informants <= counted.asked
            everything = replace(chosen, codes=frozenset({row.code_id}))
            assert row.total == tally(evidence, select_excerpts(evidence, everything), everything)


def test_group_case_and_attribute_are_asked_of_one_and_the_same_person(evidence: Evidence) -> None:
    # a woman and a man among the caseworkers share a passage; there is no male caseworker in Sydby
    both = Filter(groups=frozenset({group.id for group in evidence.groups if group.key == "caseworker"}))
    shared = [x for x in select_excerpts(evidence, both) if len(x.voices) > 1]
    assert {voice.attributes.get("Køn") for x in shared for voice in x.voices} >= {"Kvinde", "Mand"}
    nobody = replace(both, cases=frozenset({"Sydby"}))
    assert select_excerpts(evidence, nobody) == ()


def test_the_difference_is_between_shares_of_those_asked(evidence: Evidence) -> None:
    rows = {row.code_id: row for row in code_by_band(evidence, bands(evidence, GROUP))}
    shares = [(cell.informants, cell.asked) for cell in rows["code-time"].tallies]
    assert shares == [(2, 2), (1, 3), (0, 2)]
    assert rows["code-time"].difference() == 1.0
    assert rows["code-language"].difference() == 0.5


def overlap(one: Excerpt, other: Excerpt) -> bool:
    a, b = one.coding, other.coding
    return a.document_id == b.document_id and a.start < b.end and b.start < a.end


def test_code_by_code_counts_passages_with_words_in_common(evidence: Evidence) -> None:
    columns = bands(evidence, CODE)
    rows = {row.code_id: row for row in code_by_band(evidence, columns)}
    time_and_meaning = set()
    for band, counted in zip(columns, rows["code-time"].tallies, strict=True):
        (other,) = band.only.together
        below = with_sub_codes(evidence.codebook, [other])
        others = [x for x in evidence.excerpts if x.coding.code_id in below]
        expected = {
            x.passage
            for x in evidence.excerpts
            if x.coding.code_id == "code-time" and any(overlap(x, y) for y in others)
        }
        assert counted.passages == len(expected)
        if other == "code-time":
            assert counted == rows["code-time"].total
        elif expected:
            time_and_meaning.add(other)
    assert time_and_meaning


def coded(start: int, end: int, code_id: str) -> Excerpt:
    coding = Coding("", "document", start, end, code_id, "", "", "manual", "certain", False, "", "")
    return Excerpt(coding, "", "transcript", "", ("Tid",), (), (), False, 0)


@given(
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12),
    at=st.integers(0, 60),
    length=st.integers(1, 20),
)
def test_overlap_is_words_in_common_and_not_standing_side_by_side(
    spans: Sequence[tuple[int, int]], at: int, length: int
) -> None:
    times = [coded(start, start + size, "code-time") for start, size in spans]
    probe = coded(at, at + length, "code-fellowship")
    evidence = Evidence(1, CODEBOOK, (), (), {}, (probe, *times))
    expected = {"code-fellowship", "code-meaning"}
    if any(overlap(probe, one) for one in times):
        expected |= {"code-time", "code-barriers"}
    assert evidence.codes_on[probe.passage] == expected
    assert all("code-time" in evidence.codes_on[one.passage] for one in times)
