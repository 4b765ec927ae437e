"""Before files are made, decisions on what was found are undone and redone at once, without another look."""

from pathlib import Path

from coding.evidence import load_evidence
from coding.summaries import Summary, save_summary
from corpus.coders import ensure_coder
from corpus.study import Study
from exports.disclosure import check_disclosure, decide, list_decisions
from tests.app.pages import show, words
from tests.app.test_page_findings import turn_to
from tests.studies import ANNA, BO, group_id

MUST = "looks like personal data"
AGAIN = "The study has changed since it was looked through"


def write(study: Study, text: str) -> None:
    place = ("code-time", group_id(study, "caseworker"))
    save_summary(study, ensure_coder(study, ANNA).id, Summary(*place, dominant=text), load_evidence(study))


def test_a_decision_is_undone_and_redone_at_once_and_only_a_changed_text_is_looked_through_again(
    small: Path, study: Study
) -> None:
    write(study, "Skriv til x@y.dk hver dag.")
    at = turn_to(show("findings", small), "Report and data")
    at.button(key="export:check").click().run()
    assert MUST in words(at)
    (mail,) = check_disclosure(study)
    decide(study, ensure_coder(study, ANNA).id, [mail], "accepted", "Kommunens egen adresse.")
    at.run()
    assert MUST not in words(at)
    assert AGAIN not in words(at)
    undo = "undo:('disclosure',)"
    at.button(key=undo).click().run()
    assert list_decisions(study) == {}
    assert MUST in words(at)
    assert AGAIN not in words(at)
    at.button(key=undo.replace("undo", "redo")).click().run()
    assert len(list_decisions(study)) == 1
    assert MUST not in words(at)
    assert AGAIN not in words(at)
    decide(study, ensure_coder(study, BO).id, [mail], "masked")
    at.run()
    assert AGAIN not in words(at)
    write(study, "Skriv til x@y.dk hver nat.")
    at.run()
    assert AGAIN in words(at)
