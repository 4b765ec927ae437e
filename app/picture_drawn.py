"""One picture on a page: its title, itself, what it shows in words, and its file."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app import session
from app.plain_text import escaped
from app.reading_filter import GROUPS, TOGETHER, clear_filter, read_cell
from coding.evidence import Filter
from exports.pictures import OPENED, Picture, png

TAB = "study:reading:tab"
"""Holds which tab of the reading page is open."""


def draw_picture(key: str, picture: Picture, group_id: str | None = None) -> None:
    """The picture; where its marks open something, a click on one leads to the passages behind it.

    `group_id` is the group that the whole picture is of.
    """
    st.markdown(f"**{escaped(picture.title)}**")
    place = f"picture:{key}"
    if picture.opens:
        st.altair_chart(
            picture.chart,
            width="content",
            theme=None,
            key=place,
            on_select=lambda: _open_chosen(place, group_id),
            selection_mode=OPENED,
        )
        st.caption(session.texts().gettext("Click a mark to read its passages."))
    else:
        st.altair_chart(picture.chart, width="content", theme=None, key=place)
    st.caption(escaped(picture.alternative))
    offer_file(key, picture)


def offer_file(key: str, picture: Picture) -> None:
    """A button that makes the picture's file when it is pressed."""
    _ = session.texts().gettext
    st.download_button(
        _("Save as PNG"),
        data=lambda: png(picture),
        file_name=f"{picture.title}.png",
        mime="image/png",
        key=f"picture:file:{key}",
        icon=":material/download:",
        on_click="ignore",
    )


def read_passages(code_id: str, other_id: str | None = None, group_id: str | None = None) -> None:
    """Turn to the passages of a code: of one group where one is named, on the words of another code where one is.

    All other filters are cleared, so that what is listed is what the picture counted.
    """
    clear_filter()
    only = Filter(
        groups=frozenset() if group_id is None else frozenset({group_id or None}),
        together=frozenset({other_id} if other_id else ()),
    )
    read_cell(code_id, only, (GROUPS, TOGETHER))
    st.session_state[TAB] = session.texts().gettext("Table and passages")


def _open_chosen(key: str, group_id: str | None) -> None:
    marks: list[Mapping[str, Any]] = st.session_state[key]["selection"].get(OPENED, [])
    if marks and (code_id := marks[0].get("code_id")):
        read_passages(code_id, marks[0].get("other_id"), marks[0].get("group_id", group_id))
