"""Participants and groups of the study: a table to correct each."""

from collections import Counter
from typing import Any

import streamlit as st

from app import session
from app.refusals_shown import refusals_shown
from app.table_height import table_height
from corpus.import_corrections import case_path, case_text
from corpus.participants import add_group, change_participant, list_groups, list_participants, rename_group


def show_people() -> None:
    """Participants with label, group and case, and the groups with their names."""
    people, groups = st.columns([3, 1], gap="large")
    with people:
        _show_participants()
    with groups:
        _show_groups()


def _show_participants() -> None:
    _ = session.texts().gettext
    st.markdown("##### " + _("Participants"))
    participants = list_participants(session.study())
    if not participants:
        st.caption(_("Nobody yet."))
        return
    groups = {group.name: group.id for group in list_groups(session.study())}
    interviews = Counter(label for head in session.interviews() for label in head.participants)
    attributes = list(dict.fromkeys(name for person in participants for name in person.attributes))

    import pandas as pd

    before = pd.DataFrame(
        [
            {
                "label": person.label,
                "group": person.group.name if person.group else None,
                "case": case_text(person.case.path) if person.case else "",
                "interviews": interviews[person.label],
                **{f"attribute:{name}": person.attributes.get(name, "") for name in attributes},
            }
            for person in participants
        ]
    )
    edited = st.data_editor(
        before,
        key=f"people:{session.study().revision()}:{session.language()}",
        hide_index=True,
        num_rows="fixed",
        placeholder="",
        height=table_height(len(participants)),
        column_config={
            "label": st.column_config.TextColumn(_("Public label"), max_chars=80, required=True),
            "group": st.column_config.SelectboxColumn(_("Group"), options=list(groups)),
            "case": st.column_config.TextColumn(
                _("Case"), max_chars=120, help=_("Municipality, workplace or the like: Egelund > Vaskeriet")
            ),
            "interviews": st.column_config.NumberColumn(_("Interviews"), disabled=True, width="small"),
            **{f"attribute:{name}": st.column_config.TextColumn(name, disabled=True) for name in attributes},
        },
    )
    rows = edited.to_dict("records")
    changed = [place for place, row in enumerate(rows) if _said(row) != _said(before.iloc[place].to_dict())]
    label = session.texts().ngettext("Save {count} correction", "Save {count} corrections", len(changed))
    if st.button(label.format(count=len(changed)), disabled=not changed, icon=":material/save:", key="people:save"):
        with refusals_shown():
            for place in changed:
                name, group, case = _said(rows[place])
                change_participant(
                    session.study(),
                    session.coder().id,
                    participants[place].id,
                    label=name,
                    group_id=groups.get(group),
                    case=case_path(case),
                )
            st.rerun()


def _show_groups() -> None:
    _ = session.texts().gettext
    st.markdown("##### " + _("Groups"))
    groups = list_groups(session.study())

    import pandas as pd

    edited = st.data_editor(
        pd.DataFrame({"name": [group.name for group in groups]}),
        key=f"groups:{session.study().revision()}:{session.language()}",
        hide_index=True,
        num_rows="add",
        column_config={"name": st.column_config.TextColumn(_("Name"), max_chars=60, required=True)},
    )
    names = [name if isinstance(name, str) else "" for name in edited["name"]]
    renamed = [(group, name) for group, name in zip(groups, names, strict=False) if name != group.name]
    added = [name for name in names[len(groups) :] if name.strip()]
    if st.button(_("Save the groups"), disabled=not (renamed or added), icon=":material/save:", key="groups:save"):
        with refusals_shown():
            for group, name in renamed:
                rename_group(session.study(), session.coder().id, group.id, name)
            for name in added:
                add_group(session.study(), session.coder().id, name)
            st.rerun()


def _said(row: dict[Any, Any]) -> tuple[str, str, str]:
    label, group, case = (row[key] if isinstance(row[key], str) else "" for key in ("label", "group", "case"))
    return label, group, case
