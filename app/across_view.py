"""Above the groups of a code: which positions several groups hold, which one holds alone, and where most differ."""

import streamlit as st

from app import session
from app.plain_text import escaped
from coding.evidence import Evidence
from coding.synthesis import Compared, across_groups, shortened
from coding.synthesis.across import Held, Opposed
from coding.synthesis.values import Position

OPPOSED = 4
"""Pairs of quotes that disagree, shown at most."""
_KEPT = "study:findings:across"


def show_across(evidence: Evidence, code_id: str) -> None:
    """What the groups agree and differ on, by sub-code; nothing for a code whose passages have none."""
    _ = session.texts().gettext
    found = _compared(evidence, code_id)
    if not (found.agree or found.alone):
        return
    with st.container(border=True, gap="small", key="across"):
        for title, every in ((_("Several groups hold"), found.agree), (_("One group alone holds"), found.alone)):
            if every:
                st.markdown(f"**{title}**  \n" + "  \n".join(_line(evidence, held) for held in every))
        if found.differ:
            title = _("Most hold different things")
            st.markdown(f"**{title}**")
        views = {side: held for apart in found.differ for side, held in apart.sides}
        for at, group_id in enumerate(views):
            if at % 2 == 0:
                columns = st.columns(2, gap="medium")
            columns[at % 2].markdown(_view(evidence, group_id, views[group_id]))
        if found.opposed:
            title = _("Pull in opposite directions")
            st.markdown(f"**{title}**")
        for opposed in found.opposed[:OPPOSED]:
            _show_opposed(evidence, opposed)
        if found.silent:
            names = ", ".join(escaped(_name(evidence, group_id)) for group_id in found.silent)
            st.caption(_("Interviewed, but no passage of this code: {groups}.").format(groups=names))


def _show_opposed(evidence: Evidence, opposed: Opposed) -> None:
    """A quote that hinders beside one that supports: two people who disagree."""
    _ = session.texts().gettext
    sides = (
        (_("Hinders"), opposed.hinders, opposed.hinders_quote),
        (_("Supports"), opposed.supports, opposed.supports_quote),
    )
    for column, (pull, (group_id, position), quote) in zip(st.columns(2, gap="medium"), sides, strict=True):
        column.markdown(
            f":small[**{pull}** · {escaped(_name(evidence, group_id))} {_share(position)}: "
            f"{escaped(evidence.codebook.code(position.code_id).name)}]  \n"
            f":small[{escaped(shortened(quote.words))}] :small[:gray[({escaped(quote.voice.label)})]]"
        )


def _compared(evidence: Evidence, code_id: str) -> Compared:
    kept: tuple[Evidence, str, Compared] | None = st.session_state.get(_KEPT)
    if kept is None or kept[1] != code_id or not evidence.same_words(kept[0]):
        kept = (evidence, code_id, across_groups(evidence, code_id))
        st.session_state[_KEPT] = kept
    return kept[2]


def _line(evidence: Evidence, held: Held) -> str:
    counts = ", ".join(
        f"{escaped(_name(evidence, group_id))} {_share(position)}" for group_id, position in held.by_group.items()
    )
    return f"{escaped(evidence.codebook.code(held.code_id).name)} – {counts}"


def _view(evidence: Evidence, group_id: str, position: Position) -> str:
    """A group's view with the words of one of them, to read against those of another group."""
    first = position.statements[0]
    return (
        f"{escaped(_name(evidence, group_id))} {_share(position)}: "
        f"{escaped(evidence.codebook.code(position.code_id).name)}  \n"
        f":small[{escaped(shortened(first.words))}] :small[:gray[({escaped(first.voice.label)})]]"
    )


def _share(position: Position) -> str:
    return (
        session.texts()
        .gettext("{informants} of {asked}")
        .format(informants=position.count.informants, asked=position.count.asked)
    )


def _name(evidence: Evidence, group_id: str) -> str:
    return next(group.name for group in evidence.groups if group.id == group_id)
