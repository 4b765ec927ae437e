"""Switches for coding blind: one's own, and that an interview is coded twice for agreement."""

from collections.abc import Callable

import streamlit as st

from app import session
from app.translation import REFUSALS, in_words
from coding.blind_coding import Blindness, choose_blind, code_twice, load_blindness, say_done
from corpus.documents import DocumentHead


def blindness() -> Blindness:
    """What is hidden from this session's coder in the open study."""
    return load_blindness(session.study(), session.coder().id)


def show_blind_switches(head: DocumentHead) -> None:
    """The coder's own switch, and those of the open interview."""
    _ = session.texts().gettext
    study, coder, now = session.study(), session.coder(), blindness()
    by_turn = st.toggle(
        _("Hide suggestions until I have coded the turn"),
        value=now.by_turn,
        help=_("Your own choice in this study. Whether suggestions were shown is kept with each coding."),
        key=f"study:blind:{coder.id}",
    )
    if by_turn != now.by_turn:
        choose_blind(study, coder.id, blind=by_turn)
    twice = st.toggle(
        _("This interview is coded twice, for agreement"),
        value=head.id in now.double,
        help=_("Then everybody codes it without suggestions or others' codings, until they say they are done."),
        key=f"study:double:{head.id}",
    )
    if twice != (head.id in now.double):
        _try(lambda: code_twice(study, coder.id, head.id, twice=twice))


def show_double_coding(head: DocumentHead) -> bool:
    """What is hidden in an interview that is coded twice, and the button that ends it; returns whether it is hidden."""
    _ = session.texts().gettext
    now = blindness()
    if head.id not in now.double:
        return False
    study, coder, closed = session.study(), session.coder(), head.id in now.closed
    words = (
        _("Coded twice: suggestions and others' codings stay hidden here until you are done.")
        if closed
        else _("Coded twice, and you are done: you see suggestions and others' codings.")
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words, width="content")
        st.button(
            _("I am done with this interview") if closed else _("I am not done after all"),
            key=f"done:{head.id}",
            type="tertiary",
            icon=":material/done_all:" if closed else ":material/lock:",
            on_click=_try,
            args=(lambda: say_done(study, coder.id, head.id, done=closed),),
        )
    return closed


def _try(act: Callable[[], None]) -> None:
    try:
        act()
    except REFUSALS as refusal:
        st.error(in_words(refusal, session.texts()))
