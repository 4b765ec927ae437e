"""The two tables in which a person corrects an import: the files, and who speaks in them.

A table is made from the proposal and from what was corrected before, and stays as it was made while it is edited:
Streamlit keeps a person's edits only as long as what lies under them is the same.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from app import session
from app.table_height import table_height
from corpus.documents import INTERVIEWEE
from corpus.import_corrections import FileCorrection, SpeakerCorrection, proposed
from corpus.importing import DocumentPlan
from corpus.participants import list_groups
from exports.words import kind_word, role_word

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("transcript", "summary", "notes", "survey")
ROLES = (INTERVIEWEE, "interviewer", "interpreter", "other")

FileCorrections = dict[str, tuple[bool, FileCorrection]]
SpeakerCorrections = dict[tuple[str, str | None], SpeakerCorrection]
_FILES, _SPEAKERS = "study:import:files", "study:import:speakers"


def edit_files(plans: Sequence[DocumentPlan], digest: str) -> FileCorrections:
    """Show the files; returns by file hash whether it shall be imported, and its title, kind and date."""
    texts = session.texts()
    _ = texts.gettext
    before: FileCorrections = st.session_state.setdefault(_FILES, {})
    offered = {x.read.source_hash: (True, FileCorrection(x.title, x.kind, x.date)) for x in plans}
    kinds = {key: kind_word(key, texts) for key in KINDS}

    def line(plan: DocumentPlan) -> dict[str, Any]:
        taken, said = before.get(plan.read.source_hash, offered[plan.read.source_hash])
        return {
            "taken": taken,
            "file": plan.read.source_name,
            "title": said.title,
            "kind": kinds[said.kind],
            "date": said.date,
            "words": sum(speaker.words for speaker in plan.speakers),
            "speakers": len(plan.read.speakers),
        }

    edited = _edit(
        f"files:{digest}",
        [line(plan) for plan in plans],
        {
            "taken": st.column_config.CheckboxColumn(_("Import"), width="small"),
            "file": st.column_config.TextColumn(_("File"), disabled=True),
            "title": st.column_config.TextColumn(_("Title"), max_chars=200, required=True),
            "kind": st.column_config.SelectboxColumn(_("Kind"), options=list(kinds.values()), required=True),
            "date": st.column_config.TextColumn(_("Date"), max_chars=30),
            "words": st.column_config.NumberColumn(_("Words"), disabled=True, width="small"),
            "speakers": st.column_config.NumberColumn(_("Speakers"), disabled=True, width="small"),
        },
    )
    keys = {word: key for key, word in kinds.items()}
    for plan, row in zip(plans, _rows(edited), strict=True):
        said = FileCorrection(_text(row["title"]), keys.get(row["kind"], plan.kind), _text(row["date"]))
        _remember(before, plan.read.source_hash, (bool(row["taken"]), said), offered[plan.read.source_hash])
    return offered | before


def edit_speakers(plans: Sequence[DocumentPlan], digest: str) -> SpeakerCorrections:
    """Show who speaks; returns by file hash and name who each speaker is said to be."""
    texts = session.texts()
    _ = texts.gettext
    before: SpeakerCorrections = st.session_state.setdefault(_SPEAKERS, {})
    roles = {key: role_word(key, texts) for key in ROLES}
    groups = _group_names(plans)
    speaking = [(plan, speaker) for plan in plans for speaker in plan.speakers]

    def line(plan: DocumentPlan, place: int) -> dict[str, Any]:
        speaker = plan.speakers[place]
        said = before.get((plan.read.source_hash, speaker.name), proposed(speaker))
        unsure = said.role == INTERVIEWEE and (not speaker.known or not said.group)
        return {
            "file": plan.read.source_name,
            "name": speaker.name or _("(no name)"),
            "role": roles[said.role],
            "participant": said.participant,
            "group": groups.get(said.group or ""),
            "case": said.case,
            "turns": speaker.turns,
            "words": speaker.words,
            "look": "?" if unsure else "",
        }

    edited = _edit(
        f"speakers:{digest}",
        [line(plan, place) for plan in plans for place in range(len(plan.speakers))],
        {
            "file": st.column_config.TextColumn(_("File"), disabled=True),
            "name": st.column_config.TextColumn(_("Name in the text"), disabled=True),
            "role": st.column_config.SelectboxColumn(_("Role"), options=list(roles.values()), required=True),
            "participant": st.column_config.TextColumn(
                _("Public label"), max_chars=80, help=_("As the report shall name the person, such as “Leader 3”.")
            ),
            "group": st.column_config.SelectboxColumn(_("Group"), options=list(dict.fromkeys(groups.values()))),
            "case": st.column_config.TextColumn(
                _("Case"), max_chars=120, help=_("Municipality, workplace or the like: Egelund > Vaskeriet")
            ),
            "turns": st.column_config.NumberColumn(_("Turns"), disabled=True, width="small"),
            "words": st.column_config.NumberColumn(_("Words"), disabled=True, width="small"),
            "look": st.column_config.TextColumn(
                _("Check"), disabled=True, width="small", help=_("Nothing but a guess says who this is.")
            ),
        },
    )
    role_keys = {word: key for key, word in roles.items()}
    group_keys = {name: key for key, name in reversed(groups.items())}
    for (plan, speaker), row in zip(speaking, _rows(edited), strict=True):
        said = SpeakerCorrection(
            role_keys.get(row["role"], speaker.role),
            _text(row["participant"]),
            group_keys.get(_text(row["group"])),
            _text(row["case"]),
        )
        _remember(before, (plan.read.source_hash, speaker.name), said, proposed(speaker))
    return before


def forget_corrections() -> None:
    """Drop all corrections: the import is done or given up."""
    for key in [key for key in st.session_state if str(key).startswith("study:import:")]:
        del st.session_state[key]


def _remember(before: dict[Any, Any], key: object, said: object, offered: object) -> None:
    # Only what differs is kept, so that another people table, kind or group may still propose the rest anew.
    if said == offered:
        before.pop(key, None)
    else:
        before[key] = said


def _group_names(plans: Sequence[DocumentPlan]) -> dict[str, str]:
    """Names by what a plan may call a group: its key, its name, or the word of a people table."""
    names = {group.key: group.name for group in list_groups(session.study())}
    new = {x.group: x.group for plan in plans for x in plan.speakers if x.group and x.group not in names}
    return names | new


def _edit(key: str, lines: list[dict[str, Any]], columns: Mapping[str, Any]) -> "pd.DataFrame":
    import pandas as pd

    bases: dict[str, pd.DataFrame] = st.session_state.setdefault("study:import:bases", {})
    if key not in bases:
        table = key.partition(":")[0]
        for old in [old for old in bases if old.partition(":")[0] == table]:
            del bases[old]
        bases[key] = pd.DataFrame(lines, columns=list(columns))
    return st.data_editor(
        bases[key],
        key=f"study:import:{key}",
        column_config=columns,
        hide_index=True,
        num_rows="fixed",
        placeholder="",
        height=table_height(len(lines)),
    )


def _rows(table: "pd.DataFrame") -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
