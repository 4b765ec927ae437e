"""How good the suggestions are in this study, as a table with what the figures mean."""

from collections.abc import Sequence

import streamlit as st

from app import session
from app.plain_text import escaped
from app.small_table import small_table
from coding.codebook_store import load_codebook
from coding.suggestion_figures import CodeDecisions, latest_models, load_decisions_by_code
from corpus.language import Texts

FEWEST = 8
"""Below so many decisions a share says nothing."""


def show_figures() -> None:
    """A closed part of the page with figures for every code; counted when it is opened."""
    texts = session.texts()
    _ = texts.gettext
    with st.expander(_("How good are the suggestions here?"), icon=":material/monitoring:"):
        study = session.study()
        figures = load_decisions_by_code(study)
        book = load_codebook(study)
        small_table(
            "figures",
            [
                _("Code"),
                _("Decided"),
                _("Accepted"),
                _("Changed"),
                _("Rejected"),
                _("Put off"),
                _("Coded passages"),
                _("Probably missing"),
            ],
            [_row(book.path_text(each.code_id), each, texts) for each in figures],
        )
        st.caption(
            _(
                "Decisions are those of all coders. A share is shown from {count} decisions on. “Probably missing” is "
                "the sum of the model's probabilities over stretches without the code, compared with what is coded: an "
                "estimate that is as good as the probabilities are."
            ).format(count=FEWEST)
        )
        for name, made in latest_models(study):
            st.caption(_("Model: {name}").format(name=escaped(name)) + (f" · {made[:10]}" if made else ""))


def _row(path: str, figures: CodeDecisions, texts: Texts) -> Sequence[str]:
    missing = figures.missing
    return (
        path,
        str(figures.decided) if figures.decided >= FEWEST else _few(figures.decided, texts),
        *(_share(figures, status) for status in ("accepted", "edited", "rejected")),
        str(figures.said.get("deferred", 0)),
        str(figures.coded),
        "–" if missing is None else f"{round(100 * missing)} %",
    )


def _few(count: int, texts: Texts) -> str:
    return texts.gettext("{count} (too few yet)").format(count=count)


def _share(figures: CodeDecisions, status: str) -> str:
    count = next((number for name, number in figures.said.items() if name == status), 0)
    return str(count) if figures.decided < FEWEST else f"{count} ({round(100 * count / figures.decided)} %)"
