"""Numbers from outside as a part of a report: where they come from, what they amount to, and themes linked to them."""

from collections.abc import Iterator, Sequence

from coding.indicator_figures import Line, lines_of, theme_numbers
from coding.indicator_links import IndicatorLink, LinkGround
from corpus.indicators import Indicator
from exports.indicator_words import lines_sentence, rater_word, scale_words, theme_sentence
from exports.report.beside_themes import group_of, link_heading, person_s_words, tells_who
from exports.report.blocks import Block, Heading, Item, Paragraph, Span, Table, plain
from exports.report.material import Material
from exports.theme_summaries import group_name


def numbers_from_outside(material: Material) -> Iterator[Block]:
    """A section for each indicator with what it is and what it amounts to by group, then the themes linked to it.

    Nothing where the study has no number. No single person's numbers are printed: beside quotes they would tell who
    it is.
    """
    ground = material.numbers
    beside = ground.beside
    if not beside.numbers.measurements:
        return
    _ = material.texts.gettext
    yield Heading(1, _("Numbers from outside"))
    yield plain(
        _(
            "These numbers do not come from the interviews. They are counted, never tested, and a mean is only given "
            "of five or more. A missing number is not a zero and is left out of what is counted. Where numbers and "
            "themes are put together, it is the researcher who does so."
        )
    )
    for indicator in beside.numbers.indicators:
        yield Heading(2, material.masks.text(indicator.name))
        yield from _about(material, indicator)
        yield from _by_group(material, ground, indicator)
        links = [link for link in material.links if link.indicator_id == indicator.id]
        if links and "chapters" in material.plan.parts:
            yield plain(_("The researcher has linked these numbers to themes; the chapters say how:"), "note")
        for link in links:
            yield from _linked(material, link)


def _about(material: Material, indicator: Indicator) -> Iterator[Block]:
    _ = material.texts.gettext
    said = [scale_words(indicator, material.texts, material.language)]
    if indicator.source:
        said.append(_("Source: {source}.").format(source=material.masks.text(indicator.source).rstrip(".")))
    if any(said):
        yield plain(" ".join(filter(None, said)))


def _by_group(material: Material, ground: LinkGround, indicator: Indicator) -> Iterator[Block]:
    texts = material.texts
    _ = texts.gettext
    rows = []
    for group in material.evidence.columns:
        people = ground.evidence.asked_in(group.id if group else None)
        for rater in ground.beside.numbers.raters(indicator.id):
            lines = lines_of(ground.beside, people, indicator.id, rater)
            if lines:
                known = {person.id for line in lines if line.first for person in line.people}
                rows.append(
                    (
                        group_name(group, texts),
                        material.masks.text(rater_word(rater, texts)),
                        _("{count} of {asked}").format(count=len(known), asked=len(people)),
                        _sentence(material, lines),
                    )
                )
    if rows:
        header = (_("Group"), _("Filled in by"), _("Informants with a number"), _("What the numbers say"))
        caption = _("{name} by group").format(name=material.masks.text(indicator.name))
        yield Table(caption, header, tuple(rows), (3.5, 3, 3, 6.5))


def _linked(material: Material, link: IndicatorLink) -> Iterator[Block]:
    """A link in full, or, where the chapters have it, its name alone."""
    if "chapters" in material.plan.parts:
        yield Item((Span(link_heading(material, link)),))
        return
    texts = material.texts
    found = theme_numbers(material.numbers.beside, link.indicator_id, link.code_id, link.group_id, link.rater)
    yield Paragraph((Span(link_heading(material, link), "run-in"),), with_next=True)
    code, group = material.evidence.codebook.code(link.code_id), group_of(material, link)
    yield plain(theme_sentence(found, code.name, group, texts), "count")
    by = material.masks.text(rater_word(link.rater, texts))
    said = _sentence(material, found.of_speaking)
    yield plain(texts.gettext("Those who speak of it ({rater}): {numbers}").format(rater=by, numbers=said), "count")
    yield from person_s_words(material, link)


def _sentence(material: Material, lines: Sequence[Line]) -> str:
    if tells_who(lines):
        return material.texts.gettext("Too few to show.")
    return lines_sentence(lines, material.texts, material.language)
