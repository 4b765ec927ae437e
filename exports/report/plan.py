"""What a person decides about a report: its parts and their order, how it is divided, and how quotes are printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, cast, get_args

from corpus.errors import Refused
from exports.picture_names import PICTURES, USUAL_PICTURES, PictureName

Part = Literal[
    "executive",
    "recommendations",
    "method",
    "pictures",
    "chapters",
    "framework",
    "numbers",
    "codebook",
    "guide",
    "coreq",
    "srqr",
]
"""The parts of a report. What has nothing to show, as an executive summary that nobody wrote, is left out."""
ChaptersBy = Literal["theme", "group"]
Scheme = tuple[str, ...]
"""How people of a group are named, part by part: see `exports.report.attribution`."""

PARTS: Final[tuple[Part, ...]] = get_args(Part)
_ON_DEMAND: Final = frozenset[Part]({"guide", "coreq", "srqr"})
USUAL: Final[tuple[Part, ...]] = tuple(part for part in PARTS if part not in _ON_DEMAND)
MOST_QUOTES: Final = 12
LONGEST_INLINE: Final = 30
MOST_FROM: Final = 99


@dataclass(frozen=True)
class ReportPlan:
    """A plan for a report.

    `parts` come in this order. `chapters_by` makes a chapter of each theme, with what every group says of it, or of
    each group, with what it says of every theme. `only_written` leaves out themes of groups that nobody has written
    on. `guideposts` and `boxes` are the researcher's own texts in chapters. `quotes` is how many are shown where the
    researcher chose none; those of at most `inline_words` words run in a paragraph (0: none do). `pictures` come in
    this order; the network of codes has lines from `network_from` informants on (0: as few as can be read). `schemes`
    say how people are named by group id; "" is for those whose group has none of its own. `day` is printed on the
    title page; today where not given.
    """

    parts: tuple[Part, ...] = USUAL
    chapters_by: ChaptersBy = "theme"
    only_written: bool = False
    guideposts: bool = True
    boxes: bool = True
    quotes: int = 4
    inline_words: int = 0
    pictures: tuple[PictureName, ...] = USUAL_PICTURES
    network_from: int = 0
    schemes: tuple[tuple[str, Scheme], ...] = ()
    authors: str = ""
    day: date | None = None


def plan_as_json(plan: ReportPlan) -> dict[str, Any]:
    """The plan as it is stored. The day is not: a report is dated when it is made."""
    return {
        "parts": list(plan.parts),
        "chapters_by": plan.chapters_by,
        "only_written": plan.only_written,
        "guideposts": plan.guideposts,
        "boxes": plan.boxes,
        "quotes": plan.quotes,
        "inline_words": plan.inline_words,
        "pictures": list(plan.pictures),
        "network_from": plan.network_from,
        "schemes": {group: list(parts) for group, parts in plan.schemes},
        "authors": plan.authors,
    }


def plan_from_json(stored: Mapping[str, Any]) -> ReportPlan:
    """The plan that was stored; what a later Citat wrote and this one does not know is left out."""
    usual = ReportPlan()
    parts = dict.fromkeys(part for part in stored.get("parts", usual.parts) if part in PARTS)
    pictures = dict.fromkeys(name for name in stored.get("pictures", usual.pictures) if name in PICTURES)
    by = stored.get("chapters_by")
    schemes: Mapping[str, Sequence[str]] = stored.get("schemes", {})
    return ReportPlan(
        parts=cast(tuple[Part, ...], tuple(parts)),
        chapters_by="group" if by == "group" else "theme",
        only_written=bool(stored.get("only_written", usual.only_written)),
        guideposts=bool(stored.get("guideposts", usual.guideposts)),
        boxes=bool(stored.get("boxes", usual.boxes)),
        quotes=min(max(int(stored.get("quotes", usual.quotes)), 0), MOST_QUOTES),
        inline_words=min(max(int(stored.get("inline_words", usual.inline_words)), 0), LONGEST_INLINE),
        pictures=cast(tuple[PictureName, ...], tuple(pictures)),
        network_from=min(max(int(stored.get("network_from", usual.network_from)), 0), MOST_FROM),
        schemes=tuple((group, tuple(parts)) for group, parts in schemes.items()),
        authors=str(stored.get("authors", usual.authors)),
    )


def changed_plan(
    plan: ReportPlan, *, parts: str | None = None, chapters_by: str | None = None, only_written: bool | None = None
) -> ReportPlan:
    """The plan with what a command says of it: parts by their names with commas between, None leaving all as it is.

    Raises Refused for a part or a way to divide chapters that there is not.
    """
    if parts is not None:
        named = tuple(name.strip().lower() for name in parts.split(","))
        unknown = [name for name in named if name not in PARTS]
        if unknown:
            raise Refused(
                "There is no part {name} of a report. There are {names}.", name=unknown[0], names=", ".join(PARTS)
            )
        plan = replace(plan, parts=cast(tuple[Part, ...], tuple(dict.fromkeys(named))))
    if chapters_by is not None:
        if chapters_by not in get_args(ChaptersBy):
            raise Refused("Chapters go by theme or by group, not by {name}.", name=chapters_by)
        plan = replace(plan, chapters_by="group" if chapters_by == "group" else "theme")
    return plan if only_written is None else replace(plan, only_written=only_written)
