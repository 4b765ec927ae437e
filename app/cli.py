"""The command line: the same core as the pages, for batches and scripts.

Exit codes: 0 done; 1 the input was refused, one line per problem on standard error and nothing half-done; 2 wrong
usage.
"""

import csv
import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from app.settings import load_settings
from app.translation import REFUSALS, in_words, texts_for
from codebooks import ready_made
from codebooks.values import Codebook
from codebooks.yaml_format import read_yaml
from coding.checking import check_study
from coding.codebook_store import take_codebook
from coding.evidence import load_evidence
from corpus.coders import Coder, ensure_coder
from corpus.errors import Refused, UnreadableFile
from corpus.import_plan import plan_import
from corpus.importing import DocumentPlan, store_import
from corpus.language import Language, Texts, guess_language
from corpus.participants import list_groups
from corpus.people import read_people
from corpus.readers import read_transcript
from corpus.readers.left_out import describe_left_out
from corpus.readers.values import ReadDocument
from corpus.study import Study, create_study, open_study

KINDS = ("transcript", "summary", "notes", "survey")
StudyArgument = Annotated[str, typer.Argument(metavar="STUDY", help="A study file, name.citat.")]

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Citat from the command line.", rich_markup_mode=None
)


@app.command("import")
def import_files(
    study: StudyArgument,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Transcripts: .txt, .md, .docx.")],
    people: Annotated[Path | None, typer.Option(help="Table of participants, .xlsx or .csv.")] = None,
    group: Annotated[str | None, typer.Option(help="Group of interviewees whose group nothing else tells.")] = None,
    kind: Annotated[str, typer.Option(help=" | ".join(KINDS))] = "transcript",
) -> None:
    """Read transcripts into a study, making the study where there is none; prints a line a file."""
    if kind not in KINDS:
        raise typer.BadParameter(", ".join(KINDS), param_hint="--kind")
    texts = _texts()
    with _refusing(texts):
        reads = _read_all(files, texts)
        table = read_people(people.name, _bytes(people)) if people else None
        opened = _open_or_create(study, reads)
        plan = plan_import(opened, reads, table, group=group, kind=kind)
        new = _without_known(plan.documents, texts)
        store_import(opened, _coder(opened).id, new)
        groups = {group.key: group.name for group in list_groups(opened)}
        for document in new:
            typer.echo(_line(document, groups, texts))
        for name in plan.speakers_without_person:
            typer.echo(texts.gettext("{name}: not in the table of people").format(name=name))
        for name in plan.people_without_speaker:
            typer.echo(texts.gettext("{name}: in the table of people, but speaks in no file").format(name=name))
        opened.close()


@app.command()
def codebook(
    study: StudyArgument,
    source: Annotated[str, typer.Argument(metavar="NAME-or-FILE", help=", ".join(ready_made.names()) + ", or a .yaml")],
) -> None:
    """Take a ready-made codebook, or one from a file, into the study."""
    texts = _texts()
    with _refusing(texts):
        book = _codebook(source)
        opened = open_study(_path(study))
        count = take_codebook(opened, _coder(opened).id, book)
        typer.echo(texts.ngettext("{count} code taken", "{count} codes taken", count).format(count=count))
        opened.close()


@app.command()
def numbers(
    study: StudyArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table of numbers, .xlsx or .csv.")],
) -> None:
    """Take numbers from outside into the study, all of the table or nothing; says what is new."""
    from corpus.indicator_files import read_numbers_file
    from corpus.indicator_import import plan_numbers, store_numbers
    from exports.indicator_words import plan_lines

    texts = _texts()
    with _refusing(texts):
        table = read_numbers_file(file.name, _bytes(file))
        opened = open_study(_path(study))
        plan = plan_numbers(opened, table)
        store_numbers(opened, _coder(opened).id, table)
        opened.close()
        for line in plan_lines(plan, texts, _language()):
            typer.echo(line)


