"""A lock that only one process on the machine holds at a time; the operating system frees it when the process ends.

Own code, because it is needed before the first package is installed.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_to_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def held(path: Path, when_waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file `path` (made when missing) for the length of the block.

    Waits as long as another process holds it, and calls `when_waiting` once before the wait. Raises OSError when the
    file cannot be made. The file stays behind: removing it would let two processes lock two files of one name.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _try_to_lock(descriptor):
            when_waiting()
            while not _try_to_lock(descriptor):
                time.sleep(0.2)
        yield
    finally:
        os.close(descriptor)
