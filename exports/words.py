"""Words for the keys that a study stores: kinds, modes, roles, origins and certainty."""

from collections.abc import Sequence

from babel.lists import format_list

from corpus.language import Language, Texts


def kind_word(kind: str, texts: Texts) -> str:
    """What a document is."""
    _ = texts.gettext
    return {
        "transcript": _("Transcript"),
        "summary": _("Summary note"),
        "notes": _("Notes"),
        "survey": _("Survey answers"),
    }[kind]


def count_kind(kind: str, count: int, texts: Texts) -> str:
    """So many documents of a kind."""
    phrase = {
        "transcript": texts.ngettext("{count} transcript", "{count} transcripts", count),
        "summary": texts.ngettext("{count} summary note", "{count} summary notes", count),
        "notes": texts.ngettext("{count} set of notes", "{count} sets of notes", count),
        "survey": texts.ngettext("{count} survey answer", "{count} survey answers", count),
    }[kind]
    return phrase.format(count=count)


def count_mode(mode: str, count: int, texts: Texts) -> str:
    """So many interviews of a mode."""
    phrase = {
        "single": texts.ngettext("{count} single interview", "{count} single interviews", count),
        "joint": texts.ngettext("{count} joint interview", "{count} joint interviews", count),
        "group": texts.ngettext("{count} group interview", "{count} group interviews", count),
    }[mode]
    return phrase.format(count=count)


def role_word(role: str, texts: Texts) -> str:
    """Who speaks, for those whose name or label is not shown."""
    _ = texts.gettext
    return {
        "interviewee": _("Interviewee"),
        "interviewer": _("Interviewer"),
        "interpreter": _("Interpreter"),
        "other": _("Other person"),
    }[role]


def origin_word(origin: str, texts: Texts) -> str:
    """Where a coding comes from."""
    _ = texts.gettext
    return {"manual": _("By hand"), "accepted": _("Accepted suggestion"), "imported": _("Imported")}[origin]


def certainty_word(certainty: str, texts: Texts) -> str:
    """How sure the coder was."""
    _ = texts.gettext
    return {"certain": _("Certain"), "uncertain": _("Uncertain")}[certainty]


def silence_word(why: str, texts: Texts) -> str:
    """Why a cell of the framework matrix has nothing in it."""
    _ = texts.gettext
    return {"not asked": _("not asked"), "not coded": _("nothing coded yet"), "not said": _("not said")}[why]


def join(items: Sequence[str], language: Language) -> str:
    """A list as the language writes it: "a, b and c"."""
    return format_list(list(items), locale=locale_of(language))


def locale_of(language: Language) -> str:
    """The locale whose dates, lists and decimal signs are used."""
    return {"da": "da_DK", "en": "en_GB"}[language]