@app.command()
def suggest(
    study: StudyArgument,
    out: Annotated[Path | None, typer.Option(help="Write to this .csv instead of the screen.")] = None,
    top: Annotated[int, typer.Option(min=1, max=50, help="Codes a segment.")] = 4,
) -> None:
    """Rank the codes for every segment that an interviewee said, most likely first, as CSV."""
    from corpus.embedding import load_encoder, shared_cache
    from exports.suggestion_rows import COLUMNS, suggestion_rows

    texts = _texts()
    with _refusing(texts):
        opened = open_study(_path(study))
        rows = suggestion_rows(opened, load_encoder(), shared_cache(), texts, top)
        if out is None:
            _write_rows(COLUMNS, rows, sys.stdout)
        else:
            table = io.StringIO(newline="")
            _write_rows(COLUMNS, rows, table)
            _write_whole(out, table.getvalue().encode("utf-8-sig"))
        opened.close()


@app.command()
def summarise(
    study: StudyArgument,
    out: Annotated[Path | None, typer.Option(help="Write to this .md or .json instead of the screen.")] = None,
) -> None:
    """Write the theme summaries of every code and group with the ids of their evidence."""
    from exports.theme_summaries import write_summaries_json, write_summaries_markdown

    texts = _texts()
    if out is not None and out.suffix.lower() not in (".md", ".json"):
        raise typer.BadParameter(".md, .json", param_hint="--out")
    with _refusing(texts):
        opened = open_study(_path(study))
        write = write_summaries_json if out is not None and out.suffix.lower() == ".json" else write_summaries_markdown
        words = write(opened, load_evidence(opened), texts)
        if out is None:
            typer.echo(words, nl=False)
        else:
            _write_whole(out, words.encode("utf-8"))
        opened.close()


@app.command()
def export(
    study: StudyArgument,
    out: Annotated[Path, typer.Argument(metavar="OUT")],
    *,
    template: Annotated[Path | None, typer.Option(help="Word template of your own, .dotx or .docx.")] = None,
    parts: Annotated[str | None, typer.Option(help="Parts of the report in order: method,chapters,codebook")] = None,
    by: Annotated[str | None, typer.Option(help="Chapters by theme | group.")] = None,
    only_written: Annotated[bool | None, typer.Option(help="Leave out what nobody has written on.")] = None,
) -> None:
    """Write the report (.docx, .html, .md), the coded excerpts (.xlsx, .csv) or the codebook (.yaml).

    The ending of OUT says which. The report follows the plan kept with the study, but for what is said here.
    """
    from exports.by_ending import ENDINGS, write_export
    from exports.disclosure import check_disclosure, finding_words, list_decisions, still_to_decide
    from exports.report.plan import changed_plan
    from exports.report.plan_kept import KeptTemplate, load_plan

    texts = _texts()
    if out.suffix.lower() not in ENDINGS:
        raise typer.BadParameter(", ".join(ENDINGS), param_hint="OUT")
    with _refusing(texts):
        opened = open_study(_path(study))
        plan = changed_plan(load_plan(opened), parts=parts, chapters_by=by, only_written=only_written)
        chosen = KeptTemplate(template.name, _bytes(template)) if template else None
        data = write_export(opened, out.suffix.lower(), texts, _language(), plan=plan, template=chosen)
        for finding in still_to_decide(check_disclosure(opened), list_decisions(opened)):
            typer.echo(finding_words(finding, texts), err=True)
        _write_whole(out, data)
        typer.echo(str(out))
        opened.close()


