"""A contradiction that somebody linked is listed until a text on the theme names the indicator."""

from dataclasses import replace

import pytest

from coding.evidence import load_evidence
from coding.indicator_figures import numbers_beside
from coding.indicator_links import HOWS, LinkGround, new_indicator_link
from coding.written import NamedText
from coding.written.unwritten_numbers import names_indicator, unwritten_contradictions
from corpus.indicator_files import read_numbers_file
from corpus.indicator_import import store_numbers
from corpus.study import Study
from tests.studies import group_id


def test_it_is_listed_until_a_text_on_its_top_code_names_it(study: Study) -> None:
    store_numbers(study, None, read_numbers_file("tal.csv", b"Deltager;Runde;Tro p\xc3\xa5 job (1-7)\nBorger 1;1;2\n"))
    ground = LinkGround(numbers_beside(study, load_evidence(study)), {})
    indicator = ground.beside.numbers.indicators[0].id
    citizens = group_id(study, "citizen")
    links = [new_indicator_link(indicator, "code-fellowship", citizens, how) for how in HOWS]
    against = [link for link in links if link.how == "contradicts"]
    text = NamedText("a", "", "Borgernes tro på et job er lav.", "code-meaning")
    assert list(unwritten_contradictions(ground, links, [])) == against
    elsewhere = [replace(text, code_id="code-time"), replace(text, code_id=None), replace(text, code_id="gone")]
    assert list(unwritten_contradictions(ground, links, elsewhere)) == against
    assert list(unwritten_contradictions(ground, links, [replace(text, text="De tror på det.")])) == against
    named = replace(text, text="Her siger tallene om tro på job noget andet.")
    assert unwritten_contradictions(ground, links, [named]) == ()
    lost = replace(against[0], code_id="code-old")
    assert unwritten_contradictions(ground, [lost, replace(against[0], group_id="gone")], []) == ()


@pytest.mark.parametrize(
    ("text", "name", "named"),
    [
        ("Antallet af sager steg.", "Antal sager", True),
        ("Antallet steg. Sagerne er tunge.", "Antal sager", False),
        ("BMI faldt.", "BMI", True),
        ("SUBMIT", "BMI", False),
        ("", "Antal sager", False),
        ("The number of cases rose for them and it was so.", "Number of cases", True),
    ],
)
def test_a_name_counts_in_its_forms_within_one_sentence(text: str, name: str, *, named: bool) -> None:
    assert names_indicator(text, name) is named
