"""How long interviews lasted, as far as the time marks in their transcripts tell."""

import re
from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from corpus.study import Study
from corpus.study import tables as t

_MARK: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?")


def minutes_to_last_mark(study: Study) -> Mapping[str, float]:
    """By document id, the minutes at its latest time mark; documents without any are left out.

    What was said after the last mark is not counted, and a recording's clock is taken to begin at nought.
    """
    latest: dict[str, float] = {}
    with study.read() as connection:
        rows = connection.execute(select(t.turn.c.document_id, t.turn.c.time).where(t.turn.c.time != "")).all()
    for row in rows:
        mark = _MARK.fullmatch(row.time.strip("[]() "))
        if mark is not None:
            hours, minutes, seconds = (int(each or 0) for each in mark.groups())
            latest[row.document_id] = max(latest.get(row.document_id, 0.0), hours * 60 + minutes + seconds / 60)
    return latest
