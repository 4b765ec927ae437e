"""How tall a table of data may grow on a page before it scrolls."""

from typing import Literal

MOST_ROWS = 16
TALLEST = 560


def table_height(rows: int) -> int | Literal["content"]:
    """All rows while they are few; else a height in pixels within which the table scrolls."""
    return "content" if rows <= MOST_ROWS else TALLEST
