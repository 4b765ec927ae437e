"""How good the suggestions are in this study, as two tables with what the figures mean and rest on."""

from collections.abc import Sequence

import streamlit as st

from app import session
from app.asking_again import ask_again
from app.live_model import suggestions
from app.plain_text import escaped
from app.small_table import small_table
from app.suggestion_controls import dial, dial_words
from app.suggestion_queue_view import day
from codebooks.values import Codebook
from coding.codebook_store import load_codebook
from coding.decisions import Status
from coding.own_figures import OwnFigures, load_own_figures
from coding.suggesting import SPEAKS_FROM, CodeFigures, Dial
from coding.suggesting.figures import ENOUGH_TO_CALIBRATE
from coding.suggestion_figures import CodeDecisions, count_silent, load_decisions_by_code
from coding.suggestions import codebook_mark
from corpus.language import Texts

FEWEST_FOR_SHARE = 20
"""Of fewer a share in percent would say more than is known."""

OPEN, ASKED = "study:figures", "study:figures:asked"


def show_figures() -> None:
    """What is not suggested in this study, and a part to open with the figures of every code."""
    texts = session.texts()
    _ = texts.gettext
    book = load_codebook(session.study())
    own = load_own_figures(session.study())
    if own is not None and own.made_with.codebook != codebook_mark(book):
        # what is left out is found anew for the codebook as it is now
        own = None
    _say_what_is_left_out(own, book, texts)
    label = _("How good are the suggestions here?")
    with st.expander(label, icon=":material/monitoring:", key=OPEN, on_change="rerun") as part:
        if part.open:
            _keep_up(own)
            _show_own(own, book, texts)
            _show_decisions(book, texts)


def _say_what_is_left_out(own: OwnFigures | None, book: Codebook, texts: Texts) -> None:
    _ = texts.gettext
    left_out = [each for each in own.figures.codes if each.at_chance and each.code_id in book] if own else []
    if not left_out:
        return
    named = [
        _("{code} ({passages} passages in {interviews} interviews)").format(
            code=escaped(book.path_text(each.code_id)), passages=each.passages, interviews=each.interviews
        )
        for each in left_out
    ]
    said = _("In this study these codes are found no better than by chance, so they are not suggested: {codes}.")
    more = _("Only “{everything}” shows them. More coded passages, or a clearer definition, may change that.")
    words = said.format(codes="; ".join(named)) + " " + more.format(everything=dial_words(texts)["everything"])
    st.info(words, icon=":material/voice_over_off:")


def _keep_up(own: OwnFigures | None) -> None:
    """Have figures made where decisions have come since; once for each state of the study."""
    revision, judging = session.study().revision(), suggestions().judging
    if (own is None or own.revision != revision) and st.session_state.get(ASKED) != revision:
        judging.ask(at_once=True)
        st.session_state[ASKED] = revision
    if judging.under_way():
        _say_under_way()


@st.fragment
def _say_under_way() -> None:
    if not suggestions().judging.under_way():
        st.rerun()
    st.caption(session.texts().gettext("The figures are being made anew …"))
    ask_again(1.0, key="figures_under_way_again")


def _show_own(own: OwnFigures | None, book: Codebook, texts: Texts) -> None:
    _ = texts.gettext
    st.markdown("**" + _("Measured on what people coded") + "**")
    if own is None or not own.figures.codes:
        st.caption(_("There are figures as soon as codes are suggested and passages of two interviews are coded."))
        return
    step, figures = dial(), own.figures
    small_table(
        "own_figures",
        [_("Code"), _("Coded passages"), _("In interviews"), _("Right of those suggested"), _("Found of those coded")],
        [_own_row(each, step, book, texts) for each in _in_order(figures.codes, book) if each.passages],
    )
    said = _(
        "Each of {passages} coded passages in {interviews} interviews was judged by a model that had learned from "
        "other interviews only. Counted with the setting “{dial}”; it was silent on {silent}. Among stretches that "
        "nobody coded, more suggestions are wrong than here."
    )
    words = dial_words(texts)[step]
    numbers = {"passages": figures.passages, "interviews": figures.interviews, "silent": figures.silent[step]}
    st.caption(said.format(dial=words, **numbers))
    st.caption(_calibration(own, texts))
    st.caption(
        _("Model: {name}, version {version}. Measured {day}.").format(
            name=escaped(own.made_with.name),
            version=escaped(own.made_with.version),
            day=day(own.made, session.language()),
        )
    )


def _calibration(own: OwnFigures, texts: Texts) -> str:
    _ = texts.gettext
    if own.figures.judgement.adjusts:
        return _("How probable a suggestion is said to be has been adjusted to this study's own passages.")
    words = _("From {count} coded passages in two interviews on, probabilities are adjusted to the study.")
    return words.format(count=ENOUGH_TO_CALIBRATE)


def _show_decisions(book: Codebook, texts: Texts) -> None:
    _ = texts.gettext
    st.markdown("**" + _("What people said to the suggestions") + "**")
    decided = [_("Decided"), _("Accepted"), _("Changed"), _("Rejected"), _("Put off")]
    headings = [_("Code"), *decided, _("Probably missing")]
    figures = load_decisions_by_code(session.study())
    small_table("figures", headings, [_decided_row(book.path_text(each.code_id), each, texts) for each in figures])
    silent = count_silent(session.study(), SPEAKS_FROM[dial()])
    st.caption(
        _(
            "Decisions are those of all coders, on the code and those below it. “Probably missing” is the sum of the "
            "model's probabilities over stretches without the code: an estimate that is as good as the probabilities "
            "are, with its share of all passages that should have the code."
        )
    )
    if silent.stretches:
        st.caption(
            _(
                "Of {stretches} stretches read in {interviews} interviews, the model is silent on {silent} with the "
                "setting “{dial}”."
            ).format(
                stretches=silent.stretches,
                interviews=silent.interviews,
                silent=silent.silent,
                dial=dial_words(texts)[dial()],
            )
        )


def _in_order(codes: Sequence[CodeFigures], book: Codebook) -> Sequence[CodeFigures]:
    by_id = {each.code_id: each for each in codes}
    return [by_id[code.id] for code in book.codes if code.id in by_id]


def _own_row(each: CodeFigures, step: Dial, book: Codebook, texts: Texts) -> Sequence[str | int]:
    code, shown = book.code(each.code_id), each.shown[step]
    name = code.name if code.parent is None else f"– {code.name}"
    if each.at_chance:
        name = texts.gettext("{code} (not suggested)").format(code=name)
    found = (_of(shown.right, shown.suggested, texts), _of(shown.right, each.passages, texts))
    return (name, each.passages, each.interviews, *found)


def _decided_row(path: str, figures: CodeDecisions, texts: Texts) -> Sequence[str | int]:
    def said(status: Status) -> str:
        return _of(figures.said.get(status, 0), figures.decided, texts)

    missing = round(figures.expected)
    total = figures.coded + missing
    share = f" ({round(100 * missing / total)} %)" if total >= FEWEST_FOR_SHARE else ""
    return (
        path,
        figures.decided,
        said("accepted"),
        said("edited"),
        said("rejected"),
        figures.said.get("deferred", 0),
        f"≈ {missing}{share}",
    )


def _of(count: int, total: int, texts: Texts) -> str:
    """A count of a total, with its share only where the total is large enough for one."""
    if not total:
        return "–"
    words = texts.gettext("{count} of {total}").format(count=count, total=total)
    return words if total < FEWEST_FOR_SHARE else f"{words} ({round(100 * count / total)} %)"
