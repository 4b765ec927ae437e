"""The Word report: what was asked of whom, what each group says about each theme, in numbers, words and quotes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from codebooks.values import PATH_SEPARATOR, Codebook
from coding.codebook_store import taken_codebooks
from coding.evidence import load_evidence
from coding.summaries import list_summaries
from corpus.language import Language, Texts
from corpus.overview import AboutStudy, about_study, interview_overview
from corpus.study import Study
from exports import word_styles as look
from exports.pictures import Picture, png, study_pictures
from exports.report_findings import Findings
from exports.report_method import write_method
from exports.word_writer import WordWriter
from exports.words import locale_of


@dataclass(frozen=True)
class ReportOptions:
    """What a person decides about a report.

    `quotes` is how many are shown of a code in a group where the researcher chose none. `with_case` adds a person's
    case to the label of each quote; label and case together may tell who it is. `with_pictures` takes seconds more.
    `day` is printed on the title page; today where not given.
    """

    quotes: int = 4
    with_case: bool = False
    with_codebook: bool = True
    with_pictures: bool = False
    authors: str = ""
    day: date | None = None


def write_report(study: Study, texts: Texts, *, language: Language, options: ReportOptions | None = None) -> bytes:
    """The report as a .docx file, in the words of `texts` and the dates and proofing language of `language`.

    Every quote is the text of its passage, to the character; nothing is written that a researcher did not write or
    the codings do not say. It hides nothing of what `check_disclosure` finds: let a person look at that first.
    """
    options = options or ReportOptions()
    about, overview, evidence = about_study(study), interview_overview(study), load_evidence(study)
    writer = WordWriter(language, texts)
    _write_title_page(writer, about, options)
    writer.contents_here()
    write_method(writer, about, overview, evidence, taken_codebooks(study))
    if options.with_pictures:
        _write_pictures(writer, study_pictures(study, evidence, texts))
    Findings(
        writer, evidence, overview.not_interviewed, list_summaries(study), options.quotes, options.with_case
    ).write()
    if options.with_codebook:
        _write_codebook(writer, evidence.codebook)
    return writer.save()


def _write_pictures(writer: WordWriter, pictures: Sequence[Picture]) -> None:
    if pictures:
        writer.heading(1, writer.texts.gettext("The study at a glance"))
    for picture in pictures:
        writer.figure(picture.title, png(picture), picture.alternative)


def _write_title_page(writer: WordWriter, about: AboutStudy, options: ReportOptions) -> None:
    _ = writer.texts.gettext
    day = options.day or date.today()
    writer.properties(about.title, options.authors or "Citat", _("interviews; theme summaries"))
    header = about.title if not about.made_up else _("{title} (made up)").format(title=about.title)
    writer.header_and_footer(header)
    writer.paragraph(about.title, "Title")
    writer.paragraph(_("What the groups say: theme summaries with quotes"), "Subtitle")
    if options.authors:
        writer.paragraph(options.authors)
    writer.paragraph(format_date(day, format="long", locale=locale_of(writer.language)))
    if about.made_up:
        writer.paragraph(_("Everything in this report is made up: persons, places and words."), look.NOTICE)


def _write_codebook(writer: WordWriter, codebook: Codebook) -> None:
    _ = writer.texts.gettext
    codes = [code for code in codebook.codes if not code.retired]
    if not codes:
        return
    writer.landscape()
    writer.heading(1, _("Appendix: the codebook"), numbered=False)
    rows = [
        [
            PATH_SEPARATOR.join(codebook.path(code.id)),
            code.definition,
            code.include,
            code.exclude,
            "\n".join(_("“{words}”").format(words=words) for words in code.examples),
        ]
        for code in codes
    ]
    header = [_("Code"), _("Definition"), _("Include"), _("Exclude"), _("Example")]
    writer.table(_("The codes in use"), header, rows, [4, 5.4, 4.7, 4.7, 5.9], total=False)
