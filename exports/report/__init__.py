"""The report: a plan makes blocks of a study, and the blocks are written as Word, HTML or Markdown."""

from exports.report.files import write_report
from exports.report.plan import ReportPlan

__all__ = ["ReportPlan", "write_report"]
