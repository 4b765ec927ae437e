"""What the disclosure check finds: words or numbers by which somebody may be recognised, or that are no quote."""

import hashlib
from dataclasses import dataclass
from typing import Final, Literal

from corpus.language import Texts

Kind = Literal["cpr", "phone", "email", "name", "recognisable", "small cell", "not verbatim", "one-sided"]
"""`name`: a name in a quote or a text. `recognisable`: few others share what is printed of a person. `small cell`: so
few that numbers tell who. `not verbatim`: presented as somebody's words, and is not. `one-sided`: one person is quoted
far more than the others."""

Place = Literal["quote", "memo", "summary", "framework", "document", "participant", "codebook", "table", "report"]

DECIDED_FIRST: Final = frozenset({"cpr", "phone", "email"})
"""Nothing leaves before a person has decided on each of these."""


@dataclass(frozen=True)
class Finding:
    """Something that may tell who somebody is, and where it stands.

    `start` and `end` are code points into the text it was found in: the quote, the memo, the summary's text; both 0
    where it is no stretch of text. `where` names the place to a person: a document's title, a participant's label, a
    code's path with a group. For quotes and memos `document_id` and `coding_id` lead to the coding, whose own start
    must be added to get to the place in the document.

    `about` says more to a person, such as the combination that tells; `context` is what a decision rests on besides:
    when it changes, the decision no longer fits. `certain` marks a name that the transcripts give a speaker.
    """

    kind: Kind
    place: Place
    where: str
    start: int
    end: int
    words: str
    document_id: str | None = None
    coding_id: str | None = None
    about: str = ""
    context: str = ""
    certain: bool = False

    @property
    def key(self) -> str:
        """One value for what was found and what it rests on, whatever the language: a decision holds for this alone."""
        parts = (self.kind, self.place, self.document_id or "", self.words, self.context)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def first(self) -> bool:
        """Whether nothing may leave before a person has decided on it."""
        return self.kind in DECIDED_FIRST or self.certain


def kind_words(texts: Texts) -> dict[Kind, str]:
    """What each kind is called."""
    _ = texts.gettext
    return {
        "cpr": _("CPR number"),
        "phone": _("Phone number"),
        "email": _("E-mail address"),
        "name": _("Perhaps a name"),
        "recognisable": _("Recognisable by what is printed"),
        "small cell": _("Very few people"),
        "not verbatim": _("No verbatim quote"),
        "one-sided": _("Quoted far more than others"),
    }


def place_words(texts: Texts) -> dict[Place, str]:
    """What each place is called."""
    _ = texts.gettext
    return {
        "quote": _("Passage"),
        "memo": _("Memo"),
        "summary": _("Theme summary"),
        "framework": _("Framework matrix"),
        "document": _("Title of an interview"),
        "participant": _("Participant"),
        "codebook": _("Codebook"),
        "table": _("Tables"),
        "report": _("Report"),
    }
