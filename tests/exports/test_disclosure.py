"""Leftover CPR numbers, phone numbers and e-mail addresses are found where they stand, with few false alarms."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.evidence import load_evidence
from coding.framework_cells import FrameworkCell, save_cell
from coding.framework_matrix import framework_matrix, framework_rows
from coding.printed_quotes import print_quote_as
from coding.report_texts import new_report_text, save_report_text
from coding.summaries import Summary, save_summary
from coding.written import NamedText, load_quote_sources
from corpus.coders import ensure_coder
from corpus.documents import load_document
from corpus.errors import Refused
from corpus.importing import store_import
from corpus.language import ENGLISH
from corpus.participants import Case, Group, Participant, list_cases
from exports.disclosure import (
    Masks,
    check_disclosure,
    check_everything,
    decide,
    find_personal_data,
    list_decisions,
    still_to_decide,
)
from exports.disclosure.names import names, names_in
from exports.disclosure.people import printed_in_files, small_cells, telling_combination
from exports.disclosure.quotes import not_verbatim, one_sided
from exports.framework_matrix import write_framework_excel
from exports.report.files import write_report
from exports.report.plan import ReportPlan
from exports.report.plan_kept import save_plan
from exports.spreadsheet import write_csv
from exports.theme_summaries import write_summaries_markdown
from tests.studies import (
    CHAIR,
    add_interviews,
    apply_words,
    document_id,
    group_id,
    operate,
    plan_interview,
    small_study,
)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Mit cpr er 010203-4567, hvis du spørger", "cpr", "010203-4567"),
        ("CPR 0102034567.", "cpr", "0102034567"),
        ("det er 010203 4567 ikke", "cpr", "010203 4567"),
        ("med forkert dato 990203-4567", "cpr", "990203-4567"),
        ("ring på 22 33 44 55, hun tager den", "phone", "22 33 44 55"),
        ("ring på 22334455", "phone", "22334455"),
        ("+45 2233 4455 virker", "phone", "+45 2233 4455"),
        ("skriv til mette.h@nordby-kommune.dk.", "email", "mette.h@nordby-kommune.dk"),
        ("🎉🎉 skriv til søren@firma.dk", "email", "søren@firma.dk"),
    ],
)
def test_personal_data_is_found_with_its_place(text: str, kind: str, words: str) -> None:
    (found,) = find_personal_data(text)
    assert (found[0], text[found[1] : found[2]]) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "Fra 2018 til 2019 gik det godt",
        "I årene 2018-2019 havde vi 44 interview",
        "Det kostede 1.250.000 kroner for 3.600 borgere",
        "paragraf 28 a stk. 3, vejledning 9999",
        "klokken 12.30-13.45 og igen 08:15",
        "123456789012345678",
        "",
    ],
)
def test_numbers_that_are_no_personal_data_are_left_alone(text: str) -> None:
    assert find_personal_data(text) == ()


@given(st.text(max_size=40), st.text(max_size=40))
def test_an_address_is_found_wherever_it_stands(before: str, after: str) -> None:
    text = f"{before} x@y.dk {after}"
    assert any(kind == "email" and text[start:end] == "x@y.dk" for kind, start, end in find_personal_data(text))


def test_a_clean_study_has_no_findings(tmp_path: Path) -> None:
    assert check_disclosure(small_study(tmp_path / "s.citat")) == ()


def test_quotes_memos_and_summaries_are_looked_through(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    words = "Ring til Bente på 22 33 44 55 i morgen."
    add_interviews(study, {"Leder 2 igen": (("Interviewer", "Hvem?"), ("Leder 2", f"Ja. {words}"))})
    anna = ensure_coder(study, "Anna")
    apply = apply_words(study, "Leder 2 igen", words, "Barrierer")
    memo = {"op": "memo", "cid": "memo-cid-1", "coding": apply["coding"], "text": "cpr 010203-4567"}
    operate(study, anna, "Leder 2 igen", [apply, memo])
    summary = Summary("code-time", group_id(study, "caseworker"), dominant="Skriv til x@y.dk")
    save_summary(study, anna.id, summary, load_evidence(study))

    findings = check_disclosure(study)
    assert [(f.kind, f.place, f.words) for f in findings] == [
        ("phone", "quote", "22 33 44 55"),
        ("cpr", "memo", "010203-4567"),
        ("email", "summary", "x@y.dk"),
    ]
    phone, _, mail = findings
    assert phone.where == "Leder 2 igen"
    assert mail.where == "Barrierer > Tid og ressourcer, Sagsbehandlere"
    excerpt = next(x for x in load_evidence(study).excerpts if x.coding.id == phone.coding_id)
    assert excerpt.quote[phone.start : phone.end] == "22 33 44 55"
    text = load_document(study, document_id(study, "Leder 2 igen")).text
    start = excerpt.coding.start + phone.start
    assert text[start : start + len(phone.words)] == phone.words


def test_a_name_of_a_speaker_and_a_word_written_as_a_name_are_found_once_with_their_places(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    first, second = "Jeg sagde til Karen, at det gik.", "Det var Karen, som hjalp. Torben kom senere."
    add_interviews(study, {"Leder 2 igen": (("Interviewer", "Nå?"), ("Leder 2", f"{first}\n{second}"))})
    anna = ensure_coder(study, "Anna")
    operate(
        study,
        anna,
        "Leder 2 igen",
        [apply_words(study, "Leder 2 igen", words, "Barrierer") for words in (first, second)],
    )
    found = list(names(study, load_evidence(study)))
    assert [(each.words, each.where, each.certain) for each in found] == [("Karen", "Leder 2 igen", False)]
    assert not found[0].first


def test_the_name_that_a_transcript_gives_a_speaker_must_be_decided_on(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    plan = plan_interview("Leder 2 igen", (("Interviewer", "Nå?"), ("Leder 2", "Bente, det er mig.")))
    speakers = tuple(replace(each, name="Bente") if each.name == "Leder 2" else each for each in plan.speakers)
    turns = tuple(replace(each, speaker="Bente") if each.speaker == "Leder 2" else each for each in plan.read.turns)
    store_import(study, None, [replace(plan, read=replace(plan.read, turns=turns), speakers=speakers)])
    operate(
        study,
        ensure_coder(study, "Anna"),
        "Leder 2 igen",
        [apply_words(study, "Leder 2 igen", "Bente, det er mig.", "Barrierer")],
    )
    (found,) = names(study, load_evidence(study))
    assert (found.words, found.certain, found.first) == ("Bente", True, True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Det var Mette Holm fra Nordmose.", ("Mette", "Holm", "Nordmose")),
        ("Mette kom. Karen gik! Og jeg blev.", ()),
        ("Hun sagde: »Kom nu« til I og De.", ()),
        ("HR og SMS er ikke navne.", ()),
        ("", ()),
    ],
)
def test_a_capital_inside_a_sentence_is_offered_as_a_name(text: str, found: tuple[str, ...]) -> None:
    assert names_in(text) == found


def person(label: str, group: Group, case: tuple[str, ...], **attributes: str) -> Participant:
    return Participant(label, label, group, Case("/".join(case), case), attributes)


def test_who_is_alone_with_a_combination_is_named_with_the_fewest_parts_that_tell() -> None:
    group = Group("g", "leader", "Ledere")
    people = [person(f"Leder {at}", group, ("Nord", "Vask")) for at in range(3)]
    people += [person(f"Leder {at}", group, ("Syd", "Vask")) for at in range(3, 6)]
    people += [person("Leder 6", group, ("Nord", "Køkken"), Køn="Mand")]
    people += [person(f"Leder {at}", group, ("Syd", "Køkken"), Køn="Kvinde") for at in (7, 8, 9)]
    told = {each.label: telling_combination(each, people, printed_in_files) for each in people}
    assert {label for label, parts in told.items() if parts} == {"Leder 6"}
    assert told["Leder 6"] == (("Køn", "Mand"),)
    assert telling_combination(people[6], people, lambda _each: {"": "Ledere"}) == ()


def test_two_parts_that_are_common_alone_may_tell_together() -> None:
    group = Group("g", "leader", "Ledere")
    people = [person(f"{at}", group, ("Nord",), Køn="Mand" if at < 3 else "Kvinde") for at in range(6)]
    people += [person(f"{at}", group, ("Syd",), Køn="Kvinde") for at in range(6, 9)]
    people += [person("9", group, ("Syd",), Køn="Mand")]
    assert telling_combination(people[-1], people, printed_in_files) == (("Køn", "Mand"), ("case 1", "Syd"))


def test_numbers_about_very_few_are_told_by_group(tmp_path: Path) -> None:
    evidence = load_evidence(small_study(tmp_path / "s.citat"))
    found = {each.where: each.words for each in small_cells(evidence)}
    assert found["Ledere"] == "N = 2"
    assert found["Sagsbehandlere"].startswith("Barrierer")
    assert "Arbejdsgivere" not in found


def test_words_that_nobody_said_so_and_notes_printed_as_quotes_are_no_quotes(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    citizen, anna = group_id(study, "citizen"), ensure_coder(study, "Anna")
    evidence = load_evidence(study)
    text = f"»{CHAIR}« og »Der står en bænk til mig ved frokostbordet« og »det er kommet for at blive«."
    save_summary(study, anna.id, Summary("code-fellowship", citizen, dominant=text), evidence)
    found = [each for each in check_everything(study) if each.kind == "not verbatim"]
    assert [(each.words, each.about) for each in found] == [
        ("Der står en bænk til mig ved frokostbordet", "bænk / stol"),
        ("det er kommet for at blive", ""),
    ]
    assert all(text[each.start : each.end] == each.words for each in found)
    chair = next(each for each in evidence.excerpts if each.quote == CHAIR)
    notes = replace(evidence, excerpts=(replace(chair, kind="summary"),))
    chosen = {("c", citizen): Summary("c", citizen, evidence=(chair.coding.id,))}
    assert [each.words for each in not_verbatim((), load_quote_sources(study), notes, chosen)] == [CHAIR]


def test_a_quote_whose_mark_changes_what_was_said_is_no_quote(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    anna, evidence = ensure_coder(study, "Anna"), load_evidence(study)
    said = next(each for each in evidence.excerpts if " ikke tid" in each.quote)
    start = said.quote.index("Vi har ikke tid til at stå")
    printed = said.quote[:start] + said.quote[start:].replace("ikke", "[...]", 1)
    print_quote_as(study, anna.id, said.passage, said.quote, printed)
    text = "»Vi har [...] tid til at stå ved siden af«"
    save_summary(study, anna.id, Summary("code-time", group_id(study, "leader"), dominant=text), evidence)
    found = [each for each in check_everything(study) if each.kind == "not verbatim"]
    assert [(each.place, each.about) for each in found] == [
        ("summary", "Vi har [...] tid til at stå / Vi har ikke tid til at stå"),
        ("quote", "Vi har [...] tid til at stå / Vi har ikke tid til at stå"),
    ]


def test_one_person_quoted_far_more_than_the_others_is_told(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    evidence, sources = load_evidence(study), load_quote_sources(study)
    quote = "Men når praktikken slutter, er det bare slut."
    texts = [NamedText(str(at), "", f"»{quote}«") for at in range(4)]
    (found,) = one_sided(texts, sources, evidence, {})
    assert (found.where, found.words) == ("Borger 2", "4 / 4")
    assert list(one_sided(texts[:3], sources, evidence, {})) == []


def test_a_decision_is_kept_with_who_and_why_and_is_void_when_the_words_change(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    anna, evidence = ensure_coder(study, "Anna"), load_evidence(study)
    place = ("code-time", group_id(study, "caseworker"))
    save_summary(study, anna.id, Summary(*place, dominant="Skriv til x@y.dk hver dag."), evidence)
    (mail,) = check_disclosure(study)
    with pytest.raises(Refused, match="reason"):
        decide(study, anna.id, [mail], "accepted", " ")
    decide(study, anna.id, [mail], "accepted", "Kommunens egen adresse.")
    (kept,) = list_decisions(study).values()
    assert (kept.how, kept.reason, kept.coder, kept.words) == ("accepted", "Kommunens egen adresse.", "Anna", "x@y.dk")
    assert still_to_decide(check_disclosure(study), list_decisions(study)) == ()
    save_summary(study, anna.id, Summary(*place, dominant="Ring eller skriv til x@y.dk hver nat."), evidence)
    (again,) = still_to_decide(check_disclosure(study), list_decisions(study))
    assert again.words == "x@y.dk"
    decide(study, anna.id, [again], "mended")
    assert still_to_decide(check_disclosure(study), list_decisions(study)) == (again,)
    save_summary(study, anna.id, Summary(*place, dominant="Skriv til os."), evidence)
    assert check_disclosure(study) == ()
    assert len(list_decisions(study)) == 2
    study.undo(anna.id, "disclosure")
    assert len(list_decisions(study)) == 1


def test_what_is_masked_is_barred_in_every_file_and_nowhere_else(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    words = "Ring til Bente på 22 33 44 55, det er Bentes nummer."
    add_interviews(study, {"Leder 2 igen": (("Interviewer", "Hvem?"), ("Leder 2", words))})
    anna = ensure_coder(study, "Anna")
    apply = apply_words(study, "Leder 2 igen", words, "Barrierer")
    memo = {"op": "memo", "cid": "memo-cid-1", "coding": apply["coding"], "text": "Bente igen"}
    operate(study, anna, "Leder 2 igen", [apply, memo])
    leader = group_id(study, "leader")
    save_summary(study, anna.id, Summary("code-barriers", leader, dominant="Bente gør det."), load_evidence(study))
    found = [each for each in check_everything(study) if each.words in ("Bente", "22 33 44 55")]
    teller = next(each for each in check_everything(study) if each.kind == "recognisable" and each.words == "Leder 1")
    decide(study, anna.id, [*found, teller], "masked")
    barred = "Ring til █████ på ███████████, det er █████s nummer."
    sheet = write_csv(study, ENGLISH).decode("utf-8-sig")
    printed = "\n".join(
        each.text for each in docx.Document(io.BytesIO(write_report(study, ENGLISH, language="da"))).paragraphs
    )
    summary = write_summaries_markdown(study, load_evidence(study), ENGLISH)
    for text in (sheet, printed, summary):
        assert "Bente" not in text
        assert "22 33" not in text
    assert barred in sheet
    assert barred in printed
    assert "█████ gør det." in printed
    assert "█████ gør det." in summary
    assert "12 år" not in sheet
    assert "3 år" in sheet
    assert words in {each.quote for each in load_evidence(study).excerpts}
    with pytest.raises(Refused, match="masked"):
        decide(study, anna.id, list(small_cells(load_evidence(study))), "masked")


@given(st.text(max_size=30), st.sampled_from(["Bente", "22 33 44 55"]))
def test_a_masked_text_keeps_its_length_and_loses_the_words(text: str, words: str) -> None:
    masked = Masks(frozenset({words})).text(f"{text} {words} {text}")
    assert len(masked) == 2 * len(text) + len(words) + 2
    assert f" {words} " not in masked


def test_what_the_report_prints_behind_quotes_is_held_against_who_shares_it(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")

    def told() -> set[tuple[str, str]]:
        found = [each for each in check_everything(study) if each.kind == "recognisable" and each.place == "report"]
        return {(each.words, each.about) for each in found}

    assert told() == set()
    save_plan(study, ReportPlan(schemes=(("", ("group", "case:1")),)))
    assert told() == {
        ("Leder 1", "Leder"),
        ("Leder 2", "Sydby"),
        ("Borger 1", "Borger"),
        ("Borger 2", "Sydby"),
    }


def test_a_report_text_is_looked_through_too(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    anna = ensure_coder(study, "Anna")
    text = replace(new_report_text("executive"), text="De siger: »Det er slut for altid her«. Ring 22 33 44 55.")
    save_report_text(study, anna.id, text)
    found = {(each.kind, each.words) for each in check_everything(study) if each.kind in ("not verbatim", "phone")}
    assert found == {("not verbatim", "Det er slut for altid her"), ("phone", "22 33 44 55")}


def test_what_is_masked_is_barred_in_the_framework_matrix_and_in_the_reports_texts(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    words = "Det var Bente, der ringede."
    add_interviews(study, {"Leder 2 igen": (("Interviewer", "Hvem?"), ("Leder 2", words))})
    anna = ensure_coder(study, "Anna")
    coded = apply_words(study, "Leder 2 igen", words, "Barrierer")
    operate(study, anna, "Leder 2 igen", [coded])
    evidence = load_evidence(study)
    rows = framework_rows(evidence, list_cases(study), "participant")
    matrix = framework_matrix(evidence, rows, ["code-barriers"])
    row = next(each for each in rows if each.label == "Leder 2")
    cell = FrameworkCell("code-barriers", row.key, "Bente ringer.", (str(coded["coding"]),))
    save_cell(study, anna.id, cell, row, matrix)
    text = replace(new_report_text("executive"), text="Bente er vigtig.")
    save_report_text(study, anna.id, text)
    decide(study, anna.id, [each for each in check_everything(study) if each.words == "Bente"], "masked")
    page = write_report(study, ENGLISH, language="da", ending=".html").decode()
    sheet = openpyxl.load_workbook(io.BytesIO(write_framework_excel(study, matrix, ENGLISH, language="da")))
    cells = "\n".join(str(value) for each in sheet.worksheets for line in each.values for value in line if value)
    for printed in (page, cells):
        assert "Bente" not in printed
        assert "█████ ringer." in printed
        assert "Det var █████, der ringede." in printed
    assert "█████ er vigtig." in page
