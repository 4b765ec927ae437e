"""Everything a report is made from, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from codebooks.values import Code
from coding.codebook_store import taken_codebooks
from coding.codings import Passage
from coding.evidence import Evidence, load_evidence
from coding.guide_coverage import GuideCoverage, load_coverage
from coding.indicator_figures import numbers_beside
from coding.indicator_links import IndicatorLink, LinkGround, list_indicator_links
from coding.matrix import Cell, Row, code_by_group
from coding.number_words import USUAL, Ladder
from coding.printed_quotes import list_printed_quotes
from coding.report_texts import Kind, ReportText, list_report_texts
from coding.study_ladder import load_ladder
from coding.summaries import Summary, list_summaries
from coding.written.links import Link, list_links
from corpus.documents import DocumentHead, list_documents
from corpus.language import Language, Texts
from corpus.overview import AboutStudy, Overview, about_study, interview_overview
from corpus.study import Study
from exports.disclosure.masking import Masks, load_masks, unmasked
from exports.report.attribution import Attribution, attribution
from exports.report.plan import ReportPlan
from exports.theme_summaries import group_name


@dataclass(frozen=True)
class Material:
    """A study at one revision, the plan, and the words to write in."""

    study: Study
    plan: ReportPlan
    texts: Texts
    language: Language
    about: AboutStudy
    overview: Overview
    masks: Masks
    evidence: Evidence
    heads: tuple[DocumentHead, ...]
    codebooks: tuple[str, ...]
    summaries: Mapping[tuple[str, str], Summary]
    report_texts: tuple[ReportText, ...]
    shortened: Mapping[Passage, str]
    ladder: Ladder = USUAL
    guide: GuideCoverage | None = None

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """The table of codes by group, by code id."""
        return {row.code_id: row for row in code_by_group(self.evidence)}

    @cached_property
    def attribution(self) -> Attribution:
        """What people are called behind their quotes."""
        return attribution(self.evidence.asked, self.plan.schemes, self.texts)

    @cached_property
    def numbers(self) -> LinkGround:
        """Numbers from outside beside what is coded, without masks: they are counted, and no person's are printed."""
        evidence = unmasked(self.study, self.evidence, self.masks)
        return LinkGround(numbers_beside(self.study, evidence), list_summaries(self.study))

    @cached_property
    def links(self) -> tuple[IndicatorLink, ...]:
        """What a person said of numbers and themes, for the codes in use and the groups there are."""
        groups = {group.id for group in self.evidence.groups}
        return tuple(
            link
            for link in list_indicator_links(self.study)
            if link.group_id in groups and not self.evidence.codebook.code(link.code_id).retired
        )

    @cached_property
    def sentence_links(self) -> Mapping[str, tuple[Link, ...]]:
        """Passages linked to sentences of what is written, by the key of the text."""
        found: dict[str, list[Link]] = {}
        for link in list_links(self.study):
            found.setdefault(link.text_key, []).append(link)
        return {key: tuple(links) for key, links in found.items()}

    @property
    def tops(self) -> tuple[Code, ...]:
        """The top codes in use, in the codebook's order."""
        return tuple(code for code in self.evidence.codebook.children(None) if not code.retired)

    def stored(self, cell: Cell) -> Summary:
        """The stored summary of a cell, or an empty one."""
        group_id = cell.group.id if cell.group else ""
        return self.summaries.get((cell.code_id, group_id)) or Summary(cell.code_id, group_id)

    def has_words(self, cell: Cell) -> bool:
        """Whether the researcher has written on a cell, or chosen quotes for it."""
        stored = self.stored(cell)
        return not stored.empty or bool(stored.evidence)

    def written(self, kind: Kind, top_id: str | None = None) -> tuple[ReportText, ...]:
        """The free texts of a kind that are not empty; with `top_id` those of that top code's chapter."""
        book = self.evidence.codebook
        return tuple(
            text
            for text in self.report_texts
            if text.kind == kind
            and text.text
            and (top_id is None or (text.code_id in book and book.top(text.code_id or "").id == top_id))
        )

    def group_name(self, cell: Cell) -> str:
        """What a cell's group is called."""
        return group_name(cell.group, self.texts)


def load_material(
    study: Study, plan: ReportPlan, texts: Texts, language: Language, known: Evidence | None = None
) -> Material:
    """Read a study for a report; `known` is an evidence that may be taken over, as in `load_evidence`.

    What somebody decided to mask is masked in everything that people said or wrote.
    """
    masks = load_masks(study)
    evidence = masks.evidence(load_evidence(study, known))
    return Material(
        study=study,
        plan=plan,
        texts=texts,
        language=language,
        about=about_study(study),
        overview=interview_overview(study),
        masks=masks,
        evidence=evidence,
        heads=tuple(list_documents(study)),
        codebooks=tuple(taken_codebooks(study)),
        summaries=masks.summaries(list_summaries(study)),
        report_texts=tuple(masks.report_text(each) for each in list_report_texts(study)),
        shortened={passage: masks.text(words) for passage, words in list_printed_quotes(study).items()},
        ladder=load_ladder(study),
        guide=load_coverage(study, evidence),
    )
