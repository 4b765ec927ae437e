"""Stakeholder groups, cases and participants of a study."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, select

from corpus.errors import Refused
from corpus.study import Act, Study
from corpus.study import tables as t

SCOPE = "participants"
"""The undo stack of groups, cases and participants."""


@dataclass(frozen=True)
class Group:
    """A stakeholder group; `key` is stable and `name` is what this study calls it."""

    id: str
    key: str
    name: str


@dataclass(frozen=True)
class Case:
    """A municipality, workplace or the like; `path` holds the labels from the outermost case to this one."""

    id: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Participant:
    """A person interviewed, under a public label."""

    id: str
    label: str
    group: Group | None
    case: Case | None
    attributes: Mapping[str, str]


def list_groups(study: Study) -> tuple[Group, ...]:
    """All groups in the study's order."""
    with study.read() as connection:
        return _groups(connection)


def list_cases(study: Study) -> tuple[Case, ...]:
    """All cases, parents before their children."""
    with study.read() as connection:
        return _cases(connection)


def list_participants(study: Study) -> tuple[Participant, ...]:
    """All participants by group and then by label, "Leder 2" before "Leder 10"."""
    with study.read() as connection:
        groups = {group.id: group for group in _groups(connection)}
        cases = {case.id: case for case in _cases(connection)}
        rows = connection.execute(select(t.participant)).all()
    order = {group_id: i for i, group_id in enumerate(groups)}
    people = [
        Participant(row.id, row.label, groups.get(row.group_id), cases.get(row.case_id), row.attributes) for row in rows
    ]
    return tuple(sorted(people, key=lambda p: (order[p.group.id] if p.group else len(order), natural_key(p.label))))


def natural_key(label: str) -> tuple[tuple[int, str], ...]:
    """A sorting key that puts "Leder 2" before "Leder 10"."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part.lower()) for part in re.split(r"(\d+)", label))


def add_group(study: Study, coder_id: str, name: str) -> Group:
    """Add a group at the end. Raises Refused where the name is empty or taken."""
    name = _free_group_name(study, name, None)
    made = Group(str(uuid4()), f"group-{uuid4().hex[:8]}", name)
    with study.act(coder_id, "group.add", scope=SCOPE) as act:
        act.details["name"] = name
        act.insert(t.group, [{"id": made.id, "key": made.key, "name": name, "position": len(list_groups(study))}])
    return made


def rename_group(study: Study, coder_id: str, group_id: str, name: str) -> None:
    """Change what this study calls a group. Raises Refused where the name is empty or taken."""
    name = _free_group_name(study, name, group_id)
    with study.act(coder_id, "group.rename", scope=SCOPE) as act:
        act.details["name"] = name
        act.update(t.group, group_id, {"name": name})


def change_participant(
    study: Study, coder_id: str, participant_id: str, *, label: str, group_id: str | None, case: Sequence[str]
) -> None:
    """Correct a participant's public label, group or case. Raises Refused where the label is empty or taken."""
    label = label.strip()
    if not label:
        raise Refused("A participant needs a public label, such as “Leader 3”.")
    with study.act(coder_id, "participant.change", scope=SCOPE) as act:
        taken = select(t.participant.c.id).where(t.participant.c.label == label, t.participant.c.id != participant_id)
        if act.connection.execute(taken).first():
            raise Refused("Another participant is called {label} already. Choose another label.", label=label)
        act.details["label"] = label
        case_id = ensure_case(act, tuple(case))
        act.update(t.participant, participant_id, {"label": label, "group_id": group_id, "case_id": case_id})


def ensure_case(act: Act, path: tuple[str, ...]) -> str | None:
    """The id of the case at this path of labels, made where it is missing; None for the empty path."""
    parent: str | None = None
    for label in path:
        found = act.connection.execute(
            select(t.case.c.id).where(t.case.c.label == label, t.case.c.parent_id.is_not_distinct_from(parent))
        ).scalar_one_or_none()
        if found is None:
            found = str(uuid4())
            act.insert(t.case, [{"id": found, "parent_id": parent, "label": label, "attributes": {}}])
        parent = found
    return parent


def ensure_group(act: Act, key_or_name: str) -> str:
    """The id of the group with this key or name, made at the end where there is none."""
    groups = _groups(act.connection)
    wanted = key_or_name.strip().casefold()
    for group in groups:
        if wanted in (group.key, group.name.casefold()):
            return group.id
    made = str(uuid4())
    row = {"id": made, "key": f"group-{uuid4().hex[:8]}", "name": key_or_name.strip(), "position": len(groups)}
    act.insert(t.group, [row])
    return made


def ensure_participant(
    act: Act, label: str, group: str | None, case: tuple[str, ...], attributes: Mapping[str, str]
) -> str:
    """The id of the participant with this public label, made where there is none.

    What is newly known of an existing participant is added; what was known stays.
    """
    case_id = ensure_case(act, case)
    group_id = ensure_group(act, group) if group else None
    row = act.connection.execute(select(t.participant).where(t.participant.c.label == label)).one_or_none()
    if row is None:
        made = str(uuid4())
        act.insert(
            t.participant,
            [{"id": made, "label": label, "group_id": group_id, "case_id": case_id, "attributes": dict(attributes)}],
        )
        return made
    known = {
        "group_id": row.group_id or group_id,
        "case_id": row.case_id or case_id,
        "attributes": {**attributes, **row.attributes},
    }
    act.update(t.participant, row.id, known)
    return str(row.id)


def _groups(connection: Connection) -> tuple[Group, ...]:
    rows = connection.execute(select(t.group).order_by(t.group.c.position)).all()
    return tuple(Group(row.id, row.key, row.name) for row in rows)


def _cases(connection: Connection) -> tuple[Case, ...]:
    rows = {row.id: row for row in connection.execute(select(t.case)).all()}

    def path(case_id: str) -> tuple[str, ...]:
        row = rows[case_id]
        return (*(path(row.parent_id) if row.parent_id else ()), row.label)

    return tuple(sorted((Case(case_id, path(case_id)) for case_id in rows), key=lambda case: case.path))


def _free_group_name(study: Study, name: str, except_id: str | None) -> str:
    name = name.strip()
    if not name:
        raise Refused("A group needs a name.")
    if any(group.name.casefold() == name.casefold() and group.id != except_id for group in list_groups(study)):
        raise Refused("There is a group called {name} already. Choose another name.", name=name)
    return name
