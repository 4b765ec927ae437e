"""The study's codebook: stored code by code, changed only in ways that leave a valid codebook, each undoable.

A change is first made on the plain value, which refuses what would break the tree, and then written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Connection, Table, func, select

from codebooks.colours import suggested_colour
from codebooks.errors import CodebookRefused
from codebooks.values import Code, Codebook
from coding import tables as c
from coding.codings import replace_code
from corpus.errors import Conflict, Refused
from corpus.study import Act, Entry, Study
from corpus.study import tables as t
from corpus.study.acts import operation_done, redoable, standing, undoable

SCOPE = "codebook"
"""The undo stack of the codebook."""

TEXTS = ("name", "definition", "include", "exclude", "examples", "signs", "source", "colour", "origin", "valence")
"""What a person edits of a code."""


def load_codebook(study: Study) -> Codebook:
    """The study's codebook as a value, retired codes included."""
    with study.read() as connection:
        return read_codebook(connection)


def count_codings(study: Study) -> Mapping[str, int]:
    """Codings per code id, sub-codes not included; codes without any are left out."""
    with study.read() as connection:
        rows = connection.execute(select(c.coding.c.code_id, func.count()).group_by(c.coding.c.code_id)).all()
    return dict(rows)


def taken_codebooks(study: Study) -> tuple[str, ...]:
    """The names of the codebooks that were taken into the study, in that order."""
    with study.read() as connection:
        return tuple(dict.fromkeys(str(entry.details.get("name")) for entry in standing(connection, "codebook.take")))


def take_codebook(study: Study, coder_id: str, codebook: Codebook) -> int:
    """Add a codebook's codes to the study's; returns how many.

    Raises Refused where some of its codes are there already, and CodebookRefused where a top code of that name is.
    """
    with study.act(coder_id, "codebook.take", scope=SCOPE) as act:
        stored = read_codebook(act.connection)
        known = [code for code in codebook.codes if code.id in stored]
        if known:
            raise Refused(
                "The study has this codebook already: its code “{code}” is there. Edit the codes on the codebook page.",
                code=stored.path_text(known[0].id),
            )
        Codebook(stored.name, stored.language, stored.codes + codebook.codes)
        first = _last_position(act, None) + 1
        act.insert(c.code, [_row(code, first + i) for i, code in enumerate(codebook.codes)])
        act.details["name"] = codebook.name
    return len(codebook.codes)


def add_code(study: Study, coder_id: str, code: Code) -> Code:
    """Add one code as the last of its siblings. Raises CodebookRefused where it does not fit the tree."""
    with study.act(coder_id, "code.add", scope=SCOPE) as act:
        stored = read_codebook(act.connection)
        Codebook(stored.name, stored.language, (*stored.codes, code))
        act.insert(c.code, [_row(code, _last_position(act, code.parent) + 1)])
        act.details["code"] = code.name
    return code


def new_code(name: str, parent: str | None, colour: str, *, inductive: bool = True) -> Code:
    """A code that a researcher makes while reading: it comes from the data unless said otherwise."""
    return Code(str(uuid4()), name, parent, colour=colour, origin="inductive" if inductive else "deductive")


def create_code(act: Act, code_id: str, name: str, parent: str | None, definition: str = "") -> None:
    """Add, as a step of an act, a code that a coder makes while reading: inductive, coloured beside its siblings.

    Raises Refused where the parent is gone or retired, and CodebookRefused where name or place does not fit the tree.
    """
    stored = read_codebook(act.connection)
    if parent is not None and parent not in stored:
        raise Conflict("The code above the new code is no longer in the codebook. Choose another place for it.")
    if parent is not None and stored.code(parent).retired:
        raise Refused(
            "The code {code} is retired. Bring it back on the codebook page to use it.", code=stored.code(parent).name
        )
    code = Code(
        code_id, name, parent, definition=definition, colour=suggested_colour(stored, parent), origin="inductive"
    )
    Codebook(stored.name, stored.language, (*stored.codes, code))
    act.insert(c.code, [_row(code, _last_position(act, parent) + 1)])
    act.details["code"] = code.name


