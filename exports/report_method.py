"""The method chapter of a report: what it rests on, how it was coded, and how its numbers are meant."""

from collections import Counter
from collections.abc import Sequence

from coding.evidence import Evidence
from corpus.overview import AboutStudy, Overview, OverviewRow
from exports import word_styles as look
from exports.theme_summaries import group_name
from exports.word_writer import WordWriter
from exports.words import count_kind, count_mode, join

_MODES = ("single", "joint", "group")
_KINDS = ("transcript", "summary", "notes", "survey")


def write_method(
    writer: WordWriter, about: AboutStudy, overview: Overview, evidence: Evidence, books: Sequence[str]
) -> None:
    """The chapter, first of the report. `books` are the names of the codebooks that were taken into the study."""
    _ = writer.texts.gettext
    writer.heading(1, _("Method"))
    writer.heading(2, _("Interviews"))
    writer.paragraph(_interviews(writer, overview))
    if overview.rows:
        _write_overview(writer, overview)
    writer.heading(2, _("Coding"))
    writer.paragraph(_coding(writer, evidence, books))
    writer.heading(2, _("How the numbers and quotes are meant"))
    for paragraph in _meaning(writer, overview):
        writer.paragraph(paragraph)
    if about.scope.strip():
        writer.heading(2, _("Scope and limits"))
        for line in filter(None, map(str.strip, about.scope.split("\n"))):
            writer.paragraph(line)


def _interviews(writer: WordWriter, overview: Overview) -> str:
    _, ngettext = writer.texts.gettext, writer.texts.ngettext
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
    modes = [count_mode(mode, overview.modes[mode], writer.texts) for mode in _MODES if mode in overview.modes]
    sentences.append(_("There are {modes}.").format(modes=join(modes, writer.language)))
    kinds = [count_kind(kind, overview.kinds[kind], writer.texts) for kind in _KINDS if kind in overview.kinds]
    sentences.append(_("The texts are {kinds}.").format(kinds=join(kinds, writer.language)))
    if overview.interpreted:
        sentence = ngettext(
            "An interpreter took part in {count} interview.",
            "An interpreter took part in {count} interviews.",
            overview.interpreted,
        )
        sentences.append(sentence.format(count=overview.interpreted))
    silent = [group.name for group in overview.not_interviewed if group.key != "other"]
    if silent:
        groups = join(silent, writer.language)
        sentences.append(_("Nobody was interviewed in these groups: {groups}.").format(groups=groups))
    return " ".join(sentences)


def _write_overview(writer: WordWriter, overview: Overview) -> None:
    _ = writer.texts.gettext
    levels = len(overview.total.cases)
    cases = [_("Cases"), _("Cases within them")]
    cases += [_("Cases, level {level}").format(level=level) for level in range(3, levels + 1)]
    header = [_("Group"), _("Interviews"), _("Persons"), *cases[:levels]]
    rows = [_numbers(group_name(row.group, writer.texts), row) for row in overview.rows]
    rows.append(_numbers(_("In all, each counted once"), overview.total))
    width = 10 / (len(header) - 1)
    caption = _("Interviews, persons and cases by group")
    writer.table(caption, header, rows, [6, *(width for _column in header[1:])], total=True)
    if overview.shared:
        writer.paragraph(
            _(
                "The last row is no sum of the others: an interview with persons of two groups, and a case that "
                "several groups belong to, is counted once in it."
            ),
            look.NOTE,
        )


def _numbers(name: str, row: OverviewRow) -> Sequence[str]:
    return [name, str(row.interviews), str(row.persons), *map(str, row.cases)]


def _coding(writer: WordWriter, evidence: Evidence, books: Sequence[str]) -> str:
    _, ngettext = writer.texts.gettext, writer.texts.ngettext
    book = evidence.codebook
    codes = [code for code in book.codes if not code.retired]
    sentence = ngettext("The codebook has {count} code.", "The codebook has {count} codes.", len(codes))
    sentences = [sentence.format(count=len(codes))]
    if books:
        named = join([_("“{name}”").format(name=name) for name in books], writer.language)
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
    sentences.append(_("The texts were coded by {coders}.").format(coders=join(coders, writer.language)))
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


def _meaning(writer: WordWriter, overview: Overview) -> Sequence[str]:
    _ = writer.texts.gettext
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
    if overview.interpreted:
        paragraphs.append(
            _("Quotes marked “via interpreter” come from interviews in which the wording is partly the interpreter's.")
        )
    return paragraphs
