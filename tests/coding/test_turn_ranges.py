"""Ranges of turns are sets: merged the same whatever the order, and nothing lost or made up."""

import json
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.turn_ranges import Ranges, merged, within, without

SCRIPT = Path(__file__).parents[1] / "app" / "transcript_component" / "ranges.js"

position = st.integers(0, 40)
some = st.lists(st.tuples(position, position), max_size=12)


def turns(ranges: object) -> set[int]:
    return {turn for start, end in ranges for turn in range(start, end)}  # type: ignore[attr-defined]


@given(some, st.randoms())
def test_merging_is_the_set_whatever_the_order_and_done_again_changes_nothing(
    ranges: list[tuple[int, int]], chance: object
) -> None:
    once = merged(ranges)
    assert turns(once) == turns(ranges)
    assert merged(once) == once
    shuffled = list(ranges)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merged(shuffled) == once
    assert all(before[1] < after[0] for before, after in pairwise(once))


@given(some, some, some)
def test_what_comes_in_parts_in_any_order_is_what_comes_at_once(
    one: list[tuple[int, int]], two: list[tuple[int, int]], three: list[tuple[int, int]]
) -> None:
    assert merged((*merged((*one, *two)), *three)) == merged((*merged((*three, *one)), *two))


@given(some, some, position)
def test_taking_away_and_cutting_off_are_what_sets_do(
    ranges: list[tuple[int, int]], taken: list[tuple[int, int]], count: int
) -> None:
    assert turns(without(ranges, taken)) == turns(ranges) - turns(taken)
    assert turns(within(ranges, count)) == {turn for turn in turns(ranges) if turn < count}
    assert without(ranges, taken) == merged(without(ranges, taken))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(some, some), min_size=1, max_size=30))
def test_the_browser_merges_as_python_does(cases: list[tuple[Ranges, Ranges]]) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is missing, so the browser's ranges are tested only through Chromium")
    run = subprocess.run([node, str(SCRIPT)], input=json.dumps(cases).encode(), capture_output=True, check=True)
    for (ranges, taken), (added, left) in zip(cases, json.loads(run.stdout), strict=True):
        assert [tuple(each) for each in added] == list(merged((*ranges, *taken)))
        assert [tuple(each) for each in left] == list(without(ranges, taken))
