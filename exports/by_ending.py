"""One way out for pages and command line: what is written is told by the ending of the file's name."""

from collections.abc import Callable, Mapping

from codebooks.yaml_format import write_yaml
from coding.codebook_store import load_codebook
from corpus.language import Language, Texts
from corpus.study import Study
from exports.report.plan import ReportPlan
from exports.report.plan_kept import KeptTemplate, load_plan, load_template


def write_export(
    study: Study,
    ending: str,
    texts: Texts,
    language: Language,
    *,
    plan: ReportPlan | None = None,
    template: KeptTemplate | None = None,
) -> bytes:
    """The export of a study as the ending asks for: one of `ENDINGS`. Raises KeyError for another.

    Reports (.docx, .html, .md) follow the plan, and .docx stands in the template, that are kept with the study, where
    none is given.
    """
    if ending in _DATA:
        return _DATA[ending](study, texts, language)
    from exports.report.files import write_report

    return write_report(
        study,
        texts,
        language=language,
        plan=plan or load_plan(study),
        ending=ending,
        template=template or load_template(study),
    )


def _excel(study: Study, texts: Texts, _language: Language) -> bytes:
    from exports.spreadsheet import write_excel

    return write_excel(study, texts)


def _csv(study: Study, texts: Texts, language: Language) -> bytes:
    from exports.spreadsheet import write_csv

    return write_csv(study, texts, language=language)


def _yaml(study: Study, _texts: Texts, _language: Language) -> bytes:
    return write_yaml(load_codebook(study)).encode("utf-8")


_DATA: Mapping[str, Callable[[Study, Texts, Language], bytes]] = {
    ".xlsx": _excel,
    ".csv": _csv,
    ".yaml": _yaml,
}
ENDINGS = (".docx", ".html", ".md", *_DATA)