def edit_code(study: Study, coder_id: str, code: Code) -> None:
    """Store a code's texts, colour, origin and valence. Its place in the tree stays; see `move_code`."""
    with study.act(coder_id, "code.edit", scope=SCOPE) as act:
        stored = read_codebook(act.connection)
        _replaced(stored, replace(code, parent=stored.code(code.id).parent))
        row = _row(code, 0)
        act.update(c.code, code.id, {key: row[key] for key in TEXTS})
        act.details["code"] = code.name


def move_code(study: Study, coder_id: str, code_id: str, parent: str | None, before: str | None = None) -> None:
    """Put a code, with all below it, under another parent (None: as a top code), before a sibling or last.

    Raises CodebookRefused where that would make a ring or two codes of one name under one parent.
    """
    with study.act(coder_id, "code.move", scope=SCOPE) as act:
        stored = read_codebook(act.connection)
        code = stored.code(code_id)
        _replaced(stored, replace(code, parent=parent))
        siblings = [x.id for x in stored.children(parent) if x.id != code_id]
        place = siblings.index(before) if before in siblings else len(siblings)
        _put_between(act, code_id, parent, siblings[:place], siblings[place:])
        act.details["code"] = code.name


def retire_code(study: Study, coder_id: str, code_id: str, retired: bool = True) -> None:
    """Take a code and all below it out of use, or back into it; its codings stay."""
    with study.act(coder_id, "code.retire" if retired else "code.restore", scope=SCOPE) as act:
        stored = read_codebook(act.connection)
        for code in (stored.code(code_id), *stored.descendants(code_id)):
            act.update(c.code, code.id, {"retired": retired})
        act.details["code"] = stored.code(code_id).name


def merge_codes(study: Study, coder_id: str, source_id: str, target_id: str) -> int:
    """Make two codes one: codings, sub-codes and what is written of `source` go to `target`; returns codings moved.

    Where one coder had both codes on stretches that meet, one coding stays (see `coding.joining`), with the memos of
    all and a star where any had one. Raises Refused where the target lies below the source, and CodebookRefused where
    both have a sub-code of one name.
    """
    with study.act(coder_id, "code.merge", scope=SCOPE) as act:
        stored = read_codebook(act.connection)
        source, target = stored.code(source_id), stored.code(target_id)
        if source_id == target_id or target_id in {code.id for code in stored.descendants(source_id)}:
            raise Refused("A code cannot be merged into itself or into one of its sub-codes. Choose another code.")
        children = {code.id: replace(code, parent=target_id) for code in stored.children(source_id)}
        kept = [children.get(code.id, code) for code in stored.codes if code.id != source_id]
        Codebook(stored.name, stored.language, tuple(kept))
        act.details.update(code=source.name, target=target.name, source_id=source_id, target_id=target_id)
        first = _last_position(act, target_id) + 1
        for i, child in enumerate(children):
            act.update(c.code, child, {"parent_id": target_id, "position": first + i})
        moved = _move_codings(act, source_id, target_id)
        _move_suggestions(act, source_id, target_id)
        codes = {"source_id": source_id, "target_id": target_id}
        _move_written(act, c.summary, "group_id", ("dominant", "nuances", "counter_voices"), **codes)
        _move_written(act, c.framework_cell, "row_key", ("words",), **codes)
        _move_questions(act, source_id, target_id)
        _move_indicator_links(act, source_id, target_id)
        act.delete(c.code, source_id)
    return moved


def present_code(connection: Connection, code_id: str) -> str:
    """The code that this one has been merged into meanwhile, or the code itself, be it in the codebook or not."""
    exists = select(c.code.c.id).where(c.code.c.id == code_id)
    if connection.execute(exists).first() is not None:
        return code_id
    for entry in standing(connection, "code.merge"):
        if entry.details.get("source_id") == code_id:
            code_id = str(entry.details["target_id"])
    return code_id


