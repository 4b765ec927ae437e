"""The plan and the Word template that a study keeps for its report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Table, select

from coding import tables as c
from corpus.study import Study
from exports.report.plan import ReportPlan, plan_as_json, plan_from_json


@dataclass(frozen=True)
class KeptTemplate:
    """The team's own Word template, as it was chosen."""

    name: str
    data: bytes


def load_plan(study: Study) -> ReportPlan:
    """The study's plan; the usual one where none is kept."""
    with study.read() as connection:
        stored = connection.execute(select(c.report_plan.c.plan)).scalars().first()
    return plan_from_json(stored) if stored else ReportPlan()


def save_plan(study: Study, plan: ReportPlan) -> None:
    """Keep a plan with the study."""
    _replace(study, c.report_plan, {"plan": plan_as_json(plan)})


def load_template(study: Study) -> KeptTemplate | None:
    """The study's template, or None."""
    with study.read() as connection:
        row = connection.execute(select(c.word_template)).first()
    return KeptTemplate(row.name, bytes(row.data)) if row else None


def save_template(study: Study, template: KeptTemplate | None) -> None:
    """Keep another template with the study, or none. Open it first (`open_template`): a bad one is of no use here."""
    _replace(study, c.word_template, {"name": template.name, "data": template.data} if template else None)


def _replace(study: Study, table: Table, values: Mapping[str, Any] | None) -> None:
    with study.write_unlogged() as connection:
        connection.execute(table.delete())
        if values is not None:
            connection.execute(table.insert(), [{"id": str(uuid4()), **values}])
