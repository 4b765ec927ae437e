"""An interview as a line: each coded stretch at its share of the text, under its top code."""

from coding.evidence import load_evidence
from coding.portraits import portraits
from corpus.documents import load_document
from corpus.study import Study


def test_stretches_stand_where_their_words_stand(study: Study) -> None:
    evidence = load_evidence(study)
    for portrait in portraits(study, evidence):
        whole = len(load_document(study, portrait.document_id).text)
        expected = {
            (evidence.codebook.top(x.coding.code_id).id, x.coding.start / whole, x.coding.end / whole)
            for x in evidence.excerpts
            if x.coding.document_id == portrait.document_id
        }
        assert {(each.code_id, each.start, each.end) for each in portrait.stretches} == expected
        assert len(portrait.stretches) == len(expected)


def test_every_interview_has_a_portrait_and_groups_stand_together(study: Study) -> None:
    found = portraits(study, load_evidence(study))
    assert len(found) == 6
    groups = [portrait.groups[0] for portrait in found]
    assert groups == sorted(groups, key=groups.index)
    assert len(set(groups)) == 3
