"""Under a summary that is out of date: which codings changed since it was written, by whom, and n of N then and now."""

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from app import session
from app.home_view import local_time
from app.jump import open_passage
from app.plain_text import escaped
from coding.evidence import Evidence
from coding.summaries import Summary
from coding.written import CodingChange, Since, changes_since
from coding.written.since import Kind
from corpus.language import Texts

SHOWN = 12
_KEPT = "study:findings:since"
_WORDS = 140


def show_changes(evidence: Evidence, summary: Summary) -> None:
    """What changed, in one line and change by change, each with the way to its place."""
    texts = session.texts()
    found = _changes(evidence, summary)
    st.markdown(escaped(_in_short(found, texts)))
    if not found.changes:
        return
    with st.expander(texts.gettext("What changed"), key="summary:changes"):
        for at, change in enumerate(found.changes[:SHOWN]):
            words, read = st.columns([13, 1], gap="xsmall", vertical_alignment="center")
            words.markdown(f":small[{_line(change, texts)}]")
            if read.button(
                ":material/open_in_new:",
                key=f"since:{at}",
                type="tertiary",
                help=texts.gettext("Open in the interview"),
            ):
                open_passage(change.document_id, change.start, change.end)
        more = len(found.changes) - SHOWN
        if more > 0:
            st.caption(texts.ngettext("and {count} more", "and {count} more", more).format(count=more))


def _changes(evidence: Evidence, summary: Summary) -> Since:
    key = (evidence.revision, summary.revision, summary.code_id, summary.group_id)
    kept: tuple[object, Since] | None = st.session_state.get(_KEPT)
    if kept is None or kept[0] != key:
        kept = st.session_state[_KEPT] = (key, changes_since(session.study(), summary, evidence))
    return kept[1]


def _in_short(found: Since, texts: Texts) -> str:
    _ = texts.gettext
    names: Mapping[Kind, str] = {
        "added": _("added: {count}"),
        "removed": _("removed: {count}"),
        "recoded here": _("recoded to this code: {count}"),
        "recoded away": _("recoded to another code: {count}"),
        "recoded within": _("recoded within it: {count}"),
        "bounds": _("other bounds: {count}"),
        "regrouped": _("moved with a code or a person: {count}"),
    }
    kinds = Counter(change.kind for change in found.changes)
    parts = [name.format(count=kinds[kind]) for kind, name in names.items() if kind in kinds]
    counts = _("Then {then} of {asked_then} informants, now {now} of {asked_now}.").format(
        then=found.informants_then,
        asked_then=found.asked_then,
        now=found.informants_now,
        asked_now=found.asked_now,
    )
    if not parts:
        return counts
    return _("Codings {changes}.").format(changes=", ".join(parts)) + " " + counts


def _line(change: CodingChange, texts: Texts) -> str:
    _ = texts.gettext
    lines = {
        "added": _("**Added** by {coder}, {time}"),
        "removed": _("**Removed** by {coder}, {time}"),
        "recoded here": _("**Recoded** from “{was}” by {coder}, {time}"),
        "recoded away": _("**Recoded** to “{now}” by {coder}, {time}"),
        "recoded within": _("**Recoded** from “{was}” to “{now}” by {coder}, {time}"),
        "bounds": _("**Other bounds** by {coder}, {time}"),
        "regrouped": _("**Moved with its code or speaker** by {coder}, {time}"),
    }
    what = lines[change.kind].format(
        was=escaped(change.was),
        now=escaped(change.now),
        coder=escaped(change.coder or _("the program")),
        time=escaped(local_time(change.at)) if change.at else "",
    )
    said = " ".join(change.words.split())
    said = said if len(said) <= _WORDS else said[:_WORDS].rsplit(" ", 1)[0] + " …"
    who = ", ".join(change.speakers) or change.document
    return f"{what}  \n{escaped(said)} :gray[({escaped(who)})]"
