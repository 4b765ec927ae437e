"""Theme summaries as Markdown or JSON, each statement with the ids of the codings it rests on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from coding.evidence import Evidence, Excerpt
from coding.matrix import Cell, cell_excerpts, code_by_group
from coding.summaries import Summary, chosen_quotes, count_sentence, is_out_of_date, list_summaries
from corpus.language import Texts
from corpus.participants import Group
from corpus.study import Study
from exports.disclosure.masking import load_masks

QUOTES = 3
"""Quotes shown for a cell where the researcher chose none."""


@dataclass(frozen=True)
class Theme:
    """One code in one group as it is written out: numbers, the researcher's text and quotes."""

    path: tuple[str, ...]
    cell: Cell
    group_name: str
    sentence: str
    summary: Summary | None
    out_of_date: bool
    quotes: tuple[Excerpt, ...]
    evidence: tuple[str, ...]


def list_themes(study: Study, evidence: Evidence, texts: Texts, quotes: int = QUOTES) -> Iterator[Theme]:
    """Every code in every group that was interviewed, in codebook order, empty cells included.

    What somebody decided to mask is masked.
    """
    masks = load_masks(study)
    evidence, written = masks.evidence(evidence), masks.summaries(list_summaries(study))
    for row in code_by_group(evidence):
        for cell in row.cells:
            found = cell_excerpts(evidence, cell.code_id, cell.group.id if cell.group else None)
            summary = written.get((cell.code_id, cell.group.id)) if cell.group else None
            name = group_name(cell.group, texts)
            yield Theme(
                path=row.path,
                cell=cell,
                group_name=name,
                sentence=count_sentence(cell, row.path[-1], name, texts),
                summary=summary,
                out_of_date=summary is not None and is_out_of_date(summary, evidence),
                quotes=chosen_quotes(summary or Summary(cell.code_id, ""), found, quotes),
                evidence=tuple(excerpt.coding.id for excerpt in found),
            )


def group_name(group: Group | None, texts: Texts) -> str:
    """What the study calls a group, and what those without one are called."""
    return group.name if group else texts.gettext("Without a group")


def write_summaries_json(study: Study, evidence: Evidence, texts: Texts) -> str:
    """All themes as JSON: numbers, texts, quotes and the ids of every coding counted."""
    themes = [
        {
            "code": list(theme.path),
            "code_id": theme.cell.code_id,
            "group": theme.group_name,
            "informants": theme.cell.informants,
            "asked": theme.cell.asked,
            "passages": theme.cell.passages,
            "interviews": theme.cell.interviews,
            "sentence": theme.sentence,
            "dominant": theme.summary.dominant if theme.summary else "",
            "nuances": theme.summary.nuances if theme.summary else "",
            "counter_voices": theme.summary.counter_voices if theme.summary else "",
            "counter_looked_for": bool(theme.summary and theme.summary.counter_looked_for),
            "out_of_date": theme.out_of_date,
            "quotes": [
                {"coding": x.coding.id, "informants": [v.label for v in x.voices], "text": x.quote}
                for x in theme.quotes
            ],
            "evidence": list(theme.evidence),
        }
        for theme in list_themes(study, evidence, texts)
    ]
    return json.dumps({"revision": evidence.revision, "themes": themes}, ensure_ascii=False, indent=2) + "\n"


def write_summaries_markdown(study: Study, evidence: Evidence, texts: Texts) -> str:
    """All themes as Markdown, a heading a code and a section a group, quotes with label and coding id."""
    lines: list[str] = []
    heading: tuple[str, ...] | None = None
    for theme in list_themes(study, evidence, texts):
        if theme.path != heading:
            heading = theme.path
            lines += [f"{'#' * min(len(theme.path), 4)} {theme.path[-1]}", ""]
        lines += [theme.sentence, ""]
        lines += list(_written(theme, texts))
        for excerpt in theme.quotes:
            label = ", ".join(voice.label for voice in excerpt.voices)
            lines += [*(f"> {line}" for line in excerpt.quote.splitlines()), ">"]
            lines += [f"> ({label}) `{excerpt.coding.id}`", ""]
    return "\n".join(lines).rstrip() + "\n"


def _written(theme: Theme, texts: Texts) -> Iterator[str]:
    if theme.summary is None:
        return
    _ = texts.gettext
    if theme.out_of_date:
        yield from (_("Codings changed since this was written."), "")
    for title, text in (
        (_("Dominant view"), theme.summary.dominant),
        (_("Nuances"), theme.summary.nuances),
        (_("Counter-voices"), theme.summary.counter_voices or _counter(theme.summary, texts)),
    ):
        if text:
            yield from (f"*{title}.* {text}", "")


def _counter(summary: Summary, texts: Texts) -> str:
    return texts.gettext("Looked for, none found.") if summary.counter_looked_for else ""
