"""Numbers from outside in a chapter: those that a person has linked to its themes, with what they say of them."""

from collections.abc import Iterator, Sequence

from codebooks.values import PATH_SEPARATOR, Code
from coding.indicator_figures import Line, figures, theme_numbers
from coding.indicator_links import IndicatorLink
from exports.disclosure.people import FEWEST
from exports.indicator_words import (
    NONE,
    changed_words,
    directions_words,
    how_word,
    moment_word,
    range_words,
    rater_word,
)
from exports.report.blocks import Block, Heading, Table, plain, written
from exports.report.material import Material

_WIDTHS = (3.2, 3.2, 2.2, 2.2, 2.2, 3)


def linked_to(material: Material, codes: Sequence[Code], group_id: str | None = None) -> tuple[IndicatorLink, ...]:
    """The links to these codes, in the order of the codes; those of one group alone where it is given."""
    place = {code.id: at for at, code in enumerate(codes)}
    own = [link for link in material.links if link.code_id in place and group_id in (None, link.group_id)]
    return tuple(sorted(own, key=lambda link: place[link.code_id]))


def numbers_beside(material: Material, links: Sequence[IndicatorLink]) -> Iterator[Block]:
    """A section with a row for each link and each who filled the numbers in, and below it the person's words.

    Nothing without links.
    """
    if not links:
        return
    _ = material.texts.gettext
    yield Heading(
        2, _("Numbers beside the theme") if material.plan.chapters_by == "theme" else _("Numbers beside the themes")
    )
    header = (_("Theme"), _("Indicator"), _("Informants"), _("First value"), _("Last value"), _("Change"))
    rows = tuple(row for link in links for row in _rows(material, link))
    yield Table(_("Numbers from outside about those who speak of a theme"), header, rows, _WIDTHS)
    yield plain(
        _(
            "Informants: those with a number, of those in the group who speak of the theme. The numbers of one or two "
            "people are not shown: beside quotes they would tell whose they are."
        ),
        "note",
    )
    for link in links:
        heading = link_heading(material, link, _theme(material, link.code_id))
        yield from person_s_words(material, link, f"{_indicator(material, link)} – {heading}")


def link_heading(material: Material, link: IndicatorLink, theme: str = "") -> str:
    """What a link is about and which way it goes, as a sentence; the theme by its whole path, or as it is given."""
    theme = theme or material.evidence.codebook.path_text(link.code_id)
    return f"{theme}, {group_of(material, link)}: {how_word(link.how, material.texts)}."


def group_of(material: Material, link: IndicatorLink) -> str:
    """What the group of a link is called."""
    return next(group.name for group in material.evidence.groups if group.id == link.group_id)


def person_s_words(material: Material, link: IndicatorLink, heading: str = "") -> Iterator[Block]:
    """The note that a person wrote, led by a heading; before it what it rests on that changed since."""
    if late := changed_words(material.numbers.changed_since(link), material.texts, material.language):
        yield plain(late, "notice")
    yield from written(material.masks.text(link.note), heading)


def tells_who(lines: Sequence[Line]) -> bool:
    """Whether numbers are about so few people that printing them would tell whose they are; cases are no people."""
    people = {line.subject.participant_id for line in lines if line.subject.participant_id and line.first}
    return 0 < len(people) < FEWEST


def _rows(material: Material, link: IndicatorLink) -> Iterator[tuple[str, ...]]:
    _ = material.texts.gettext
    found = theme_numbers(material.numbers.beside, link.indicator_id, link.code_id, link.group_id, link.rater)
    theme = f"{_theme(material, link.code_id)}, {group_of(material, link)}"
    name = _indicator(material, link)
    with_number = [line for line in found.of_speaking if line.first]
    for rater in dict.fromkeys(line.rater for line in with_number):
        own = [line for line in with_number if line.rater == rater]
        known = {person.id for line in own for person in line.speaking}
        by = material.masks.text(rater_word(rater, material.texts))
        share = _("{informants} of {asked}").format(informants=len(known), asked=len(found.speaking))
        shown = (_("too few to show"), "", "") if tells_who(own) else _shown(material, own)
        yield (theme, f"{name} ({by})" if rater else name, share, *shown)
    if not with_number:
        share = _("{informants} of {asked}").format(informants=0, asked=len(found.speaking))
        yield (theme, name, share, NONE, NONE, NONE)


def _shown(material: Material, lines: Sequence[Line]) -> tuple[str, str, str]:
    """First numbers, last numbers and which ways they go; a time is told where it is that of all."""
    texts, language, counted = material.texts, material.language, figures(lines)
    ends = (
        ({line.first.moment for line in lines if line.first}, counted.first_lowest, counted.first_highest),
        ({line.last.moment for line in lines if line.last}, counted.lowest, counted.highest),
    )
    first, last = (
        range_words(low, high, texts, language)
        + (f" ({moment_word(next(iter(moments)), texts, language)})" if len(moments) == 1 and all(moments) else "")
        for moments, low, high in ends
    )
    return first, last, directions_words(counted, texts, language)


def _theme(material: Material, code_id: str) -> str:
    """A code's name in a chapter of its own theme; with its whole path in a chapter of a group."""
    path = material.evidence.codebook.path(code_id)
    below_top = path[1:] if material.plan.chapters_by == "theme" else path
    return PATH_SEPARATOR.join(below_top or path)


def _indicator(material: Material, link: IndicatorLink) -> str:
    return material.masks.text(material.numbers.indicator(link).name)
