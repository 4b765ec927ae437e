"""Everything that can be held against what is written is found at once."""

from coding.evidence import load_evidence
from coding.written import NamedText, QuoteSources
from coding.written.look_through import look_through
from corpus.study import Study
from tests.studies import CHAIR, group_id


def test_a_text_with_one_of_each_fault_has_one_of_each_finding(study: Study, sources: QuoteSources) -> None:
    leader = group_id(study, "leader")
    faulty = NamedText(
        "a",
        "Tid, Ledere",
        f"»{CHAIR}« (Borger 1). »Der står en stol til os« siger de. Ingen ledere mangler tid og ressourcer. "
        "»De er kommet for at blive her« lyder det. Her mangler »et tegn.",
        "code-time",
        leader,
    )
    above = NamedText("b", "Sammenfatning", "Alle mangler tid og ressourcer.", level="executive")
    found = look_through([faulty, above], load_evidence(study), sources, {})
    assert dict(found.outcomes) == {"verbatim": 1, "changed": 1, "not found": 1}
    assert [quote.location.outcome for _, quote in found.doubtful] == ["changed", "not found"]
    assert [each.attributed for each in found.misattributed] == ["Borger 1"]
    assert [faulty.text[at] for _, at in found.unpaired] == ["»"]
    assert [len(each.printed) for each in found.repeated] == [2]
    assert [each.kind for each in found.contradictions] == ["none"]
    assert [each.kind for each in found.drift] == ["amount"]
    assert found.count == 2 + 1 + 1 + 1 + 1 + 1


def test_a_sound_text_has_no_finding(study: Study, sources: QuoteSources) -> None:
    text = f"Begge ledere mangler tid. »{CHAIR}« (Borger 2)."
    sound = NamedText("a", "", text, "code-time", group_id(study, "leader"))
    assert look_through([sound], load_evidence(study), sources, {}).count == 0