def turn_back(
    study: Study, coder_id: str, kind: Literal["undo", "redo"], scope: str = SCOPE, operation: str | None = None
) -> Entry | None:
    """Undo or redo the coder's latest act in a scope; as `Study.undo`, and pending suggestions never prevent it.

    Pending suggestions are a cache that points to codes and passages: where codes or interviews are about to go, those
    on them go first. What a person decided about a suggestion does prevent it, as a coding would.
    """
    with study.read() as connection:
        find = undoable if kind == "undo" else redoable
        known = operation is not None and operation_done(connection, operation)
        entry = None if known else find(connection, coder_id, scope)
        gone = _taken_away(connection, entry.id, kind) if entry is not None else []
    if gone:
        with study.write_unlogged() as connection:
            _drop_pending(connection, gone)
    turn = study.undo if kind == "undo" else study.redo
    return turn(coder_id, scope, operation, verify=_refuse_broken_tree)


def _refuse_broken_tree(connection: Connection) -> None:
    """Others may have moved or named codes meanwhile so that what was is a ring now, or has one name twice."""
    try:
        read_codebook(connection)
    except CodebookRefused as error:
        raise Conflict("This cannot be undone: later work builds on it. Undo or remove that first.") from error


def _taken_away(connection: Connection, entry_id: int, kind: Literal["undo", "redo"]) -> list[str]:
    """The codes and documents that are gone after an entry is undone or redone."""
    changes = connection.execute(select(t.log.c.changes).where(t.log.c.id == entry_id)).scalar_one()
    wanted = "before" if kind == "undo" else "after"
    tables = (c.code.name, t.document.name)
    return [change["id"] for change in changes if change["table"] in tables and change[wanted] is None]


def _drop_pending(connection: Connection, gone: Sequence[str]) -> None:
    passages = select(c.passage.c.id).where(c.passage.c.document_id.in_(gone))
    on_them = c.suggestion.c.code_id.in_(gone) | c.suggestion.c.passage_id.in_(passages)
    connection.execute(c.suggestion.delete().where(c.suggestion.c.status == "pending", on_them))


def _move_codings(act: Act, source_id: str, target_id: str) -> int:
    rows = act.connection.execute(select(c.coding.c.id).where(c.coding.c.code_id == source_id)).scalars().all()
    return sum(replace_code(act, coding_id, target_id) == coding_id for coding_id in rows)


def _move_suggestions(act: Act, source_id: str, target_id: str) -> None:
    """Move what people decided. Pending suggestions are a cache, so those of a code that goes are just dropped."""
    pending = c.suggestion.c.status == "pending"
    act.connection.execute(c.suggestion.delete().where(c.suggestion.c.code_id == source_id, pending))
    old = act.connection.execute(select(c.suggestion.c.passage_id).where(c.suggestion.c.code_id == source_id)).scalars()
    at_target = c.suggestion.c.code_id == target_id
    act.connection.execute(c.suggestion.delete().where(at_target, pending, c.suggestion.c.passage_id.in_(list(old))))
    for table, by_whom in ((c.suggestion, ()), (c.suggestion_decision, ("coder_id",))):
        _move_rows(act, table, ("passage_id", *by_whom), source_id, target_id)


def _move_rows(act: Act, table: Table, key: Sequence[str], source_id: str, target_id: str) -> None:
    """Give rows of one code another one; where a row with the same `key` has it already, that one stays."""
    columns = [table.c[name] for name in key]
    there = {tuple(row) for row in act.connection.execute(select(*columns).where(table.c.code_id == target_id))}
    for row in act.connection.execute(select(table.c.id, *columns).where(table.c.code_id == source_id)).all():
        if tuple(row[1:]) in there:
            act.delete(table, row.id)
        else:
            act.update(table, row.id, {"code_id": target_id})


