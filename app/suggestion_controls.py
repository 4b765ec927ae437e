"""Asking for suggestions on the coding page, how far they are, and which model speaks."""

from collections.abc import Collection, Mapping

import streamlit as st

from app import session
from app.asking_again import ask_again
from app.blind_controls import show_blind_switches
from app.live_model import suggestions
from app.plain_text import escaped
from app.suggestion_run import RunState, SuggestionRun
from app.translation import in_words
from coding.codebook_store import load_codebook
from coding.suggesting import DIAL, SPEAKS_FROM, Dial
from coding.suggestions import codebook_mark, pending_made_with
from coding.unsuggested import has_suggestions, interviews_without_suggestions
from corpus.documents import DocumentHead
from corpus.language import Texts

SHOWN = "study:suggestions_shown"
RUN = "study:suggestion_run"


def suggestion_controls(head: DocumentHead) -> bool:
    """Buttons to suggest codes and a switch to see them; returns whether they are to be seen."""
    _ = session.texts().gettext
    with st.popover(_("Suggestions"), icon=":material/lightbulb:"):
        shown = st.toggle(_("Show suggestions"), value=True, key=SHOWN)
        show_dial("coding")
        show_blind_switches(head)
        _show_by_itself()
        busy = suggestions_under_way()
        if st.button(_("Suggest codes for this interview"), type="primary", width="stretch", disabled=busy):
            _begin([head])
        if st.button(_("Suggest codes for all interviews"), width="stretch", disabled=busy):
            _begin(list(session.interviews()))
        st.caption(
            _(
                "A language model on this machine compares what informants say with the codebook, and is silent "
                "where it is not sure. A suggestion is no coding until you accept it."
            )
        )
        _say_model(head)
    return bool(shown)


@st.fragment
def suggestion_progress() -> None:
    """How far a run in the background is; when it is over, the page shows what it found."""
    run: SuggestionRun | None = st.session_state.get(RUN)
    if run is None:
        return
    state = run.state
    if not state.finished:
        share = state.done / state.total if state.total else 0.0
        st.progress(share, text=_progress_words(state))
        ask_again(0.5, key="suggestion_progress_again")
        return
    del st.session_state[RUN]
    suggestions().judging.ask()
    texts = session.texts()
    if state.refusal is not None:
        st.session_state["study:suggestion_end"] = in_words(state.refusal, texts), ":material/error:"
    else:
        words = texts.ngettext("{count} suggestion", "{count} suggestions", state.found).format(count=state.found)
        st.session_state["study:suggestion_end"] = words, ":material/lightbulb:"
    st.rerun()


def suggest_everywhere() -> None:
    """A button that suggests codes for all interviews, with what that means."""
    _ = session.texts().gettext
    busy = suggestions_under_way()
    if st.button(_("Suggest codes for all interviews"), icon=":material/lightbulb:", disabled=busy):
        _begin(list(session.interviews()))
    st.caption(
        _(
            "A language model on this machine compares what informants say with the codebook and with what people have "
            "coded, and is silent where it is not sure. A suggestion is no coding until you accept it."
        )
    )


def say_how_it_ended() -> None:
    """Say once what a run that is over found, or why it could not."""
    ended = st.session_state.pop("study:suggestion_end", None)
    if ended is not None:
        st.toast(escaped(ended[0]), icon=ended[1], duration="long")


def suggestions_under_way() -> bool:
    """Whether a run is going on in the open study, begun here or in another window."""
    run = suggestions().under_way()
    if run is not None:
        st.session_state[RUN] = run
    return RUN in st.session_state


def suggest_for_new(imported: Collection[str]) -> None:
    """Begin to suggest for interviews that were just imported, where the user wants that and there is a codebook.

    Where suggestions are used in the study, interviews that were left without any, because Citat was closed before
    their turn came, are read too.
    """
    study = session.study()
    if session.settings().by_itself != "yes" or not load_codebook(study).codes:
        return
    left = interviews_without_suggestions(study)
    wanted = left if has_suggestions(study) else [each for each in left if each in imported]
    heads = {head.id: head for head in session.interviews()}
    if wanted:
        # what has just come goes before what was left
        wanted = sorted(wanted, key=lambda each: each not in imported)
        st.session_state[RUN] = suggestions().suggest([heads[each] for each in wanted])


def dial() -> Dial:
    """The setting of this user's dial."""
    return next((step for step in DIAL if step == session.settings().dial), "usual")


def least_shown() -> float:
    """From how probable a suggestion's top code on it is shown, as this user has set the dial."""
    return SPEAKS_FROM[dial()]


def show_dial(where: str) -> None:
    """The dial from "only what is nearly certain" to "show me everything"; kept for this user."""
    _ = session.texts().gettext
    words, now = dial_words(session.texts()), dial()
    chosen = st.select_slider(
        _("Which suggestions are shown"),
        list(words),
        value=now,
        format_func=words.__getitem__,
        key=f"study:dial:{where}",
    )
    if chosen != now:
        session.remember(dial=chosen)


def dial_words(texts: Texts) -> Mapping[Dial, str]:
    """The settings of the dial as a person reads them."""
    _ = texts.gettext
    return {
        "certain": _("Only what is nearly certain"),
        "likely": _("What is likely"),
        "usual": _("More likely than not"),
        "many": _("Also what is less likely"),
        "everything": _("Show me everything"),
    }


def _show_by_itself() -> None:
    _ = session.texts().gettext
    by_itself = st.toggle(
        _("Suggest codes for new interviews automatically"),
        value=session.settings().by_itself == "yes",
        help=_("When interviews are imported and the study has a codebook. It happens in the background."),
        key="study:by_itself",
    )
    if by_itself != (session.settings().by_itself == "yes"):
        session.remember(by_itself="yes" if by_itself else "")


def _begin(heads: list[DocumentHead]) -> None:
    st.session_state[RUN] = suggestions().suggest(heads)
    st.rerun()


def _progress_words(state: RunState) -> str:
    _ = session.texts().gettext
    if not state.reading:
        return _("The language model is being loaded …")
    return _("Reading {title} …").format(title=escaped(state.reading))


def _say_model(head: DocumentHead) -> None:
    _ = session.texts().gettext
    made_with = pending_made_with(session.study(), head.id)
    if made_with:
        names = ", ".join(sorted({each.name for each in made_with}))
        st.caption(_("Model: {name}").format(name=escaped(names)))
    if {each.codebook for each in made_with} - {codebook_mark(load_codebook(session.study()))}:
        st.caption(_("The codebook has changed since these suggestions were made. Suggest again."))
