"""Numbers from outside in the workbook: every number as it was taken in, and what they were linked to."""

from collections.abc import Mapping
from typing import Final

from coding.evidence import Evidence
from coding.indicator_figures import numbers_beside, theme_numbers
from coding.indicator_links import LinkGround, list_indicator_links
from coding.summaries import list_summaries
from corpus.language import Language
from corpus.participants import Participant, list_participants
from corpus.study import Study
from exports.disclosure.masking import Masks, unmasked
from exports.indicator_words import changed_words, how_word, lines_sentence, rater_word
from exports.workbook import SheetWriter, Value

_WIDTHS: Final = (24, 16, 16, 16, 28, 10, 16, 10, 16, 28)


def add_indicator_sheets(
    writer: SheetWriter, study: Study, evidence: Evidence, masks: Masks, language: Language
) -> None:
    """A sheet with a row for each number and one with a row for each link; none where the study has no number.

    A missing number is an empty cell and says so in the column beside it: it is never a zero.
    """
    beside = numbers_beside(study, unmasked(study, evidence, masks))
    if not beside.numbers.measurements:
        return
    _ = writer.texts.gettext
    ground = LinkGround(beside, list_summaries(study))
    people = {person.id: masks.person(person) for person in list_participants(study)}
    _add_numbers(writer, ground, people, masks)
    links = list_indicator_links(study)
    if not links:
        return
    headings = (_("Indicator"), _("Filled in by"), _("Code"), _("Group"), _("Numbers"), _("Note"), _("What they say"))
    sheet = writer.sheet(_("Numbers x themes"), (*headings, _("Changed since")))
    for place, width in enumerate((24, 18, 32, 18, 14, 60, 50, 40)):
        sheet.set_column(place, place, width)
    groups = {group.id: group.name for group in evidence.groups}
    for number, link in enumerate(links, start=1):
        found = theme_numbers(beside, link.indicator_id, link.code_id, link.group_id, link.rater)
        row = (
            ground.indicator(link).name,
            rater_word(link.rater, writer.texts),
            evidence.codebook.path_text(link.code_id),
            groups.get(link.group_id, ""),
            how_word(link.how, writer.texts),
            masks.text(link.note),
            lines_sentence(found.of_speaking, writer.texts, language),
            changed_words(ground.changed_since(link), writer.texts, language),
        )
        writer.write(sheet, number, row)
    writer.finish(sheet, len(links), len(headings) + 1, frozen_columns=1)


def _add_numbers(writer: SheetWriter, ground: LinkGround, people: Mapping[str, Participant], masks: Masks) -> None:
    _ = writer.texts.gettext
    headings = (
        *(_("Indicator"), _("Whom"), _("Group"), _("Case"), _("Filled in by"), _("Time"), _("Value")),
        *(_("Missing"), _("Scale"), _("Source")),
    )
    sheet = writer.sheet(_("Numbers from outside"), headings)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    numbers, cases = ground.beside.numbers, {case.id: case for case in ground.beside.cases}
    for row_number, each in enumerate(numbers.measurements, start=1):
        indicator = numbers.indicator(each.indicator_id)
        person = people.get(each.subject.participant_id or "")
        case = person.case if person else cases.get(each.subject.case_id or "")
        path = " > ".join(case.path) if case else ""
        row: tuple[Value, ...] = (
            indicator.name,
            person.label if person else path,
            person.group.name if person and person.group else "",
            path,
            masks.text(each.rater),
            each.moment,
            "" if each.value is None else each.value,
            masks.text(each.written) or _("missing") if each.value is None else "",
            "" if indicator.low is None or indicator.high is None else f"{indicator.low:g}–{indicator.high:g}",
            masks.text(indicator.source),
        )
        writer.write(sheet, row_number, row)
    writer.finish(sheet, len(numbers.measurements), len(headings), frozen_columns=2)
