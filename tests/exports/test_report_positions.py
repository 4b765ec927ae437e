"""A chapter says what is spoken of most widely and by whom, what groups share, and what each part written rests on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coding.codebook_store import edit_code, load_codebook
from coding.evidence import load_evidence
from coding.matrix import cell_excerpts
from coding.synthesis.across import across_groups
from coding.written import NewLink, link_passages, summary_key
from corpus.coders import ensure_coder
from corpus.language import ENGLISH
from corpus.study import Study
from exports.report.assembling import assemble
from exports.report.blocks import Block, Heading, Item, Paragraph, Quote, Table
from exports.report.material import load_material
from exports.report.plan import ReportPlan
from tests.studies import ANNA, group_id, small_study

CHAPTERS = ReportPlan(parts=("chapters",))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Study]:
    study = small_study(tmp_path / "prøve.citat")
    yield study
    study.close()


def blocks(study: Study, plan: ReportPlan = CHAPTERS) -> tuple[Block, ...]:
    return assemble(load_material(study, plan, ENGLISH, "en")).blocks


def tables(found: tuple[Block, ...], caption: str) -> list[Table]:
    return [block for block in found if isinstance(block, Table) and caption in block.caption]


def words(block: Block) -> str:
    return "".join(span.text for span in block.spans) if isinstance(block, Paragraph | Item) else ""


def test_counts_and_names_are_those_of_the_codings(own: Study) -> None:
    (table,) = tables(blocks(own), "“Barrierer”: what is spoken of most widely")
    compared = across_groups(load_evidence(own), "code-barriers")
    rows = {row[0]: "\n".join(row[1:]) for row in table.rows}
    names = {group.id: group.name for group in load_evidence(own).groups}
    for group, cell in compared.cells.items():
        for position in cell.positions:
            line = f"{load_codebook(own).code(position.code_id).name} ({position.count.informants} of"
            assert line in rows[names[group]]
    assert "Tid og ressourcer (2 of 2)" in rows["Ledere"]
    assert "Sprog og kompetencer (1 of 2: Borger 1)" in rows["Borgere"]
    only_groups = replace(CHAPTERS, schemes=((group_id(own, "citizen"), ("group",)),))
    (table,) = tables(blocks(own, only_groups), "“Barrierer”: what is spoken of most widely")
    assert "Sprog og kompetencer (1 of 2)" in "\n".join(cell for row in table.rows for cell in row)


def test_groups_agree_and_differ_in_both_kinds_of_chapters(own: Study) -> None:
    for plan in (CHAPTERS, replace(CHAPTERS, chapters_by="group")):
        said = [words(block) for block in blocks(own, plan)]
        shared = "“Sprog og kompetencer” (Ledere, Borgere), “Tid og ressourcer” (Ledere, Sagsbehandlere)"
        assert f"Spoken of in several groups: {shared}." in said
        assert "Spoken of in all groups: “Fællesskab”." in said
        titles = [block.text for block in blocks(own, plan) if isinstance(block, Heading)]
        assert "Across the groups" in titles
    (table,) = tables(blocks(own, replace(CHAPTERS, chapters_by="group")), "Ledere: what is spoken of most widely")
    assert table.rows[0][:2] == ("Barrierer", "Tid og ressourcer (2 of 2)")


def test_each_part_written_says_whose_passages_it_rests_on_and_has_its_quotes_below(own: Study) -> None:
    leader = group_id(own, "leader")
    before = blocks(own)
    assert not any("(rests on" in words(block) for block in before)
    excerpt = next(x for x in cell_excerpts(load_evidence(own), "code-time", leader) if x.voices[0].label == "Leder 2")
    place = NewLink(excerpt.coding.document_id, excerpt.coding.start, excerpt.coding.end)
    key = summary_key("code-time", leader, "nuances")
    anna = ensure_coder(own, ANNA).id
    link_passages(own, anna, key, "Hos den ene er det blevet bedre.", [place])
    link_passages(own, anna, summary_key("code-time", leader, "dominant"), "En sætning, der er væk.", [place])
    said = blocks(own)
    at = next(number for number, block in enumerate(said) if "(rests on" in words(block))
    assert words(said[at]) == "Nuances. Hos den ene er det blevet bedre. (rests on Leder 2)"
    quote = said[at + 1]
    assert isinstance(quote, Quote)
    assert quote.label.startswith("Leder 2")
    printed = [{block.lines for block in each if isinstance(block, Quote)} for each in (before, said)]
    assert printed[0] == printed[1]


def test_marks_on_sub_codes_set_quotes_of_two_people_against_each_other(own: Study) -> None:
    assert not any("hinders" in block.label for block in blocks(own) if isinstance(block, Quote))
    anna, book = ensure_coder(own, ANNA).id, load_codebook(own)
    edit_code(own, anna, replace(book.code("code-time"), valence="hinders"))
    edit_code(own, anna, replace(book.code("code-language"), valence="supports"))
    labels = [block.label for block in blocks(own) if isinstance(block, Quote)]
    assert any(label.endswith("Tid og ressourcer, hinders") for label in labels)
    assert any(label.endswith("Sprog og kompetencer, supports") for label in labels)