def _move_written(act: Act, table: Table, key: str, texts: Sequence[str], *, source_id: str, target_id: str) -> None:
    """Give what is written of one code another one; where both have something at the same `key`, both texts stay."""
    there = {
        row._mapping[key]: row for row in act.connection.execute(select(table).where(table.c.code_id == target_id))
    }
    for row in act.connection.execute(select(table).where(table.c.code_id == source_id)).all():
        target = there.get(row._mapping[key])
        if target is None:
            act.update(table, row.id, {"code_id": target_id})
            continue
        joined: dict[str, Any] = {
            name: "\n\n".join(filter(None, (target._mapping[name], row._mapping[name]))) for name in texts
        }
        joined["evidence"] = [*target.evidence, *(x for x in row.evidence if x not in target.evidence)]
        act.update(table, target.id, joined)
        act.delete(table, row.id)


def _move_questions(act: Act, source_id: str, target_id: str) -> None:
    for row in act.connection.execute(select(c.guide_question.c.id, c.guide_question.c.codes)).all():
        if source_id in row.codes:
            codes = list(dict.fromkeys(target_id if each == source_id else each for each in row.codes))
            act.update(c.guide_question, row.id, {"codes": codes})


def _move_indicator_links(act: Act, source_id: str, target_id: str) -> None:
    of_source = select(c.indicator_link.c.id).where(c.indicator_link.c.code_id == source_id)
    for link_id in act.connection.execute(of_source).scalars().all():
        act.update(c.indicator_link, link_id, {"code_id": target_id})


def read_codebook(connection: Connection) -> Codebook:
    """As `load_codebook`, in a state of the study that is being read."""
    title, language = connection.execute(select(t.study.c.title, t.study.c.language)).one()
    rows = connection.execute(select(c.code).order_by(c.code.c.position)).all()
    codes = tuple(
        Code(
            id=row.id,
            name=row.name,
            parent=row.parent_id,
            definition=row.definition,
            include=row.include,
            exclude=row.exclude,
            examples=tuple(row.examples),
            signs=tuple(row.signs),
            colour=row.colour,
            origin=row.origin,
            valence=row.valence,
            retired=row.retired,
            source=row.source,
        )
        for row in rows
    )
    return Codebook(title, language, codes)


def _replaced(codebook: Codebook, code: Code) -> Codebook:
    return replace(codebook, codes=tuple(code if old.id == code.id else old for old in codebook.codes))


def _put_between(act: Act, code_id: str, parent: str | None, left: Sequence[str], right: Sequence[str]) -> None:
    """Place a code after `left` and before `right`, its siblings in order, numbering them anew where there is no room.

    Usually only the code's own row changes, so that undo rarely meets what others did meanwhile.
    """
    rows = act.connection.execute(select(c.code.c.id, c.code.c.position).where(_under(parent))).all()
    positions = {row.id: row.position for row in rows}
    lowest = positions[left[-1]] if left else (positions[right[0]] - 2 if right else -1)
    highest = positions[right[0]] if right else lowest + 2
    middle = (lowest + highest) / 2
    if lowest < middle < highest:
        act.update(c.code, code_id, {"parent_id": parent, "position": middle})
        return
    for i, sibling in enumerate((*left, code_id, *right)):
        act.update(c.code, sibling, {"parent_id": parent, "position": float(i)})


def _last_position(act: Act, parent: str | None) -> float:
    last: float = act.connection.execute(
        select(func.coalesce(func.max(c.code.c.position), -1)).where(_under(parent))
    ).scalar_one()
    return last


def _under(parent: str | None) -> Any:
    return c.code.c.parent_id.is_not_distinct_from(parent)


def _row(code: Code, position: float) -> dict[str, Any]:
    return {
        "id": code.id,
        "parent_id": code.parent,
        "name": code.name,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "examples": list(code.examples),
        "signs": list(code.signs),
        "source": code.source,
        "colour": code.colour,
        "origin": code.origin,
        "valence": code.valence,
        "position": position,
        "retired": code.retired,
    }
