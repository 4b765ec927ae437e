"""The smallest page around the coding component: a real study, its real operations, and switches for what goes wrong.

Run by Streamlit. CITAT_HOME holds `study.citat`, or a file `at` that names the folder which does: then one server shows
the studies of many tests, one after another. The file `switches.json` beside the study, read at each run, may set
`slow` (seconds every fragment takes), `refuse` (all operations are refused with this reason), `refreshing` (suggestions
are under way), `unavailable` (the study refuses as a whole), `title` (the document shown), `garbage` (a message that
cannot be read is sent), `stray` (a coding outside the text) and `gone` (after the next act the page is without the
component, until the switch is off again).
"""

import json
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from app.transcript_component import (
    CodingView,
    ShownCode,
    ShownCoding,
    ShownSuggestion,
    ShownTranscript,
    ShownTurn,
    mount,
    transcript_coder,
    transcript_source,
)
from coding import tables as c
from coding.codebook_store import load_codebook
from coding.codings import list_codings
from coding.operations import Answer, Refusal, apply_operations
from coding.suggesting import LEAST_KEPT
from coding.suggestions import open_rows
from corpus.coders import ensure_coder
from corpus.documents import Document, list_documents, load_document
from corpus.errors import StudyUnavailable
from corpus.language import ENGLISH
from corpus.study import Entry, Study, open_study


def home() -> Path:
    here = Path(os.environ["CITAT_HOME"])
    at = here / "at"
    return Path(at.read_text(encoding="utf-8")) if at.exists() else here


HOME = home()


@st.cache_resource(max_entries=2)
def the_study(path: Path) -> Study:
    return open_study(path)


def switches() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((HOME / "switches.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def shown_transcript(document: Document) -> ShownTranscript:
    turns = tuple(
        ShownTurn(
            n=number,
            start=turn.start,
            end=turn.end,
            speaker=turn.speaker.name,
            role=turn.speaker.role,
            group=turn.speaker.group,
            time=turn.time or None,
        )
        for number, turn in enumerate(document.turns, start=1)
    )
    return ShownTranscript(document.id, document.text_hash, document.title, document.text, turns)


def pending(study: Study, document_id: str) -> tuple[ShownSuggestion, ...]:
    query = open_rows(coder.id, LEAST_KEPT).where(c.passage.c.document_id == document_id)
    with study.read() as connection:
        rows = connection.execute(query).all()
    return tuple(
        ShownSuggestion(r.id, r.start, r.end, r.code_id, r.score, "Near the definition of the code.") for r in rows
    )


def named(entry: Entry | None) -> str | None:
    return entry.action if entry else None


def nothing() -> None:
    pass


def build() -> CodingView:
    time.sleep(switches().get("slow", 0))
    codebook = load_codebook(study)
    codes = tuple(
        ShownCode(
            code.id, code.parent, code.name, codebook.path_text(code.id), code.definition, code.colour, code.retired
        )
        for code in codebook.codes
    )
    codings = tuple(
        ShownCoding(
            x.id, x.start, x.end, x.code_id, x.coder_id, x.coder, x.origin, x.certainty, x.memo, x.starred, x.created
        )
        for x in list_codings(study, document.id)
    )
    if switches().get("stray"):
        codings += (ShownCoding("stray", 10**6, 10**6 + 5, codes[0].id, coder.id, coder.name),)
    return CodingView(
        document=document.id,
        hash=document.text_hash,
        revision=study.revision(),
        coder=coder.id,
        coder_name=coder.name,
        codes=codes,
        codings=codings,
        suggestions=pending(study, document.id),
        undo=named(study.undoable(coder.id, document.id)),
        redo=named(study.redoable(coder.id, document.id)),
        refreshing=bool(switches().get("refreshing")),
    )


def apply(operations: Sequence[Mapping[str, Any]]) -> Answer:
    wanted = switches()
    if wanted.get("unavailable"):
        raise StudyUnavailable("The study cannot be reached just now. Try again.")
    if wanted.get("refuse"):
        refused = tuple(Refusal(str(each["cid"]), wanted["refuse"]) for each in operations)
        return Answer((), refused, study.revision())
    return apply_operations(study, coder.id, document.id, operations)


@st.fragment(key="coder")
def coding() -> None:
    if switches().get("gone"):
        st.rerun(scope="app")
    if switches().get("garbage"):
        mount._coder(key=f"coder-{document.id}", data=b"{ no message", on_ops_change=nothing, on_seen_change=nothing)
        return
    transcript_coder(build, apply, ENGLISH, key=f"coder-{document.id}", height=int(os.environ.get("HEIGHT", "780")))


@st.fragment(run_every=0.5)
def wait_for_the_component() -> None:
    if not switches().get("gone"):
        st.rerun(scope="app")


def coding_page() -> None:
    if switches().get("gone"):
        wait_for_the_component()
        return
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    st.caption(f"full runs: {st.session_state['runs']}")
    st.button("Run again")
    transcript_source(shown_transcript(document))
    coding()
    st.write("Page text behind the transcript. " * 20)


def other_page() -> None:
    st.title("Elsewhere")


st.set_page_config(page_title="Harness", layout="wide")
if st.session_state.get("home") != str(HOME):
    st.session_state.clear()
    st.session_state["home"] = str(HOME)
study = the_study(HOME / "study.citat")
coder = ensure_coder(study, "Anna")
titles = {head.title: head.id for head in list_documents(study)}
document = load_document(study, titles[switches().get("title", next(iter(titles)))])
st.navigation(
    [st.Page(coding_page, title="Code", default=True), st.Page(other_page, title="Other", url_path="other")],
    position="top",
).run()
