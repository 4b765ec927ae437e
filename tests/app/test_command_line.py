"""The command line does the main job with the pages' own core, and refuses without leaving anything half-done."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from docx import Document as WordDocument
from typer.testing import CliRunner, Result

from app.cli import app
from coding.checking import check_study
from coding.codebook_store import load_codebook
from coding.codings import list_codings
from corpus.documents import list_documents, load_document
from corpus.study import open_study

PEOPLE = "Deltager;Gruppe;Case\nLeder 1;leder;Egelund\nBorger 1;borger;Egelund\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CITAT_LANGUAGE", "en")
    monkeypatch.setenv("CITAT_HOME", str(tmp_path / "home"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, group in (("leder-1", "Leder 1"), ("borger-1", "Borger 1")):
        word = WordDocument()
        for speaker, said in (
            ("Interviewer", "Hvordan begyndte det?"),
            (group, "Vi havde ikke tid til at lære dem op, og så stod de der bare og ventede på os. 🎉"),
            ("Interviewer", "Og så?"),
            (group, "Så fandt vi ud af, at de var gode til det, vi ikke selv nåede."),
        ):
            paragraph = word.add_paragraph()
            paragraph.add_run(f"{speaker}: ").bold = True
            paragraph.add_run(said)
        word.save(str(tmp_path / f"{name}.docx"))
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def imported(folder: Path) -> Path:
    study = folder / "study.citat"
    done = run("import", study, folder / "leder-1.docx", folder / "borger-1.docx", "--people", folder / "people.csv")
    assert done.exit_code == 0, done.output
    return study


def test_import_prints_a_line_a_file_and_attaches_people(folder: Path) -> None:
    done = run(
        "import",
        folder / "a.citat",
        folder / "leder-1.docx",
        folder / "borger-1.docx",
        "--people",
        folder / "people.csv",
    )
    assert "leder-1.docx: 4 turns, " in done.stdout
    assert "Leder 1 (Ledere)" in done.stdout
    heads = list_documents(open_study(folder / "a.citat"))
    assert [(head.participants, head.cases) for head in heads] == [
        (("Leder 1",), ("Egelund",)),
        (("Borger 1",), ("Egelund",)),
    ]


def test_one_unreadable_file_refuses_the_whole_import_with_a_line_each(folder: Path) -> None:
    (folder / "tom.txt").write_bytes(b"")
    (folder / "skjult.docx").write_bytes(b"%PDF-1.7 ikke Word")
    study = folder / "study.citat"
    done = run("import", study, folder / "leder-1.docx", folder / "tom.txt", folder / "skjult.docx", folder / "nix.txt")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 3
    assert not study.exists()


def test_the_same_files_again_are_recognised_and_new_ones_taken(folder: Path) -> None:
    study = imported(folder)
    (folder / "ny.txt").write_text(
        "Interviewer: Hvem er du?\n\nLeder 2: Jeg er ny her.\n\nInterviewer: Nå?\n\nLeder 2: Ja."
    )
    done = run("import", study, folder / "leder-1.docx", folder / "ny.txt", folder / "ny.txt")
    assert done.exit_code == 0
    assert "in the study already" in done.stdout
    assert "the same file twice" in done.stdout
    assert len(list_documents(open_study(study))) == 3


def test_wrong_usage_is_told_from_refused_input(folder: Path) -> None:
    assert run("import", folder / "x.citat", folder / "leder-1.docx", "--kind", "poem").exit_code == 2
    assert run("export", folder / "x.citat", folder / "report.odt").exit_code == 2
    assert run("no-such-command").exit_code == 2
    assert run("check", folder / "missing.citat").exit_code == 1


def test_a_codebook_is_taken_once_by_name_or_from_a_file(folder: Path) -> None:
    study = imported(folder)
    assert run("codebook", study, "stakeholders-da").exit_code == 0
    assert "Barrierer" in {code.name for code in load_codebook(open_study(study)).codes}
    again = run("codebook", study, "stakeholders-da")
    assert again.exit_code == 1
    assert "already" in again.stderr
    own = folder / "own.yaml"
    own.write_text(yaml.safe_dump({"name": "Egen", "language": "da", "codes": [{"name": "Læring"}]}), encoding="utf-8")
    assert run("codebook", study, own).exit_code == 0
    assert run("codebook", study, "stakeholders-xx").exit_code == 1


def test_check_is_silent_on_a_whole_study_and_lists_what_is_not(folder: Path) -> None:
    study = imported(folder)
    assert run("check", study).exit_code == 0
    opened = open_study(study)
    with opened.write_unlogged() as connection:
        connection.exec_driver_sql("UPDATE turn SET start = start + 1 WHERE position = 2")
    opened.close()
    done = run("check", study)
    assert done.exit_code == 1
    assert "do not fit" in done.stderr


def test_the_sample_study_is_whole_and_made_up(sample: Path) -> None:
    opened = open_study(sample)
    assert check_study(opened) == ()
    heads = list_documents(opened)
    assert len(heads) == 12
    assert min(head.words for head in heads) >= 1000
    assert sorted(len(head.participants) for head in heads) == [1] * 10 + [2, 3]
    assert sum(head.interpreter for head in heads) == 1
    assert {coding.coder for coding in list_codings(opened)} == {"Koder A", "Koder B"}


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".csv", ".yaml"])
def test_export_goes_by_the_ending(sample: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"ud{ending}"
    assert run("export", sample, out).exit_code == 0
    words = {
        ".docx": lambda: "\n".join(paragraph.text for paragraph in WordDocument(str(out)).paragraphs),
        ".xlsx": lambda: " ".join(str(v) for r in openpyxl.load_workbook(out).worksheets[0].values for v in r),
        ".csv": lambda: out.read_text(encoding="utf-8-sig"),
        ".yaml": lambda: out.read_text(encoding="utf-8"),
    }[ending]()
    assert "Barrierer" in words
    if ending != ".yaml":
        assert "otte måneder" in words or "fire uger" in words


def test_a_report_follows_what_the_command_says_of_parts_and_template(folder: Path) -> None:
    study, out = imported(folder), folder / "report.docx"
    run("codebook", study, "stakeholders-en")
    house = WordDocument()
    house.sections[0].header.paragraphs[0].text = "The house"
    house.save(str(folder / "house.docx"))
    done = run("export", study, out, "--template", folder / "house.docx", "--parts", "method,codebook", "--by", "group")
    assert done.exit_code == 0, done.output
    written: Any = WordDocument(str(out))
    chapters = [paragraph.text for paragraph in written.paragraphs if paragraph.style.name == "Heading 1"]
    assert chapters == ["1 Method", "Appendix: the codebook"]
    assert written.sections[0].header.paragraphs[0].text == "The house"
    page = folder / "report.html"
    assert run("export", study, page, "--parts", "method").exit_code == 0
    assert "<h2" in page.read_text(encoding="utf-8")
    for wrong in (("--parts", "podcast"), ("--by", "day"), ("--template", folder / "people.csv")):
        refused = run("export", study, folder / "none.docx", *wrong)
        assert refused.exit_code == 1
        assert not (folder / "none.docx").exists()


def test_summaries_name_their_evidence(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "themes.json"
    assert run("summarise", sample, "--out", out).exit_code == 0
    known = {coding.id for coding in list_codings(open_study(sample))}
    themes = json.loads(out.read_text(encoding="utf-8"))["themes"]
    assert any(theme["informants"] for theme in themes)
    for theme in themes:
        assert theme["informants"] <= theme["asked"]
        assert set(theme["evidence"]) <= known
        assert {quote["coding"] for quote in theme["quotes"]} <= set(theme["evidence"])
        assert bool(theme["evidence"]) == bool(theme["passages"])
    markdown = run("summarise", sample)
    assert markdown.exit_code == 0
    assert "# Barrierer" in markdown.stdout


COLUMNS = ("document", "start", "end", "speaker", "group", "text", "rank", "code", "score", "decision", "reason")


@pytest.mark.slow
def test_suggestions_come_as_rows_for_interviewees_only(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "suggestions.csv"
    assert run("suggest", sample, "--out", out, "--top", 3).exit_code == 0
    rows = list(csv.DictReader(out.open(encoding="utf-8-sig", newline="")))
    assert list(rows[0]) == [
        "document",
        "start",
        "end",
        "speaker",
        "group",
        "text",
        "rank",
        "code",
        "score",
        "decision",
        "reason",
    ]
    assert {row["decision"] for row in rows} == {"suggest", "abstain"}
    assert not {"Interviewer", "Tolk"} & {row["speaker"] for row in rows}
    assert {row["rank"] for row in rows} == {"1", "2", "3"}
    opened = open_study(sample)
    texts = {head.title: load_document(opened, head.id).text for head in list_documents(opened)}
    for row in rows:
        assert texts[row["document"]][int(row["start"]) : int(row["end"])] == row["text"]


def test_numbers_are_taken_in_once_and_a_refused_table_changes_nothing(folder: Path) -> None:
    study = imported(folder)
    table = folder / "tal.csv"
    table.write_text("Deltager;Runde;Tro (1-7)\nBorger 1;1;2\nBorger 1;2;\n", encoding="utf-8")
    done = run("numbers", study, table)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        "2 new, 0 replace what stands, 0 are there already; 1 of them missing.",
        "New indicator: Tro. Scale from 1 to 7.",
    ]
    assert run("numbers", study, table).output.startswith("0 new, 0 replace what stands, 2 are there already")
    opened = open_study(study)
    revision = opened.revision()
    (folder / "ukendt.csv").write_text("Deltager;Runde;Tro\nBorger 1;3;4\nBorger 9;1;2\n", encoding="utf-8")
    refused = run("numbers", study, folder / "ukendt.csv")
    assert refused.exit_code == 1
    assert "Borger 9" in refused.stderr
    assert opened.revision() == revision
    opened.close()
