"""The example report of the guide, made anew from the sample study and the words of `example_report.yaml`.

    .venv/bin/python -m docs.example_report

Run it from the project's folder after reports have changed, and look at the report and its two pictures before you
commit them. Needs LibreOffice (`soffice`) and `pdftoppm`, as the tests do.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from app.sample import ensure_sample
from app.translation import texts_for
from coding.evidence import Evidence, load_evidence
from coding.indicator_figures import numbers_beside
from coding.indicator_links import LinkGround, new_indicator_link, save_indicator_link
from coding.matrix import cell_excerpts
from coding.printed_quotes import print_quote_as
from coding.report_texts import Kind, new_report_text, save_report_text
from coding.summaries import Summary, list_summaries, save_summary
from coding.written import NewLink, link_passages, sentences_of, summary_key
from corpus.coders import ensure_coder
from corpus.participants import list_groups
from corpus.study import Study, open_study
from docs.take_pictures import make_small
from exports.report.files import write_report
from exports.report.plan import ReportPlan

HERE = Path(__file__).parent
REPORT = HERE / "example-report.docx"
PICTURES = {"report-chapter": "Hvem har brug for en slutdato", "report-quotes": "[...] Det er sådan"}
"""Pages that are shown, each by words of it."""
DAY = date(2026, 11, 21)
DOTS_AN_INCH = 80


def main() -> int:
    """Write the report and its pictures beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        study = open_study(ensure_sample(Path(folder)))
        write_words(study, yaml.safe_load((HERE / "example_report.yaml").read_text(encoding="utf-8")))
        plan = ReportPlan(
            parts=("executive", "recommendations", "method", "pictures", "chapters", "numbers", "coreq"),
            only_written=True,
            quotes=2,
            schemes=tuple(
                (group.id, ("label", "attribute:Alder")) for group in list_groups(study) if group.key == "citizen"
            ),
            authors="Opdigtet forskerhold",
            day=DAY,
        )
        REPORT.write_bytes(write_report(study, texts_for("da"), language="da", plan=plan))
        study.close()
        _take_pictures(Path(folder))
    return 0


def write_words(study: Study, words: Mapping[str, Any]) -> None:
    """Put everything that a researcher might write into the study."""
    coder, evidence = ensure_coder(study, "Koder A").id, load_evidence(study)
    codes = {evidence.codebook.path_text(code.id): code.id for code in evidence.codebook.codes}
    groups = {group.key: group.id for group in evidence.groups}

    def add(kind: Kind, text: str, **more: Any) -> None:
        save_report_text(study, coder, replace(new_report_text(kind), text=text, **more))

    add("executive", words["executive"])
    for addressee, text in words["recommendations"]:
        add("recommendation", text, title=addressee)
    for limit in words["limits"]:
        add("limit", limit["text"], groups=tuple(groups[key] for key in limit["groups"]))
    for name, text in words["guideposts"].items():
        add("guidepost", text, code_id=codes[name])
    for name, boxes in words["boxes"].items():
        for title, text in boxes:
            add("box", text, title=title, code_id=codes[name])
    for name, cells in words["findings"].items():
        for key, cell in cells.items():
            _write_cell(study, coder, evidence, (codes[name], groups[key]), cell)
    ground = LinkGround(numbers_beside(study, evidence), list_summaries(study))
    indicators = {indicator.name: indicator.id for indicator in ground.beside.numbers.indicators}
    for each in words["numbers"]:
        place = (codes[each["theme"]], groups[each["group"]])
        link = new_indicator_link(indicators[each["indicator"]], *place, each["how"])
        save_indicator_link(study, coder, replace(link, note=each["note"]), ground)


def _write_cell(study: Study, coder: str, evidence: Evidence, place: tuple[str, str], cell: Mapping[str, Any]) -> None:
    code_id, group_id = place
    chosen = []
    for begins, *printed in cell.get("quotes", ()):
        excerpt = next(x for x in cell_excerpts(evidence, code_id, group_id) if x.quote.startswith(begins))
        chosen.append(excerpt.coding.id)
        for text in printed:
            print_quote_as(study, coder, excerpt.passage, excerpt.quote, text)
    summary = Summary(
        code_id,
        group_id,
        dominant=cell["dominant"],
        nuances=cell.get("nuances", ""),
        counter_voices=cell["counter"],
        evidence=tuple(chosen),
    )
    save_summary(study, coder, summary, evidence)
    excerpts = cell_excerpts(evidence, code_id, group_id)
    for part, passages in cell["rests_on"].items():
        found = [next(x for x in excerpts if x.quote.startswith(begins)) for begins in passages]
        sentence = sentences_of(getattr(summary, part))[0].words
        links = [NewLink(x.coding.document_id, x.coding.start, x.coding.end) for x in found]
        link_passages(study, coder, summary_key(code_id, group_id, part), sentence, links)


def _take_pictures(folder: Path) -> None:
    office = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    _run("soffice", office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(REPORT))
    pdf = str(folder / f"{REPORT.stem}.pdf")
    for name, words in PICTURES.items():
        number = str(next(n for n in range(1, 60) if words in _text_of_page(pdf, n)))
        page = ("-f", number, "-l", number, "-singlefile", "-png")
        _run("pdftoppm", "-r", str(DOTS_AN_INCH), *page, pdf, str(HERE / "pictures" / name))
        make_small(HERE / "pictures" / f"{name}.png")


def _text_of_page(pdf: str, number: int) -> str:
    page = ("-f", str(number), "-l", str(number))
    return " ".join(_run("pdftotext", *page, "-layout", pdf, "-").split())


def _run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, timeout=180)
    return done.stdout.decode("utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
