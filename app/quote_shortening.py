"""A quote shortened for print: the researcher's field for it, and what it leaves out."""

from collections.abc import Mapping

import streamlit as st

from app import session
from app.kept_value import follow
from app.plain_text import escaped, escaped_lines
from app.quote_words import turned_words
from app.translation import REFUSALS, in_words
from coding.evidence import Excerpt
from coding.printed_quotes import left_out, list_printed_quotes, print_quote_as, turned_by
from exports.report.cells import one_speaks

_REFUSED = "study:shorten:refused"
_HEIGHT = 160


def show_shortening(excerpt: Excerpt) -> None:
    """How the quote is printed, where it is shortened, and the way to shorten it; nothing where several speak."""
    _ = session.texts().gettext
    if not one_speaks(excerpt):
        return
    printed = list_printed_quotes(session.study()).get(excerpt.passage)
    reason = _refused().get(excerpt.coding.id)
    if printed is not None:
        st.markdown(":small[:material/content_cut: " + _("Printed:") + f" {escaped_lines(printed)}]")
        gone = " · ".join(f"»{escaped(words)}«" for words in left_out(printed, excerpt.quote) or ())
        if gone:
            st.caption(_("Left out: {words}").format(words=gone))
        if turned := turned_by(printed, excerpt.quote):
            said = _("A mark changes what was said. Printed / said:")
            st.warning(f"{said} {turned_words(turned, session.texts())}", icon=":material/content_cut:")
    if reason:
        st.error(escaped(reason), icon=":material/error:")
    key = f"study:shorten:{excerpt.coding.id}"
    shown = printed or excerpt.quote
    value = st.session_state[key] if reason and key in st.session_state else follow(key, shown)
    with st.popover(_("Shorten"), icon=":material/content_cut:", type="tertiary", key=f"shorten:{excerpt.coding.id}"):
        st.caption(_("[...] marks what you leave out, [square brackets] what you put in. Empty: printed whole."))
        st.text_area(
            _("As it is printed"), value=value, key=key, height=_HEIGHT, on_change=_keep, args=(excerpt, key), width=520
        )


def _keep(excerpt: Excerpt, key: str) -> None:
    others = {each: why for each, why in _refused().items() if each != excerpt.coding.id}
    st.session_state[_REFUSED] = others
    try:
        print_quote_as(
            session.study(), session.coder().id, excerpt.passage, excerpt.quote, str(st.session_state[key] or "")
        )
    except REFUSALS as refusal:
        st.session_state[_REFUSED] = {**others, excerpt.coding.id: in_words(refusal, session.texts())}


def _refused() -> Mapping[str, str]:
    refused: Mapping[str, str] = st.session_state.get(_REFUSED, {})
    return refused
