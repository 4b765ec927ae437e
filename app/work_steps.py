"""The five steps of the work: how far each has come, and which is next."""

from dataclasses import dataclass
from typing import Literal

from coding.progress import Progress
from corpus.language import Texts

State = Literal["open", "begun", "done"]


@dataclass(frozen=True)
class Step:
    """One step with its page, its state, the state in numbers, and what to do where it is next."""

    page: str
    name: str
    state: State
    numbers: str
    advice: str


def work_steps(progress: Progress, persons: int, groups: int, texts: Texts) -> tuple[Step, ...]:
    """The steps in the order of the work; `persons` and `groups` are those interviewed."""
    return (
        _interviews(progress, persons, texts),
        _codebook(progress, texts),
        _coding(progress, texts),
        _reading(progress, groups, texts),
        _findings(progress, texts),
    )


def next_step(steps: tuple[Step, ...]) -> Step:
    """The first step that is not done; the last one where all are."""
    return next((step for step in steps if step.state != "done"), steps[-1])


def _interviews(progress: Progress, persons: int, texts: Texts) -> Step:
    _, ngettext = texts.gettext, texts.ngettext
    return Step(
        "page_scripts/interviews.py",
        _("Import interviews"),
        "done" if progress.interviews else "open",
        ngettext("{count} interview", "{count} interviews", progress.interviews).format(count=progress.interviews)
        + ", "
        + ngettext("{count} person", "{count} persons", persons).format(count=persons)
        if progress.interviews
        else _("None yet"),
        _("Bring in the transcripts and say who speaks in them, and for which group."),
    )


def _codebook(progress: Progress, texts: Texts) -> Step:
    _, ngettext = texts.gettext, texts.ngettext
    return Step(
        "page_scripts/codebook.py",
        _("Choose a codebook"),
        "done" if progress.codes else "open",
        ngettext("{count} code", "{count} codes", progress.codes).format(count=progress.codes)
        if progress.codes
        else _("None yet"),
        _("Take a ready-made codebook, open your own, or begin with a code of your own."),
    )


def _coding(progress: Progress, texts: Texts) -> Step:
    _, ngettext = texts.gettext, texts.ngettext
    if not progress.codings:
        numbers = _("None yet")
    else:
        numbers = _("{codings} by {coders}, in {coded} of {all} interviews").format(
            codings=ngettext("{count} coding", "{count} codings", progress.codings).format(count=progress.codings),
            coders=ngettext("{count} coder", "{count} coders", progress.coders).format(count=progress.coders),
            coded=progress.interviews_coded,
            all=progress.interviews,
        )
    everywhere = 0 < progress.interviews == progress.interviews_coded
    return Step(
        "page_scripts/coding.py",
        _("Code the interviews"),
        "done" if everywhere else "begun" if progress.codings else "open",
        numbers,
        _("Read an interview, mark what is said about a theme and give it a code."),
    )


def _reading(progress: Progress, groups: int, texts: Texts) -> Step:
    _, ngettext = texts.gettext, texts.ngettext
    state: State = "open"
    numbers = _("When something is coded")
    if progress.codings:
        state = "done" if progress.summaries else "begun"
        numbers = _("{codes} used, {groups} to compare").format(
            codes=ngettext("{count} code", "{count} codes", progress.codes_applied).format(
                count=progress.codes_applied
            ),
            groups=ngettext("{count} group", "{count} groups", groups).format(count=groups),
        )
    return Step(
        "page_scripts/reading.py",
        _("Read and compare the groups"),
        state,
        numbers,
        _("See who speaks of what, and read the passages behind each number."),
    )


def _findings(progress: Progress, texts: Texts) -> Step:
    _, ngettext = texts.gettext, texts.ngettext
    return Step(
        "page_scripts/findings.py",
        _("Write the findings and the report"),
        "begun" if progress.summaries else "open",
        ngettext("{count} theme summary", "{count} theme summaries", progress.summaries).format(
            count=progress.summaries
        )
        if progress.summaries
        else _("No theme summary yet"),
        _("Write what each group says on a theme, choose quotes, and take out the Word report."),
    )
