"""The method chapter of a report: what it rests on, how it was coded, and how its numbers are meant."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from corpus.overview import Overview, OverviewRow
from exports.report.asked import number_rule, questions_asked
from exports.report.blocks import Block, Heading, Item, Span, Table, plain, written
from exports.report.chapters import shown_cells
from exports.report.limits import limits_of
from exports.report.material import Material
from exports.theme_summaries import group_name
from exports.words import count_kind, count_mode, join

MOST_CASES: Final = 8
"""So many cases at most stand side by side on a page."""

_MODES = ("single", "joint", "group")
_KINDS = ("transcript", "summary", "notes", "survey")


def method(material: Material) -> Iterator[Block]:
    """The chapter: interviews with the table of who was interviewed, coding, how numbers are meant, limits."""
    _ = material.texts.gettext
    overview = material.overview
    yield Heading(1, _("Method"))
    yield Heading(2, _("Interviews"))
    yield plain(interviews_words(material, overview))
    if overview.rows:
        yield from _overview(material, overview)
        yield from _coverage(material)
    yield from questions_asked(material)
    yield Heading(2, _("Coding"))
    yield plain(coding_words(material))
    if material.plan.only_written:
        yield plain(_left_out(material))
    yield Heading(2, _("How the numbers and quotes are meant"))
    for paragraph in _meaning(material, overview):
        yield plain(paragraph)
    yield from number_rule(material)
    limits = limits_of(material)
    if material.about.scope.strip() or limits:
        yield Heading(2, _("Scope and limits"))
        yield from written(material.about.scope)
        for limit in limits:
            yield Item((Span(limit.text),))


def _left_out(material: Material) -> str:
    written_on, there = shown_cells(material)
    return material.texts.gettext(
        "The chapters hold what the researchers have written on: {written} of {count} themes in a group with passages. "
        "The others stand in the tables alone."
    ).format(written=written_on, count=there)


def _coverage(material: Material) -> Iterator[Block]:
    """Informants by group and outermost case: who was asked where, and who was not."""
    _ = material.texts.gettext
    cases = sorted({person.case.path[0] for person in material.evidence.asked if person.case})
    if not 1 < len(cases) <= MOST_CASES:
        return
    rows = []
    for group in material.evidence.columns:
        people = material.evidence.asked_in(group.id if group else None)
        counts = Counter(person.case.path[0] for person in people if person.case)
        rows.append((group_name(group, material.texts), *(str(counts[case]) for case in cases)))
    width = 11 / len(cases)
    yield Table(_("Informants by group and case"), (_("Group"), *cases), tuple(rows), (5, *(width for _case in cases)))


def interviews_words(material: Material, overview: Overview) -> str:
    """How many interviews there are, with how many persons, of which kinds."""
    _, ngettext = material.texts.gettext, material.texts.ngettext
    total = overview.total
    if not total.interviews:
        return _("No interviews have been read into the study yet.")
    persons = ngettext("{count} person", "{count} persons", total.persons).format(count=total.persons)
    sentence = ngettext(
        "The report rests on {count} interview with {persons}.",
        "The report rests on {count} interviews with {persons}.",
        total.interviews,
    )
    sentences = [sentence.format(count=total.interviews, persons=persons)]
    modes = [count_mode(mode, overview.modes[mode], material.texts) for mode in _MODES if mode in overview.modes]
    sentences.append(_("There are {modes}.").format(modes=join(modes, material.language)))
    kinds = [count_kind(kind, overview.kinds[kind], material.texts) for kind in _KINDS if kind in overview.kinds]
    sentences.append(_("The texts are {kinds}.").format(kinds=join(kinds, material.language)))
    if overview.interpreted:
        sentence = ngettext(
            "An interpreter took part in {count} interview.",
            "An interpreter took part in {count} interviews.",
            overview.interpreted,
        )
        sentences.append(sentence.format(count=overview.interpreted))
    silent = [group.name for group in overview.not_interviewed if group.key != "other"]
    if silent:
        groups = join(silent, material.language)
        sentences.append(_("Nobody was interviewed in these groups: {groups}.").format(groups=groups))
    return " ".join(sentences)


def _overview(material: Material, overview: Overview) -> Iterator[Block]:
    _ = material.texts.gettext
    levels = len(overview.total.cases)
    cases = [_("Cases"), _("Cases within them")]
    cases += [_("Cases, level {level}").format(level=level) for level in range(3, levels + 1)]
    header = (_("Group"), _("Interviews"), _("Persons"), *cases[:levels])
    rows = [_numbers(group_name(row.group, material.texts), row) for row in overview.rows]
    rows.append(_numbers(_("In all, each counted once"), overview.total))
    width = 10 / (len(header) - 1)
    caption = _("Interviews, persons and cases by group")
    yield Table(caption, header, tuple(rows), (6, *(width for _column in header[1:])), total=True)
    if overview.shared:
        yield plain(
            _(
                "The last row is no sum of the others: an interview with persons of two groups, and a case that "
                "several groups belong to, is counted once in it."
            ),
            "note",
        )


def _numbers(name: str, row: OverviewRow) -> tuple[str, ...]:
    return (name, str(row.interviews), str(row.persons), *map(str, row.cases))


def coding_words(material: Material) -> str:
    """How the texts were coded: the codebook, who coded how much, what a language model had a share in."""
    _, ngettext = material.texts.gettext, material.texts.ngettext
    evidence, books = material.evidence, material.codebooks
    book = evidence.codebook
    codes = [code for code in book.codes if not code.retired]
    sentence = ngettext("The codebook has {count} code.", "The codebook has {count} codes.", len(codes))
    sentences = [sentence.format(count=len(codes))]
    if books:
        named = join([_("“{name}”").format(name=name) for name in books], material.language)
        sentences.append(_("It builds on {codebooks}.").format(codebooks=named))
    inductive = sum(code.origin == "inductive" for code in codes)
    if inductive:
        sentence = ngettext(
            "{count} of them came from the interviews themselves.",
            "{count} of them came from the interviews themselves.",
            inductive,
        )
        sentences.append(sentence.format(count=inductive))
    by_coder = Counter(excerpt.coding.coder for excerpt in evidence.excerpts)
    if not by_coder:
        return " ".join([*sentences, _("Nothing has been coded yet.")])
    coders = [
        ngettext("{name} ({count} coding)", "{name} ({count} codings)", count).format(name=name, count=count)
        for name, count in sorted(by_coder.items())
    ]
    sentences.append(_("The texts were coded by {coders}.").format(coders=join(coders, material.language)))
    accepted = sum(excerpt.coding.origin == "accepted" for excerpt in evidence.excerpts)
    if accepted:
        sentence = ngettext(
            "{count} of the codings was suggested by a language model and accepted by a person.",
            "{count} of the codings were suggested by a language model and accepted by a person.",
            accepted,
        )
        sentences.append(sentence.format(count=accepted))
    retired = sum(book.code(excerpt.coding.code_id).retired for excerpt in evidence.excerpts)
    if retired:
        sentence = ngettext(
            "{count} coding with a code that is no longer used is left out.",
            "{count} codings with codes that are no longer used are left out.",
            retired,
        )
        sentences.append(sentence.format(count=retired))
    return " ".join(sentences)


def _meaning(material: Material, overview: Overview) -> Sequence[str]:
    _ = material.texts.gettext
    paragraphs = [
        _(
            "The numbers count informants, not passages: so many of those interviewed in the group speak of the "
            "matter. Somebody who speaks of it ten times, or in two interviews, counts once. Passages are different "
            "stretches of text, however many coders coded them. Small numbers are never given as percentages."
        ),
        _(
            "That nobody in a group speaks of something does not mean that it is not so; they may not have been asked. "
            "What interviewers and interpreters say is never counted."
        ),
        _(
            "Quotes are verbatim, and persons appear under labels, not names. In a quote with several speakers, what "
            "others than the informants say is grey. Labels pseudonymise; they do not make anybody anonymous."
        ),
    ]
    if material.shortened:
        paragraphs.append(
            _(
                "Some quotes are shortened. [...] marks what is left out, words in square brackets are the "
                "researchers'; all other words stand in the interview."
            )
        )
    if overview.interpreted:
        paragraphs.append(
            _("Quotes marked “via interpreter” come from interviews in which the wording is partly the interpreter's.")
        )
    return paragraphs
