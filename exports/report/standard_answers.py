"""What a study can answer of the standards COREQ and SRQR, each answer from its own data; empty where it cannot.

Where an item asks for more than the study holds, the answer names what is left to the team.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from coding.saturation import saturation
from coding.summaries import is_out_of_date
from corpus.time_marks import minutes_to_last_mark
from exports.report.limits import limits_of
from exports.report.material import Material
from exports.report.method import coding_words, interviews_words
from exports.report.plan import Part
from exports.theme_summaries import group_name
from exports.words import count_mode, join

Answer = Callable[[Material, "Printed"], str]


@dataclass(frozen=True)
class Printed:
    """What the other parts of the report hold: how many quotes, and which parts have anything in them."""

    quotes: int
    parts: frozenset[Part]


def _sample(material: Material, _printed: Printed) -> str:
    texts, overview = material.texts, material.overview
    if not overview.total.persons:
        return ""
    groups = [f"{group_name(row.group, texts)} {row.persons}" for row in overview.rows]
    total = texts.ngettext("{count} person", "{count} persons", overview.total.persons)
    interviews = texts.ngettext("{count} interview", "{count} interviews", overview.total.interviews)
    return texts.gettext("{persons} in {interviews}: {groups}.").format(
        persons=total.format(count=overview.total.persons),
        interviews=interviews.format(count=overview.total.interviews),
        groups=", ".join(groups),
    )


def _others_present(material: Material, _printed: Printed) -> str:
    _, overview = material.texts.gettext, material.overview
    if not overview.total.interviews:
        return ""
    modes = [count_mode(mode, count, material.texts) for mode, count in overview.modes.items() if mode != "single"]
    said = [_("There are {modes}.").format(modes=join(modes, material.language))] if modes else []
    sentence = material.texts.ngettext(
        "An interpreter took part in {count} interview.",
        "An interpreter took part in {count} interviews.",
        overview.interpreted,
    )
    said.append(sentence.format(count=overview.interpreted) if overview.interpreted else _("No interpreter took part."))
    return " ".join(said)


def _known_of_people(material: Material, _printed: Printed) -> str:
    names = dict.fromkeys(name for person in material.evidence.asked for name in person.attributes)
    if not names:
        return ""
    words = material.texts.gettext("Known of informants: {attributes}. Numbers by group and case stand under Method.")
    return words.format(attributes=join(list(names), material.language))


def _repeated(material: Material, _printed: Printed) -> str:
    if not material.evidence.asked:
        return ""
    again = sum(len(documents) > 1 for documents in material.evidence.interviews.values())
    sentence = material.texts.ngettext(
        "{count} informant speaks in more than one interview.",
        "{count} informants speak in more than one interview.",
        again,
    )
    return sentence.format(count=again)


def _notes(material: Material, _printed: Printed) -> str:
    count = material.overview.kinds.get("notes", 0)
    sentence = material.texts.ngettext("{count} set of notes", "{count} sets of notes", count)
    return sentence.format(count=count) if count else ""


def _guide(material: Material, printed: Printed) -> str:
    if material.guide is None:
        return ""
    _, ngettext = material.texts.gettext, material.texts.ngettext
    questions = material.guide.questions
    topics = len({question.topic for question in questions if question.topic})
    count = ngettext("{count} question", "{count} questions", len(questions)).format(count=len(questions))
    said = [
        ngettext("{questions} under {count} topic.", "{questions} under {count} topics.", topics).format(
            questions=count, count=topics
        )
        if topics
        else f"{count}."
    ]
    for group in material.evidence.groups:
        own = sum(group.id in question.groups for question in questions)
        if own:
            said.append(f"{group.name}: {own}.")
    if "guide" in printed.parts:
        said.append(_("The questions stand in the appendix."))
    elif "method" in printed.parts:
        said.append(_("The questions, and how many were asked them, stand under Method."))
    said.append(_("Whether it was tried out is for the team to answer."))
    return " ".join(said)


def _recording(material: Material, _printed: Printed) -> str:
    known = len(minutes_to_last_mark(material.study))
    sentence = material.texts.ngettext(
        "{count} of {all} transcripts has time marks of a recording.",
        "{count} of {all} transcripts have time marks of a recording.",
        known,
    )
    return sentence.format(count=known, all=material.overview.kinds.get("transcript", 0)) if known else ""


def _length(material: Material, _printed: Printed) -> str:
    _ = material.texts.gettext
    words = [head.words for head in material.heads if head.participants]
    if not words:
        return ""
    said = _("The texts have from {low} to {high} words, {total} in all.")
    lines = [said.format(low=min(words), high=max(words), total=sum(words))]
    minutes = minutes_to_last_mark(material.study)
    if minutes:
        sentence = material.texts.ngettext(
            "{count} interview has time marks, the last at {minutes} minutes.",
            "{count} interviews have time marks, the last ones at {minutes} minutes.",
            len(minutes),
        )
        low, high = round(min(minutes.values())), round(max(minutes.values()))
        lines.append(sentence.format(count=len(minutes), minutes=low if low == high else f"{low}–{high}"))
    if len(minutes) < len(words):
        lines.append(_("How long the others lasted is for the team to answer."))
    return " ".join(lines)


def _saturation(material: Material, _printed: Printed) -> str:
    steps = saturation(material.evidence, material.heads)
    if not steps:
        return ""
    last = max((step.place for step in steps if step.new), default=0)
    words = material.texts.gettext("Of {count} coded interviews, the last one with a new code was number {last}.")
    return words.format(count=len(steps), last=last)


def _coders(material: Material, _printed: Printed) -> str:
    by_coder = Counter(excerpt.coding.coder for excerpt in material.evidence.excerpts)
    words = material.texts.ngettext("{count} coder", "{count} coders", len(by_coder))
    return f"{words.format(count=len(by_coder))}." if by_coder else ""


def _coding_tree(material: Material, _printed: Printed) -> str:
    codes = [code for code in material.evidence.codebook.codes if not code.retired]
    if not codes:
        return ""
    tops = sum(code.parent is None for code in codes)
    words = material.texts.gettext("{count} codes, {tops} of them top codes; each has its definition in the codebook.")
    return words.format(count=len(codes), tops=tops)


def _derivation(material: Material, _printed: Printed) -> str:
    codes = [code for code in material.evidence.codebook.codes if not code.retired]
    if not codes:
        return ""
    own = sum(code.origin == "inductive" for code in codes)
    words = material.texts.gettext("{deductive} codes were there before coding, {inductive} came from the interviews.")
    return words.format(deductive=len(codes) - own, inductive=own)


def _quotes(material: Material, printed: Printed) -> str:
    if not printed.quotes:
        return ""
    sentence = material.texts.ngettext(
        "{count} quote is printed, with the label of who says it.",
        "{count} quotes are printed, each with the label of who says it.",
        printed.quotes,
    )
    return sentence.format(count=printed.quotes)


def _minor_themes(material: Material, _printed: Printed) -> str:
    written = [summary for summary in material.summaries.values() if not summary.empty]
    looked = sum(bool(summary.counter_voices.strip()) or summary.counter_looked_for for summary in written)
    if not written:
        return ""
    words = material.texts.gettext(
        "{looked} of {count} theme summaries have counter-voices, or say that they were looked for."
    )
    return words.format(looked=looked, count=len(written))


def _consistency(material: Material, _printed: Printed) -> str:
    written = [summary for summary in material.summaries.values() if not summary.empty]
    late = sum(is_out_of_date(summary, material.evidence) for summary in written)
    if not written:
        return ""
    words = material.texts.gettext(
        "Numbers are counted from the codings when the report is made. {fresh} of {count} theme summaries rest on the "
        "codings as they are now."
    )
    return words.format(fresh=len(written) - late, count=len(written))


def _main_themes(material: Material, printed: Printed) -> str:
    if not material.tops or "chapters" not in printed.parts:
        return ""
    _ = material.texts.gettext
    names = join([_("“{name}”").format(name=code.name) for code in material.tops], material.language)
    return _("Themes: {themes}; what groups share and where they differ stands in the chapters.").format(themes=names)


def _contexts(material: Material, _printed: Printed) -> str:
    cases = material.overview.total.cases
    if not cases or not cases[0]:
        return ""
    sentence = material.texts.ngettext(
        "The informants come from {count} case; who was interviewed where stands under Method.",
        "The informants come from {count} cases; who was interviewed where stands under Method.",
        cases[0],
    )
    return sentence.format(count=cases[0])


def _selection(material: Material, printed: Printed) -> str:
    ended = _saturation(material, printed)
    team = material.texts.gettext("How they were selected is for the team to answer.")
    return f"{ended} {team}" if ended else ""


def _collected(material: Material, _printed: Printed) -> str:
    if not material.overview.total.interviews:
        return ""
    said = [interviews_words(material, material.overview)]
    years = sorted({head.date[:4] for head in material.heads if head.date})
    if years:
        _ = material.texts.gettext
        when = years[0] if len(years) == 1 else _("{low} to {high}").format(low=years[0], high=years[-1])
        said.append(_("When: {when}.").format(when=when))
    return " ".join(said)


def _trust(material: Material, printed: Printed) -> str:
    if not material.evidence.excerpts:
        return ""
    coders: dict[str, set[str]] = {}
    for excerpt in material.evidence.excerpts:
        coders.setdefault(excerpt.coding.document_id, set()).add(excerpt.coding.coder)
    several = sum(len(names) > 1 for names in coders.values())
    words = material.texts.gettext("{several} of {count} coded interviews are coded by more than one coder.")
    return " ".join(filter(None, (words.format(several=several, count=len(coders)), _minor_themes(material, printed))))


def _findings(material: Material, printed: Printed) -> str:
    return material.texts.gettext("See the chapters.") if "chapters" in printed.parts else ""


def _limits(material: Material, _printed: Printed) -> str:
    return " ".join([*material.about.scope.split(), *(limit.text for limit in limits_of(material))])


def _summary(material: Material, printed: Printed) -> str:
    return material.texts.gettext("See the executive summary.") if "executive" in printed.parts else ""


def _pseudonyms(material: Material, _printed: Printed) -> str:
    words = material.texts.gettext(
        "Persons appear under labels. That pseudonymises; it does not make anybody anonymous."
    )
    return words if material.evidence.asked else ""


COREQ: Final[Mapping[int, Answer]] = {
    12: _sample,
    15: _others_present,
    16: _known_of_people,
    17: _guide,
    18: _repeated,
    19: _recording,
    20: _notes,
    21: _length,
    22: _saturation,
    24: _coders,
    25: _coding_tree,
    26: _derivation,
    27: lambda _material, _printed: "Citat",
    29: _quotes,
    30: _consistency,
    31: _main_themes,
    32: _minor_themes,
}
SRQR: Final[Mapping[int, Answer]] = {
    1: lambda material, _printed: material.about.title,
    2: _summary,
    7: _contexts,
    8: _selection,
    10: _collected,
    11: _guide,
    12: _sample,
    13: _pseudonyms,
    14: lambda material, _printed: coding_words(material),
    15: _trust,
    16: _findings,
    17: _quotes,
    19: _limits,
}
