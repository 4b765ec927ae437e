"""Acts in words, for the undo button and the list of latest changes."""

from collections.abc import Mapping
from typing import Any

from corpus.language import Texts
from corpus.study.history import LogEntry


def action_words(action: str, details: Mapping[str, Any], texts: Texts) -> str:
    """What was done, as a noun phrase without a full stop, such as "new code “Time”"."""
    phrases = {
        **_study_phrases(details, texts),
        **_codebook_phrases(texts),
        **_coding_phrases(details, texts),
        **_review_phrases(details, texts),
    }
    phrase = phrases.get(action, texts.gettext("a change"))
    return phrase.format_map(_Given({key: _short(value) for key, value in details.items()}))


def entry_words(entry: LogEntry, texts: Texts) -> str:
    """What a log entry says, with undone and redone acts named as such."""
    _ = texts.gettext
    words = action_words(entry.action, entry.details, texts)
    if entry.kind == "undo":
        return _("undone: {act}").format(act=words)
    if entry.kind == "redo":
        return _("redone: {act}").format(act=words)
    return words


class _Given(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _short(value: object) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= 60 else words[:59] + "…"


def _study_phrases(details: Mapping[str, Any], texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "document.import": texts.ngettext(
            "import of {count} interview", "import of {count} interviews", int(details.get("count", 0))
        ),
        "group.add": _("new group “{name}”"),
        "group.rename": _("group renamed “{name}”"),
        "participant.change": _("participant {label} corrected"),
        "study.change": _("title and scope of the study"),
        "sample.code": _("codings of the sample study"),
        "summary.save": _("theme summary of “{code}”"),
        "sentence.link": _("passages linked to “{sentence}”"),
        "sentence.unlink": _("a passage no longer linked to its sentence"),
        "disclosure.decide": texts.ngettext(
            "decision on {count} finding before export",
            "decision on {count} findings before export",
            int(details.get("count", 0)),
        ),
        "guide.add": texts.ngettext(
            "{count} question for the guide", "{count} questions for the guide", int(details.get("count", 0))
        ),
        "guide.change": _("questions of the guide"),
        "guide.asked": _("which questions were asked"),
        "indicator.import": texts.ngettext(
            "{count} number from “{name}”", "{count} numbers from “{name}”", int(details.get("count", 0))
        ),
        "indicator.change": _("name, scale or source of “{name}”"),
        "indicator.remove": _("“{name}” removed with its numbers"),
        "indicator.link": _("“{name}” linked to “{code}”"),
        "indicator.unlink": _("“{name}” no longer linked to “{code}”"),
        "ladder.set": _("another rule of which word for how many"),
        "ladder.reset": _("the usual rule of which word for how many"),
        "framework.save": _("“{code}” of {row} in the framework matrix"),
        "report.text": _("text of the report “{text}”"),
        "report.text_remove": _("text of the report “{text}” removed"),
        "report.text_order": _("order of texts of the report"),
        "quote.shorten": _("quote shortened: “{quote}”"),
        "quote.whole": _("quote whole again: “{quote}”"),
        "double.begin": _("“{title}” is coded twice"),
        "double.end": _("“{title}” is no longer coded twice"),
        "double.done": _("done with “{title}”, which is coded twice"),
        "double.open": _("not done with “{title}”, which is coded twice"),
    }


def _codebook_phrases(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "codebook.take": _("codebook “{name}” taken"),
        "code.add": _("new code “{code}”"),
        "code.edit": _("code “{code}” edited"),
        "code.move": _("code “{code}” moved"),
        "code.retire": _("code “{code}” retired"),
        "code.restore": _("code “{code}” restored"),
        "code.merge": _("code “{code}” merged into “{target}”"),
    }


def _coding_phrases(details: Mapping[str, Any], texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "coding.apply": _("“{code}” on “{quote}”"),
        "coding.remove": _("“{code}” taken off “{quote}”"),
        "coding.recode": _("another code than “{code}” on “{quote}”"),
        "coding.resize": _("other bounds of “{code}” on “{quote}”"),
        "coding.memo": _("memo on “{quote}”"),
        "coding.certainty": _("certainty of “{code}” on “{quote}”"),
        "coding.star": _("star on “{quote}”"),
        "coding.accept": _("suggestion “{code}” accepted on “{quote}”"),
        "coding.accept_as": _("suggestion changed to “{code}” on “{quote}”"),
        "coding.reject": _("suggestion “{code}” rejected"),
        "coding.defer": _("suggestion “{code}” put off"),
        "coding.decide_all": texts.ngettext(
            "{count} suggestion decided", "{count} suggestions decided together", int(details.get("count", 0))
        ),
        "coding.create_code": _("new code “{code}”"),
    }


def _review_phrases(details: Mapping[str, Any], texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "doubt.keep": _("“{code}” seen and kept at “{quote}”"),
        "theme.make": texts.ngettext(
            "new code “{code}” on {count} passage",
            "new code “{code}” on {count} passages",
            int(details.get("count", 0)),
        ),
    }
