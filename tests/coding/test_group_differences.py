"""What groups are farthest apart on stands first, and who was not asked is not held to have said nothing."""

from coding.breakdown import GROUP, bands
from coding.evidence import load_evidence
from coding.group_differences import Difference, group_differences
from coding.guide_coverage import GuideCoverage
from coding.interview_guide import GuideQuestion
from coding.matrix import code_by_band, code_by_group
from corpus.study import Study
from tests.studies import group_id


def found(differences: tuple[Difference, ...], code_id: str) -> Difference:
    return next(each for each in differences if each.row.code_id == code_id)


def test_numbers_and_order_are_those_of_the_table(study: Study) -> None:
    evidence = load_evidence(study)
    differences = group_differences(evidence)
    table = {row.code_id: row for row in code_by_group(evidence)}
    assert all(each.row == table[each.row.code_id] for each in differences)
    apart = [each.apart for each in differences]
    assert apart == sorted(apart, reverse=True)
    by_band = {row.code_id: row.difference() for row in code_by_band(evidence, bands(evidence, GROUP))}
    assert apart == [by_band[each.row.code_id] for each in differences]
    assert differences[0].row.code_id == "code-time"


def test_a_code_that_nobody_speaks_of_is_left_out(study: Study) -> None:
    assert "code-old" not in {each.row.code_id for each in group_differences(load_evidence(study))}


def test_not_asked_is_no_share_and_not_said_is_one_of_nobody(study: Study) -> None:
    evidence = load_evidence(study)
    leaders, citizens = group_id(study, "leader"), group_id(study, "citizen")
    asked_all = GuideQuestion("q", "", "Tid?", (leaders, citizens), ("code-time",))
    time = found(group_differences(evidence, GuideCoverage(evidence, (asked_all,))), "code-time")
    assert [group.why for group in time.groups] == ["", "", "not said"]
    assert ([group.share for group in time.groups][2], time.apart) == (0, 1)
    asked_leaders = GuideQuestion("q", "", "Tid?", (leaders,), ("code-time",))
    time = found(group_differences(evidence, GuideCoverage(evidence, (asked_leaders,))), "code-time")
    assert [group.why for group in time.groups] == ["", "", "not asked"]
    assert time.groups[2].share is None
    # the leaders, all of two, and the caseworkers, one of three
    assert round(time.apart, 3) == 0.667


def test_the_table_leaves_out_who_was_not_asked_as_the_picture_does(study: Study) -> None:
    evidence = load_evidence(study)
    columns = bands(evidence, GROUP)
    coverage = GuideCoverage(evidence, (GuideQuestion("q", "", "Tid?", (group_id(study, "leader"),), ("code-time",)),))
    rows = code_by_band(evidence, columns)
    silences = coverage.silences(rows, columns)
    assert {cell for cell, why in silences.items() if why == "not asked"} >= {("code-time", columns[2].key)}
    for each in group_differences(evidence, coverage):
        row = next(row for row in rows if row.code_id == each.row.code_id)
        left_out = {i for i, band in enumerate(columns) if silences.get((row.code_id, band.key)) == "not asked"}
        assert row.difference(left_out) == each.apart