@app.command()
def check(study: StudyArgument) -> None:
    """Check that every quote is its span, every id resolves and the log is whole; exit code 1 and the list if not."""
    texts = _texts()
    with _refusing(texts):
        opened = open_study(_path(study))
        problems = check_study(opened)
        opened.close()
        for problem in problems:
            typer.echo(texts.gettext(problem.msgid).format(**problem.values), err=True)
        if problems:
            raise typer.Exit(1)
        typer.echo(texts.gettext("The study is whole."))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with its exit code."""
    app(args=list(arguments) if arguments is not None else None, prog_name="python3 -m app")


def _language() -> Language:
    asked = os.environ.get("CITAT_LANGUAGE", "")
    return "en" if asked == "en" else "da"


def _texts() -> Texts:
    return texts_for(_language())


@contextmanager
def _refusing(texts: Texts) -> Iterator[None]:
    try:
        yield
    except ExceptionGroup as refused:
        for refusal in refused.exceptions:
            typer.echo(in_words(refusal, texts) if isinstance(refusal, REFUSALS) else str(refusal), err=True)
        raise typer.Exit(1) from refused
    except REFUSALS as refusal:
        typer.echo(in_words(refusal, texts), err=True)
        raise typer.Exit(1) from refusal
    except OSError as error:
        reason = error.strerror or str(error)
        message = texts.gettext("{file} could not be read or written: {reason}")
        typer.echo(message.format(file=error.filename or "", reason=reason), err=True)
        raise typer.Exit(1) from error


def _path(study: str) -> Path:
    if "://" in study:
        raise Refused("Studies on a team's server are not supported yet. Give a study file, name.citat.")
    return Path(study)


def _open_or_create(study: str, reads: Sequence[ReadDocument]) -> Study:
    path = _path(study)
    if path.exists():
        return open_study(path)
    said = " ".join(turn.text for read in reads for turn in read.turns)
    return create_study(path, path.stem, guess_language(said))


def _coder(study: Study) -> Coder:
    return ensure_coder(study, os.environ.get("CITAT_CODER") or load_settings().coder or "Citat")


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise UnreadableFile("There is no file {name}. Check the name and the folder.", name=str(path))
    return path.read_bytes()


def _read_all(files: Sequence[Path], texts: Texts) -> list[ReadDocument]:
    reads: dict[str, ReadDocument] = {}
    refusals: list[Exception] = []
    for file in files:
        try:
            read = read_transcript(file.name, _bytes(file))
        except REFUSALS as refusal:
            refusals.append(refusal)
            continue
        if read.source_hash in reads:
            typer.echo(texts.gettext("{file}: the same file twice, read once").format(file=file.name))
        reads.setdefault(read.source_hash, read)
    if refusals:
        raise ExceptionGroup("files refused", refusals)
    return list(reads.values())


def _without_known(documents: Sequence[DocumentPlan], texts: Texts) -> list[DocumentPlan]:
    for document in documents:
        if document.already is not None:
            message = texts.gettext("{file}: in the study already, as “{title}”")
            typer.echo(message.format(file=document.read.source_name, title=document.already))
    return [document for document in documents if document.already is None]


def _line(document: DocumentPlan, groups: Mapping[str, str], texts: Texts) -> str:
    words = sum(speaker.words for speaker in document.speakers)
    no_group = texts.gettext("no group")
    named = [(p.participant, groups.get(p.group, p.group) if p.group else no_group) for p in document.interviewees]
    people = ", ".join(f"{label} ({group})" for label, group in named)
    left_out = ", ".join(describe_left_out(document.read.left_out, texts))
    line = texts.gettext("{file}: {turns} turns, {words} words; {people}").format(
        file=document.read.source_name,
        turns=len(document.read.turns),
        words=words,
        people=people or texts.gettext("nobody interviewed"),
    )
    return line + (texts.gettext("; left out: {what}").format(what=left_out) if left_out else "")


def _codebook(source: str) -> Codebook:
    if source in ready_made.names():
        return ready_made.load(source)
    path = Path(source)
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise Refused(
            "There is no ready-made codebook {name}. There are {names}; a codebook file ends in .yaml.",
            name=source,
            names=", ".join(ready_made.names()),
        )
    return read_yaml(_bytes(path), path.name)


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step, so that a failure leaves what was there."""
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write_rows(columns: Sequence[str], rows: Iterator[Sequence[object]], file: object) -> None:
    writer = csv.writer(file)  # type: ignore[arg-type]
    writer.writerow(columns)
    writer.writerows(rows)
