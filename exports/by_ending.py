"""One way out for pages and command line: what is written is told by the ending of the file's name."""

from collections.abc import Callable, Mapping

from codebooks.yaml_format import write_yaml
from coding.codebook_store import load_codebook
from corpus.language import Language, Texts
from corpus.study import Study


def write_export(study: Study, ending: str, texts: Texts, language: Language) -> bytes:
    """The export of a study as the ending asks for: one of `ENDINGS`. Raises KeyError for another.

    Reports (.docx, .html, .md) follow the plan that is kept with the study.
    """
    return _WRITERS[ending](study, texts, language)


def _report(ending: str) -> Callable[[Study, Texts, Language], bytes]:
    def write(study: Study, texts: Texts, language: Language) -> bytes:
        from exports.report.files import write_report
        from exports.report.plan_kept import load_plan

        return write_report(study, texts, language=language, plan=load_plan(study), ending=ending)

    return write


def _excel(study: Study, texts: Texts, _language: Language) -> bytes:
    from exports.spreadsheet import write_excel

    return write_excel(study, texts)


def _csv(study: Study, texts: Texts, language: Language) -> bytes:
    from exports.spreadsheet import write_csv

    return write_csv(study, texts, language=language)


def _yaml(study: Study, _texts: Texts, _language: Language) -> bytes:
    return write_yaml(load_codebook(study)).encode("utf-8")


_WRITERS: Mapping[str, Callable[[Study, Texts, Language], bytes]] = {
    ".docx": _report(".docx"),
    ".html": _report(".html"),
    ".md": _report(".md"),
    ".xlsx": _excel,
    ".csv": _csv,
    ".yaml": _yaml,
}
ENDINGS = tuple(_WRITERS)
