"""Which theme summaries are written, which are out of date, and which still wait to be written."""

from collections.abc import Mapping
from typing import Literal

from coding.evidence import Evidence
from coding.matrix import cell_excerpts
from coding.summaries import Summary, is_out_of_date

State = Literal["nothing coded", "to write", "written", "out of date"]
Cell = tuple[str, str]
"""A code id and a group id."""


def summary_states(evidence: Evidence, summaries: Mapping[Cell, Summary]) -> Mapping[Cell, State]:
    """The state of every code in use in every group that was interviewed, in codebook order.

    A summary without words is not written; one whose codings are all gone is out of date.
    """
    return {
        (code.id, group.id): _state(evidence, (code.id, group.id), summaries.get((code.id, group.id)))
        for code in evidence.codebook.codes
        if not code.retired
        for group in evidence.columns
        if group is not None
    }


def _state(evidence: Evidence, cell: Cell, summary: Summary | None) -> State:
    if summary is not None and not summary.empty:
        return "out of date" if is_out_of_date(summary, evidence) else "written"
    return "to write" if cell_excerpts(evidence, *cell) else "nothing coded"
