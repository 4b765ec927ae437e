"""A study's report as a file: the blocks are put together once, and written in the format that is asked for."""

from collections.abc import Callable, Mapping
from typing import Final

from corpus.language import Language, Texts
from corpus.study import Study
from exports.report.assembling import Progress, assemble
from exports.report.blocks import Report
from exports.report.html import write_html
from exports.report.markdown import write_markdown
from exports.report.material import load_material
from exports.report.plan import ReportPlan
from exports.report.plan_kept import KeptTemplate
from exports.report.word import write_word
from exports.word_template import open_template


def write_report(
    study: Study,
    texts: Texts,
    *,
    language: Language,
    plan: ReportPlan | None = None,
    ending: str = ".docx",
    template: KeptTemplate | None = None,
    progress: Progress | None = None,
) -> bytes:
    """The report as .docx, .html or .md, by the plan that is given; else by one for a study that has none.

    Raises UnreadableFile where the Word template cannot be used; other formats need none.
    """
    report = assemble(load_material(study, plan or ReportPlan(), texts, language), progress)
    return report_file(report, texts, ending, template)


def report_file(report: Report, texts: Texts, ending: str, template: KeptTemplate | None = None) -> bytes:
    """A report that is put together already, as .docx, .html or .md. Raises KeyError for another ending."""
    if ending == ".docx" and template is not None:
        return write_word(report, texts, open_template(template.name, template.data, report.language))
    return _WRITERS[ending](report, texts)


_WRITERS: Final[Mapping[str, Callable[[Report, Texts], bytes]]] = {
    ".docx": write_word,
    ".html": lambda report, texts: write_html(report, texts).encode("utf-8"),
    ".md": lambda report, texts: write_markdown(report, texts).encode("utf-8"),
}
REPORT_ENDINGS: Final = tuple(_WRITERS)
