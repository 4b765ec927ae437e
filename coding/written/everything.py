"""All that people wrote in a study, under keys and places: theme summaries, the matrix, the report's texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from coding.evidence import Evidence
from coding.framework_cells import WrittenMatrix, list_cells
from coding.report_texts import list_report_texts, report_named_texts
from coding.summaries import Summary, list_summaries
from coding.written.framework_texts import framework_texts, written_rows
from coding.written.texts import NamedText, summary_texts
from corpus.language import Texts
from corpus.participants import list_cases
from corpus.study import Study


@dataclass(frozen=True)
class Written:
    """Summaries by code and group, the written rows of the matrix, and the texts of all.

    `report` are the texts that a report prints besides the matrix: summaries and free texts.
    """

    summaries: Mapping[tuple[str, str], Summary]
    framework: WrittenMatrix
    report: tuple[NamedText, ...]
    cells: tuple[NamedText, ...]

    @property
    def texts(self) -> tuple[NamedText, ...]:
        """Everything, summaries first and the matrix last."""
        return (*self.report, *self.cells)


def load_written(study: Study, evidence: Evidence, texts: Texts) -> Written:
    """What the study has now; `texts` names places in the user's language."""
    summaries = list_summaries(study)
    framework = written_rows(evidence, list_cases(study), list_cells(study))
    report = (
        *summary_texts(evidence, summaries, texts),
        *report_named_texts(list_report_texts(study), texts),
    )
    return Written(summaries, framework, report, framework_texts(framework, texts))
