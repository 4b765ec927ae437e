"""Leftover CPR numbers, phone numbers and e-mail addresses are found where they stand, with few false alarms."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.evidence import load_evidence
from coding.summaries import Summary, save_summary
from corpus.coders import ensure_coder
from corpus.documents import load_document
from exports.disclosure import check_disclosure, find_personal_data
from tests.studies import add_interviews, apply_words, document_id, group_id, operate, small_study


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
