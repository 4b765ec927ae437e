"""What a researcher writes in the cells of the framework matrix: stored, versioned, and marked when codings change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

from sqlalchemy import select

from coding import tables as c
from coding.codings import now
from coding.evidence import Excerpt
from coding.framework_matrix import FrameworkMatrix, FrameworkRow, Place
from coding.summaries import fingerprint, still_there
from corpus.errors import Conflict
from corpus.study import Study
from corpus.study.history import RowVersion, row_versions

SCOPE = "framework"
"""The undo stack of the framework matrix."""

CellState = Literal["not asked", "not coded", "not said", "to write", "written", "out of date"]


@dataclass(frozen=True)
class FrameworkCell:
    """A researcher's words on one row under one theme. `evidence` holds ids of the codings linked to them, in order."""

    code_id: str
    row_key: str
    words: str = ""
    evidence: tuple[str, ...] = ()
    evidence_fingerprint: str = ""
    revision: int = 0
    changed: str = ""
    id: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is written yet."""
        return not self.words.strip()


Cells = Mapping[Place, FrameworkCell]


def list_cells(study: Study) -> Cells:
    """All stored cells by code id and key of their row."""
    with study.read() as connection:
        rows = connection.execute(select(c.framework_cell)).all()
    return {
        (row.code_id, row.row_key): FrameworkCell(
            row.code_id,
            row.row_key,
            row.words,
            tuple(row.evidence),
            row.evidence_fingerprint,
            row.revision,
            row.changed,
            row.id,
        )
        for row in rows
    }


def save_cell(
    study: Study,
    coder_id: str,
    cell: FrameworkCell,
    row: FrameworkRow,
    matrix: FrameworkMatrix,
    *,
    seen: str | None = None,
    read_again: bool = True,
) -> None:
    """Store a cell of a row, with the fingerprint of the codings it was written on, so that it shows when they change.

    `seen` are the words that the writer saw when they began. Raises Conflict, changing nothing, where somebody has
    stored others since. Linked codings that are gone are left out. Without `read_again`, a cell that is out of date
    stays so: the words changed, but nobody read the codings anew.
    """
    with study.act(coder_id, "framework.save", scope=SCOPE) as act:
        act.details.update(code=matrix.evidence.codebook.code(cell.code_id).name, row=row.label)
        stored = act.connection.execute(
            select(c.framework_cell).where(
                c.framework_cell.c.code_id == cell.code_id, c.framework_cell.c.row_key == row.key
            )
        ).one_or_none()
        present = stored.words if stored else ""
        if seen is not None and present not in (seen, cell.words):
            raise Conflict(
                "Somebody wrote in this cell meanwhile. Read what stands there now, then keep one of the two."
            )
        values = {
            "words": cell.words,
            "evidence": still_there(act.connection, cell.evidence),
            "evidence_fingerprint": fingerprint(matrix.excerpts(cell.code_id, row)),
            "revision": matrix.evidence.revision,
            "coder_id": coder_id,
            "changed": now(),
        }
        if stored is None:
            keys = {
                "id": str(uuid4()),
                "code_id": cell.code_id,
                "row_key": row.key,
                "participant_id": row.participant_id,
                "case_id": row.case_id,
                "group_id": row.group_id,
            }
            act.insert(c.framework_cell, [{**keys, **values}])
            return
        if not read_again:
            values["evidence_fingerprint"], values["revision"] = stored.evidence_fingerprint, stored.revision
        act.update(c.framework_cell, stored.id, values)


def earlier_words(study: Study, cell: FrameworkCell) -> tuple[RowVersion, ...]:
    """What stood in a cell before, the latest first; each wording once."""
    if not cell.id:
        return ()
    seen, found = {cell.words}, []
    for version in row_versions(study, c.framework_cell.name, cell.id, SCOPE):
        words = str(version.values["words"])
        if words.strip() and words not in seen:
            seen.add(words)
            found.append(version)
    return tuple(found)


def is_out_of_date(cell: FrameworkCell, matrix: FrameworkMatrix, row: FrameworkRow) -> bool:
    """Whether codings behind the cell were added, changed or removed since it was saved."""
    return cell.evidence_fingerprint != fingerprint(matrix.excerpts(cell.code_id, row))


def linked_excerpts(cell: FrameworkCell, excerpts: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """The excerpts of the cell that its words are linked to, in their order."""
    by_id = {excerpt.coding.id: excerpt for excerpt in excerpts}
    return tuple(by_id[coding_id] for coding_id in cell.evidence if coding_id in by_id)


@dataclass(frozen=True)
class WrittenMatrix:
    """A matrix with what is written in it, and how far each cell has come."""

    matrix: FrameworkMatrix
    cells: Cells
    states: Mapping[Place, CellState]

    def cell(self, code_id: str, row: FrameworkRow) -> FrameworkCell:
        """What is stored of a cell, or an empty one."""
        return self.cells.get((code_id, row.key)) or FrameworkCell(code_id, row.key)

    def state(self, code_id: str, row: FrameworkRow) -> CellState:
        """How far a cell has come."""
        return self.states[code_id, row.key]


def written_matrix(matrix: FrameworkMatrix, cells: Cells) -> WrittenMatrix:
    """Hold stored cells against the codings of a matrix; a cell without words is not written."""
    states = {
        (code_id, row.key): _state(matrix, code_id, row, cells.get((code_id, row.key)))
        for row in matrix.rows
        for code_id in matrix.code_ids
    }
    return WrittenMatrix(matrix, cells, states)


def _state(matrix: FrameworkMatrix, code_id: str, row: FrameworkRow, cell: FrameworkCell | None) -> CellState:
    if cell is not None and not cell.empty:
        return "out of date" if is_out_of_date(cell, matrix, row) else "written"
    return matrix.silence(code_id, row) or "to write"
