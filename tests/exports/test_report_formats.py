"""One plan makes one row of blocks: Word, HTML and Markdown hold the same in the same order, every text as it is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from corpus.language import ENGLISH
from corpus.study import Study
from exports.characters import writable
from exports.report.assembling import assemble
from exports.report.blocks import (
    Block,
    Box,
    Figure,
    Heading,
    InlineQuotes,
    Item,
    Pages,
    Paragraph,
    Quote,
    Report,
    Span,
    Table,
    finished,
    plain,
)
from exports.report.files import REPORT_ENDINGS, report_file
from exports.report.material import load_material
from exports.report.plan import PARTS, ReportPlan
from tests.exports.report_reading import in_html, in_markdown, in_word

NASTY = "<script>alert(1)</script> & *stars* _under_ `ticks` [link](x) | pipe\n# no heading\n1. no list\n> no quote"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645"
    "400000000049454e44ae426082"
)


def report_of(*blocks: Block) -> Report:
    return Report("Titel", "Undertitel", "", date(2026, 3, 4), False, "da", finished(blocks, ENGLISH))


def test_the_three_files_hold_the_same_in_the_same_order() -> None:
    quote = Quote(
        (
            (
                Span("Anna: ", "muted"),
                Span("Ja."),
            ),
            (Span("Nej.\nMåske."),),
        ),
        "Leder 1",
    )
    report = report_of(
        Heading(1, "Første kapitel", key="a"),
        plain("Tal.", "count"),
        Paragraph((Span("Dominant. ", "run-in"), Span("Ord & tegn <b>."))),
        plain("Husk.", "notice"),
        Heading(2, "Afsnit", key="b"),
        replace(quote, section="b", first="b"),
        InlineQuotes((Quote(((Span("kort"),),), "Leder 2"), Quote(((Span("kortere"),),), "Leder 3"))),
        Item((Span("Et punkt"),)),
        Item((Span("Et andet"),)),
        Box("Boks", ((Span("En linje"),), (Span("En linje til"),))),
        Table("Hvem | hvor", ("A", "B"), (("1", "to\nlinjer"), ("x|y", "*")), (8, 8), total=True),
        Figure("Et billede", PIXEL, "En prik * uden noget"),
        Pages(wide=True),
        Heading(1, "Uden nummer", numbered=False),
        Heading(3, NASTY),
        plain(NASTY),
    )
    held = [
        in_word(report_file(report, ENGLISH, ".docx")),
        in_html(report_file(report, ENGLISH, ".html")),
        in_markdown(report_file(report, ENGLISH, ".md")),
    ]
    assert held[0] == held[1] == held[2]
    assert [kind for kind, _ in held[0]].count("quote") == 2
    assert ("figure", "Enprik*udennoget") in held[0]


@pytest.mark.parametrize("by", ["theme", "group"])
def test_a_studys_whole_report_is_the_same_in_the_three_files(study: Study, by: str) -> None:
    plan = ReportPlan(
        parts=tuple(part for part in PARTS if part != "pictures"),
        chapters_by="group" if by == "group" else "theme",
        inline_words=8,
    )
    report = assemble(load_material(study, plan, ENGLISH, "en"))
    word, page, markdown = (report_file(report, ENGLISH, ending) for ending in REPORT_ENDINGS)
    held = in_word(word)
    assert held == in_html(page) == in_markdown(markdown)
    headings = [block.text for block in report.blocks if isinstance(block, Heading)]
    assert [words for kind, words in held if kind.startswith("heading")] == ["".join(w.split()) for w in headings]
    last_lines = [block for block in report.blocks if isinstance(block, Quote)]
    labelled = [words for kind, words in held if kind == "quote"]
    for quote in last_lines:
        said = "".join(writable("".join(span.text for span in quote.lines[-1]) + f"({quote.label})").split())
        assert said in labelled
    assert len(last_lines) > 8
    tables = [block for block in report.blocks if isinstance(block, Table)]
    assert [kind for kind, _words in held].count("table") == len(tables) > 4


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(deadline=None, max_examples=40)
def test_any_text_reads_as_written_in_html_and_markdown(words: str) -> None:
    report = report_of(Heading(1, "Kapitel"), plain(f"x{words}x"))
    (kind, shown) = in_html(report_file(report, ENGLISH, ".html"))[1]
    assert (kind, shown) == ("text", "".join(writable(f"x{words}x").split()))
    assert in_markdown(report_file(report, ENGLISH, ".md"))[1] == (kind, shown)


def test_nothing_in_a_study_becomes_markup_or_runs() -> None:
    report = replace(report_of(Heading(1, NASTY), plain(NASTY)), title=NASTY, authors=NASTY)
    page: Any = html.document_fromstring(report_file(report, ENGLISH, ".html").decode("utf-8"))
    assert not page.xpath("//script")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    tokens = MarkdownIt("commonmark").enable("table").parse(report_file(report, ENGLISH, ".md").decode("utf-8"))
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "ordered_list_open", "blockquote_open", "code_inline", "link_open"}
