"""One plan makes one row of blocks, whatever file they are written to afterwards."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from corpus.language import Texts
from exports.pictures import png
from exports.report.blocks import Block, Figure, Heading, Report, finished
from exports.report.chapters import Chapters
from exports.report.codebook_table import codebook_table
from exports.report.framework import written_framework
from exports.report.front import executive_summary, recommendations
from exports.report.guide import interview_guide
from exports.report.indicators import numbers_from_outside
from exports.report.material import Material
from exports.report.method import method
from exports.report.plan import Part
from exports.report.standards import coreq, printed_in, srqr
from exports.study_pictures import Ground, study_pictures

Progress = Callable[[float, str], None]
"""Told how far the making of a report has come, from 0 to 1, and what is made now."""

_AFTER_THE_OTHERS: tuple[Part, ...] = ("coreq", "srqr")
_WORK: Mapping[Part, float] = {"chapters": 6.0, "pictures": 6.0, "framework": 2.0}
"""How much work a part is, where it is more than 1."""


def assemble(material: Material, progress: Progress | None = None) -> Report:
    """The report of a study by its plan.

    Every quote is the text of its passage, to the character, unless the researcher shortened it with marks; nothing is
    written that a researcher did not write or the codings do not say. It hides nothing of what `check_disclosure`
    finds: let a person look at that first.
    """
    tell = progress or (lambda _share, _what: None)
    parts: dict[Part, tuple[Block, ...]] = {}
    whole = sum(_WORK.get(part, 1.0) for part in material.plan.parts)
    done = 0.0
    for part in sorted(material.plan.parts, key=_AFTER_THE_OTHERS.__contains__):
        tell(done / whole, part_name(part, material.texts))
        if part in _AFTER_THE_OTHERS:
            so_far = [block for blocks in parts.values() for block in blocks]
            printed = printed_in(so_far, [name for name, blocks in parts.items() if blocks])
            parts[part] = tuple((coreq if part == "coreq" else srqr)(material, printed))
        elif part == "chapters":
            parts[part] = tuple(_chapters(material, tell, done / whole, _WORK["chapters"] / whole))
        else:
            parts[part] = tuple(_WRITERS[part](material))
        done += _WORK.get(part, 1.0)
    blocks = finished((block for part in material.plan.parts for block in parts[part]), material.texts)
    _ = material.texts.gettext
    return Report(
        title=material.about.title,
        subtitle=_("What the groups say: theme summaries with quotes"),
        authors=material.plan.authors,
        day=material.plan.day or date.today(),
        made_up=material.about.made_up,
        language=material.language,
        blocks=blocks,
    )


def part_name(part: Part, texts: Texts) -> str:
    """What a part is called."""
    _ = texts.gettext
    return {
        "executive": _("Executive summary"),
        "recommendations": _("Recommendations"),
        "method": _("Method"),
        "pictures": _("The study at a glance"),
        "chapters": _("Chapters"),
        "framework": _("Framework matrix"),
        "numbers": _("Numbers from outside"),
        "codebook": _("Codebook"),
        "guide": _("Interview guide"),
        "coreq": _("Reporting after COREQ"),
        "srqr": _("Reporting after SRQR"),
    }[part]


def _chapters(material: Material, tell: Progress, done: float, share: float) -> Iterator[Block]:
    chapters = list(Chapters(material).by_chapter())
    for place, (title, blocks) in enumerate(chapters):
        tell(done + share * place / len(chapters), title)
        yield from blocks


def _pictures(material: Material) -> Iterable[Block]:
    plan = material.plan
    ground = Ground(
        material.study, material.evidence, material.guide, material.texts, material.language, plan.network_from
    )
    pictures = study_pictures(ground, plan.pictures)
    if pictures:
        yield Heading(1, material.texts.gettext("The study at a glance"))
    for picture in pictures:
        yield Figure(picture.title, png(picture), picture.alternative)


_WRITERS: Mapping[Part, Callable[[Material], Iterable[Block]]] = {
    "executive": executive_summary,
    "recommendations": recommendations,
    "method": method,
    "pictures": _pictures,
    "framework": written_framework,
    "numbers": numbers_from_outside,
    "codebook": codebook_table,
    "guide": interview_guide,
}
