"""What is fitted does not depend on how it is computed: places that no passage has change nothing."""

import numpy as np
import pytest

from coding.suggesting.learning import learn


@pytest.mark.parametrize("passages", [3, 30])
def test_few_passages_and_many_are_fitted_the_same_way(passages: int) -> None:
    drawn = np.random.default_rng(5)
    rows = drawn.normal(size=(passages, 10)).astype(np.float32)
    untaught, counts = drawn.normal(size=(passages, 4)), drawn.integers(0, 3, (passages, 4)).astype(float)
    said = (drawn.random((passages, 4)) < 0.4).astype(float)
    narrow = learn(untaught, rows, said, counts).weights
    # with fifty places more, all of them empty, there are fewer passages than places
    wide = learn(untaught, np.hstack([rows, np.zeros((passages, 50), np.float32)]), said, counts).weights
    np.testing.assert_allclose(wide[:10], narrow, atol=1e-3)
    np.testing.assert_allclose(wide[10:], 0, atol=1e-6)
    assert np.abs(narrow).max() > 0.1


def test_each_passage_is_drawn_towards_its_answer() -> None:
    rows, untaught = np.eye(4, 8, dtype=np.float32), np.zeros((4, 1))
    weights = learn(untaught, rows, np.array([[1.0], [0], [1], [0]]), np.array([[1.0], [1], [0], [2]])).weights
    yes, no, unknown, twice = weights[:4, 0]
    assert twice < no < 0 < yes
    assert unknown == 0
