"""What is written is looked through in a thread: nobody waits for it, and what it found or raised comes."""

from collections.abc import Callable
from threading import Event

import pytest

from app.checking import Checking
from coding.written.look_through import LookedThrough

WAIT = 60.0
NOTHING = LookedThrough((), (), (), (), (), ())


def test_what_takes_long_is_waited_for_no_longer_than_one_has_patience() -> None:
    may_go = Event()

    def look() -> LookedThrough:
        assert may_go.wait(WAIT)
        return NOTHING

    checking = Checking("state", look)
    assert checking.found(0) is None
    assert checking.found(0.01) is None
    may_go.set()
    assert checking.found(WAIT) is NOTHING
    assert checking.found(0) is NOTHING


def refuse() -> LookedThrough:
    raise ValueError("no such text")


@pytest.mark.parametrize("patience", [WAIT, WAIT / 2])
def test_what_the_look_raised_is_raised_on_the_page(patience: float) -> None:
    look: Callable[[], LookedThrough] = refuse
    checking = Checking("state", look)
    for _time in range(2):
        with pytest.raises(ValueError, match="no such text"):
            checking.found(patience)
