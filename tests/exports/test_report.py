"""The Word report says what the study says: counts, the researcher's words, quotes to the character, nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx.document import Document

from coding.codebook_store import retire_code
from coding.evidence import load_evidence
from coding.matrix import cell_excerpts, code_by_group
from coding.summaries import Summary, count_sentence, save_summary
from corpus.coders import ensure_coder
from corpus.importing import store_import
from corpus.language import ENGLISH
from corpus.study import Study, create_study
from exports.report.files import write_report
from exports.report.plan import ReportPlan
from exports.word_styles import COUNT_SENTENCE, MUTED, NOTE, NOTICE
from tests.exports.word_reading import cells, open_word, section, styled, text_of
from tests.studies import (
    ANNA,
    CAFE,
    CHAIR,
    FELLOWSHIP,
    PARAGRAPHS,
    PARTY,
    TIME,
    add_interviews,
    apply_words,
    group_id,
    operate,
    plan_interview,
    small_study,
)

TEXT = ReportPlan(parts=("executive", "recommendations", "method", "chapters", "codebook"))


@pytest.fixture(scope="package")
def report(study: Study) -> Document:
    return open_word(write_report(study, ENGLISH, language="en", plan=TEXT))


@pytest.fixture
def own_study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "egen.citat")


def rewrite(study: Study, plan: ReportPlan = TEXT) -> Document:
    return open_word(write_report(study, ENGLISH, language="en", plan=plan))


def quotes_under(document: Document, *headings: str) -> list[str]:
    return [text_of(p) for p in section(document, *headings) if p.style.name == "Quote"]


# --- quotes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "quote"),
    [
        (("Fællesskab", "Ledere"), f"{CAFE} (Leder 2)"),
        (("Fællesskab", "Borgere"), f"{CHAIR} (Borger 2)"),
        (("Fællesskab", "Borgere"), f"{PARTY} (Borger 1, via interpreter)"),
        (("Tid og ressourcer", "Ledere"), f"{PARAGRAPHS} (Leder 1)"),
    ],
)
def test_a_quote_is_its_passage_to_the_character_with_its_label(
    report: Document, headings: tuple[str, ...], quote: str
) -> None:
    assert quote in quotes_under(report, *headings)


def test_a_passage_over_several_turns_says_who_speaks_and_greys_what_is_not_the_informants(report: Document) -> None:
    lines = [p for p in section(report, "Sprog og kompetencer", "Borgere") if p.style.name == "Quote"]
    assert [text_of(p) for p in lines] == [
        "Interviewer: Forstod du, hvad de sagde?",
        "Interpreter: Hun siger, at hun forstod halvdelen.",
        "Borger 1: Ikke alt. Jeg nikkede, og så gik jeg hen og så, hvad de andre gjorde. (Borger 1, via interpreter)",
    ]
    assert {run.style.name for run in lines[0].runs} == {run.style.name for run in lines[1].runs} == {MUTED}
    own = next(run for run in lines[2].runs if run.text.startswith("Ikke alt."))
    assert own.style.name != MUTED
    assert [p.paragraph_format.keep_with_next for p in lines] == [True, True, None]


def test_a_passage_of_two_informants_names_both(report: Document) -> None:
    last = quotes_under(report, "Fællesskab", "Sagsbehandlere")[-1]
    assert last.endswith("ved det godt. (Sagsbehandler 1 and Sagsbehandler 2)")


def test_a_passage_coded_by_two_coders_is_quoted_once(report: Document) -> None:
    assert sum(PARAGRAPHS in quote for quote in quotes_under(report, "Tid og ressourcer", "Ledere")) == 1


def test_an_interviewers_own_name_is_not_printed(own_study: Study) -> None:
    plan = plan_interview("Leder 2 igen", (("Interviewer", "Nå?"), ("Leder 2", "Nej.")))
    read = replace(plan.read, turns=(replace(plan.read.turns[0], speaker="Mette Holm"), plan.read.turns[1]))
    speakers = (replace(plan.speakers[0], name="Mette Holm"), plan.speakers[1])
    store_import(own_study, None, [replace(plan, read=read, speakers=speakers)])
    anna = ensure_coder(own_study, "Anna")
    operate(own_study, anna, "Leder 2 igen", [apply_words(own_study, "Leder 2 igen", "Nå?\nNej.", TIME)])
    document = rewrite(own_study)
    assert "Interviewer: Nå?" in styled(document, "Quote")
    assert not [p for p in document.paragraphs if "Mette" in text_of(p)]


def test_quotes_are_limited_where_the_researcher_chose_none(study: Study) -> None:
    document = rewrite(study, replace(TEXT, quotes=1))
    assert quotes_under(document, "Fællesskab", "Borgere") == [f"{CHAIR} (Borger 2)"]


def test_quotes_the_researcher_chose_come_in_that_order_and_no_passage_twice(own_study: Study) -> None:
    evidence = load_evidence(own_study)
    of = {(x.quote, x.coding.coder): x.coding.id for x in evidence.excerpts}
    follow_up = "Vi har fået en fast halv dag til oplæring"
    chosen = (of[follow_up, "Anna"], of[PARAGRAPHS, "Bo"], of[PARAGRAPHS, "Anna"])
    summary = Summary("code-time", group_id(own_study, "leader"), dominant="Tid mangler.", evidence=chosen)
    save_summary(own_study, ensure_coder(own_study, "Anna").id, summary, evidence)
    quotes = quotes_under(rewrite(own_study), "Tid og ressourcer", "Ledere")
    assert quotes == [f"{follow_up} (Leder 1)", f"{PARAGRAPHS} (Leder 1)"]


def test_a_passage_of_two_groups_is_quoted_once_in_a_section_and_names_its_other_section(own_study: Study) -> None:
    add_interviews(own_study, {"Fælles": (("Leder 1", "Vi er to."), ("Borger 1", "Det er vi."))})
    both = "Vi er to.\nDet er vi."
    anna = ensure_coder(own_study, "Anna")
    operations = [apply_words(own_study, "Fælles", both, code) for code in (FELLOWSHIP, TIME)]
    operate(own_study, anna, "Fælles", operations)
    document = rewrite(own_study, replace(TEXT, quotes=9))
    quoted = [q for q in styled(document, "Quote") if "Det er vi." in q]
    assert quoted == [
        "Borger 1: Det er vi. (Leder 1 and Borger 1)",
        "Borger 1: Det er vi. (Leder 1 and Borger 1; also quoted in 2.3)",
    ]


def test_the_case_is_in_the_label_only_when_asked_for(study: Study) -> None:
    assert not [q for q in styled(rewrite(study), "Quote") if "Køkkenet" in q]
    named = styled(rewrite(study, replace(TEXT, schemes=(("", ("label", "case")),))), "Quote")
    assert f"{CHAIR} (Borger 2, Sydby > Køkkenet)" in named


def test_words_from_a_summary_note_are_not_passed_off_as_speech(own_study: Study) -> None:
    plan = plan_interview("Referat", (("Leder 2", "Leder 2 fortalte, at tiden er knap."),))
    store_import(own_study, None, [replace(plan, kind="summary")])
    words = "Leder 2 fortalte, at tiden er knap."
    operate(own_study, ensure_coder(own_study, "Bo"), "Referat", [apply_words(own_study, "Referat", words, TIME)])
    assert f"{words} (Leder 2, from a summary note)" in styled(rewrite(own_study), "Quote")


# --- numbers --------------------------------------------------------------------------------------------------------


def test_every_section_says_the_tables_numbers(study: Study, report: Document) -> None:
    printed = styled(report, COUNT_SENTENCE)
    leaves = [row for row in code_by_group(load_evidence(study)) if row.level == 1]
    for row in leaves:
        for cell in row.cells:
            assert cell.group is not None
            assert count_sentence(cell, row.path[-1], cell.group.name, ENGLISH) in printed


def test_silent_groups_and_groups_not_interviewed_are_told_apart(report: Document) -> None:
    silent = [text_of(p) for p in section(report, "Tid og ressourcer", "Groups without passages")]
    assert silent == ["Borgere: none of the 2 informants interviewed has a passage coded “Tid og ressourcer”."]
    chapter = cells(report.tables[2])
    assert chapter[0] == ["Code", "Ledere", "Sagsbehandlere", "Borgere", "Arbejdsgivere"]
    assert chapter[3] == ["\u2003Tid og ressourcer", "2 of 2", "1 of 3", "0 of 2", "not interviewed"]


def test_the_overview_table_counts_each_once(report: Document) -> None:
    assert cells(report.tables[0]) == [
        ["Group", "Interviews", "Persons", "Cases", "Cases within them"],
        ["Ledere", "3", "2", "2", "2"],
        ["Sagsbehandlere", "1", "3", "1", "0"],
        ["Borgere", "2", "2", "2", "2"],
        ["In all, each counted once", "6", "7", "2", "2"],
    ]


def test_the_method_says_how_it_was_done(report: Document) -> None:
    interviews, coding = (" ".join(text_of(p) for p in section(report, h)) for h in ("Interviews", "Coding"))
    assert "6 interviews with 7 persons. There are 5 single interviews and 1 group interview." in interviews
    assert "An interpreter took part in 1 interview." in interviews
    assert "Nobody was interviewed in these groups: Arbejdsgivere." in interviews
    assert coding == (
        "The codebook has 5 codes. It builds on “Prøvekodebog”. "
        "The texts were coded by Anna (10 codings) and Bo (5 codings)."
    )


def test_codings_with_retired_codes_are_left_out_and_that_is_said(own_study: Study) -> None:
    retire_code(own_study, ensure_coder(own_study, "Anna").id, "code-fellowship")
    document = rewrite(own_study)
    coding = " ".join(text_of(p) for p in section(document, "Coding"))
    assert "5 codings with codes that are no longer used are left out." in coding
    assert "Fællesskab" not in styled(document, "Heading 2")


# --- the researcher's words -----------------------------------------------------------------------------------------


def test_summaries_stand_under_their_small_headings(report: Document) -> None:
    words = [text_of(p) for p in section(report, "Tid og ressourcer", "Ledere") if p.style.name == "Normal"]
    assert words == [
        "Dominant view. Begge ledere mangler tid til oplæring.",
        "Papirerne fylder mere end borgerne.",
        "Nuances. Hos den ene er det blevet bedre.",
        "Counter-voices. Looked for; none found.",
    ]


def test_nothing_is_invented_where_no_summary_is_written(report: Document) -> None:
    paragraphs = section(report, "Sprog og kompetencer", "Ledere")
    assert [p.style.name for p in paragraphs] == [COUNT_SENTENCE, "Quote"]
    said = [line for line in styled(report, NOTE) if "no summary yet" in line]
    assert said == [
        "4 of the 5 themes in a group below have no summary yet; their quotes stand alone.",
        "4 of the 5 themes in a group below have no summary yet; their quotes stand alone.",
    ]


def test_a_summary_is_marked_when_its_codings_changed(own_study: Study) -> None:
    assert not [p for p in section(rewrite(own_study), "Tid og ressourcer", "Ledere") if p.style.name == NOTICE]
    words = "Det går med fagter."
    operate(own_study, ensure_coder(own_study, "Bo"), "Leder 1", [apply_words(own_study, "Leder 1", words, TIME)])
    paragraphs = section(rewrite(own_study), "Tid og ressourcer", "Ledere")
    (notice,) = [text_of(p) for p in paragraphs if p.style.name == NOTICE]
    assert "Codings have changed since" in notice


def test_a_made_up_study_says_so_on_the_title_page_and_on_every_other(report: Document) -> None:
    assert "Everything in this report is made up: persons, places and words." in styled(report, NOTICE)
    assert report.sections[0].header.paragraphs[0].text == "Prøveundersøgelsen (made up)"


def test_a_real_study_does_not(tmp_path: Path) -> None:
    document = rewrite(create_study(tmp_path / "ægte.citat", "Ægte", "da"))
    assert not styled(document, NOTICE)
    assert document.sections[0].header.paragraphs[0].text == "Ægte"


def test_an_empty_study_still_gives_a_report_that_says_so(tmp_path: Path) -> None:
    document = rewrite(create_study(tmp_path / "tom.citat", "Tom", "da"))
    assert styled(document, "Title") == ["Tom"]
    assert [text_of(p) for p in section(document, "Interviews")] == ["No interviews have been read into the study yet."]


def test_the_codebook_is_the_appendix(report: Document) -> None:
    table = cells(report.tables[-1])
    assert table[0] == ["Code", "Definition", "Include", "Exclude", "Example"]
    assert [row[0] for row in table[1:]] == [
        "Barrierer",
        "Barrierer > Sprog og kompetencer",
        "Barrierer > Tid og ressourcer",
        "Mening",
        "Mening > Fællesskab",
    ]
    assert table[2][4] == "“Jeg forstod ikke beskeden, før den var glemt.”"


def test_dates_are_written_in_the_language(study: Study) -> None:
    plan = replace(TEXT, day=date(2026, 3, 4))
    assert "4. marts 2026" in styled(open_word(write_report(study, ENGLISH, language="da", plan=plan)), "Normal")
    assert "4 March 2026" in styled(rewrite(study, plan), "Normal")


def test_quotes_chosen_before_anything_is_written_are_the_ones_printed(own_study: Study) -> None:
    evidence = load_evidence(own_study)
    leader = group_id(own_study, "leader")
    later = next(x for x in cell_excerpts(evidence, "code-time", leader) if "halv dag" in x.quote)
    chosen = Summary("code-barriers", leader, evidence=(later.coding.id,))
    save_summary(own_study, ensure_coder(own_study, ANNA).id, chosen, evidence)
    printed = quotes_under(rewrite(own_study), "Barrierer", "Ledere")
    assert len(printed) == 1
    assert later.quote in printed[0]
