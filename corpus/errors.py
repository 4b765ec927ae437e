"""Refusals that a person can understand: a message id in English and the values that fill it.

Core packages raise these; only `app` turns them into words on a page, in the user's language.
"""


class Refused(Exception):
    """An input or an act that was refused; nothing was changed.

    `msgid` is an English sentence with `{named}` places that says what is wrong and what to do. It is also the
    gettext key, so the face can show it in the user's language: `texts.gettext(error.msgid).format(**error.values)`.
    """

    def __init__(self, msgid: str, **values: object) -> None:
        self.msgid = msgid
        self.values = values
        super().__init__(msgid.format(**values))


class UnreadableFile(Refused):
    """A file that could not be read as what it was offered as (transcript, people table, codebook)."""


class StudyUnavailable(Refused):
    """A study that could not be opened: not a study, newer, locked, read-only or damaged."""


class Conflict(Refused):
    """An act that no longer fits what is stored, because somebody changed it meanwhile."""
