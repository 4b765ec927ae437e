"""Numbers from outside as a part of a report: where they come from, what they amount to, and themes linked to them."""

from collections.abc import Iterator

from coding.indicator_figures import lines_of, numbers_beside, theme_numbers
from coding.indicator_links import IndicatorLink, LinkGround, list_indicator_links
from coding.summaries import list_summaries
from corpus.indicators import Indicator
from exports.disclosure.masking import unmasked
from exports.indicator_words import (
    changed_words,
    how_word,
    lines_sentence,
    rater_word,
    scale_words,
    theme_sentence,
)
from exports.report.blocks import Block, Heading, Paragraph, Span, Table, plain, written
from exports.report.material import Material
from exports.theme_summaries import group_name


def numbers_from_outside(material: Material) -> Iterator[Block]:
    """A section for each indicator with what it is and what it amounts to by group, then the themes linked to it.

    Nothing where the study has no number. No single person's numbers are printed: beside quotes they would tell who
    it is.
    """
    beside = numbers_beside(material.study, unmasked(material.study, material.evidence, material.masks))
    if not beside.numbers.measurements:
        return
    _ = material.texts.gettext
    ground = LinkGround(beside, list_summaries(material.study))
    links = list_indicator_links(material.study)
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
        for link in links:
            if link.indicator_id == indicator.id:
                yield from _linked(material, ground, link)


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
                        lines_sentence(lines, texts, material.language),
                    )
                )
    if rows:
        header = (_("Group"), _("Filled in by"), _("Informants with a number"), _("What the numbers say"))
        caption = _("{name} by group").format(name=material.masks.text(indicator.name))
        yield Table(caption, header, tuple(rows), (3.5, 3, 3, 6.5))


def _linked(material: Material, ground: LinkGround, link: IndicatorLink) -> Iterator[Block]:
    texts, evidence = material.texts, material.evidence
    code = evidence.codebook.code(link.code_id)
    group = next((each for each in evidence.groups if each.id == link.group_id), None)
    if code.retired or group is None:
        return
    found = theme_numbers(ground.beside, link.indicator_id, link.code_id, link.group_id, link.rater)
    theme = f"{evidence.codebook.path_text(code.id)}, {group.name}: {how_word(link.how, texts)}."
    yield Paragraph((Span(theme, "run-in"),), with_next=True)
    yield plain(theme_sentence(found, code.name, group.name, texts), "count")
    by = material.masks.text(rater_word(link.rater, texts))
    said = lines_sentence(found.of_speaking, texts, material.language)
    yield plain(texts.gettext("Those who speak of it ({rater}): {numbers}").format(rater=by, numbers=said), "count")
    if late := changed_words(ground.changed_since(link), texts, material.language):
        yield plain(late, "notice")
    yield from written(material.masks.text(link.note))
