"""`python3 -m app`: opens Citat, or runs one of its commands; makes the environment first when it is missing.

Written so that a Python as old as 3.6 can read this file and say that it is too old.
"""

import os
import sys


def start() -> int:
    """Refuse an old Python, then hand over to the launcher. Returns the exit code."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - before the version check
    # Started as `python3 some/folder/app`, Python puts that folder first on the path instead of the one above it.
    if root not in sys.path:
        sys.path[0] = root
    from app.python_version import refusal_of_old_python

    refusal = refusal_of_old_python(*sys.version_info[:2])
    if refusal:
        sys.stderr.write(refusal)
        return 1
    from app.launch import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
