"""A first guess at who the speakers of a document are, from their labels and, where those are silent, their questions.

A guess is for a person to confirm. What it must never do is count an interviewer as somebody interviewed, so a label
that tells the role always goes before the count of questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.readers.values import ReadDocument, ReadTurn
from corpus.role_words import LabelMeaning, Role, meaning_of

# Letters that mean one thing in one team's transcripts and another in the next: I is interviewer or informant, S is
# "spørger" or "svarer". The same goes for numbered voices from a recorder's own transcription.
_AMBIGUOUS = frozenset(("i", "speaker", "taler", "stemme", "person"))
_ANSWERING_LETTERS = frozenset(("r", "a", "ip", "b", "d", "p", "svar", "answer"))
_NUMBERED_PER_DOCUMENT = frozenset(("speaker", "taler", "stemme", "person"))
_NUMBERED_IN_FOCUS_GROUPS = frozenset(
    ("deltager", "deltageren", "participant", "informant", "informanten", "respondent", "interviewperson")
)
_PARTICIPANT_IS_CITIZEN = frozenset(("deltager", "deltageren", "participant"))
_LETTER_GROUPS: Mapping[str, str] = {"b": "citizen"}


@dataclass(frozen=True)
class SpeakerGuess:
    """Who a speaker of one document probably is.

    `name` is the label in the file, None for text that has no label. `group` is a group key, None where nothing tells
    it. `participant` is a public label such as "Leder 3" where the speaker's label is one: without a number "Leder"
    may be another person in the next document, and a name is never public. `words` are counted at white space.
    """

    name: str | None
    role: Role
    group: str | None
    participant: str | None
    turns: int
    words: int


@dataclass(frozen=True)
class _Voice:
    name: str | None
    meaning: LabelMeaning | None
    turns: int
    words: int
    questions: int

    @property
    def letter(self) -> str:
        """A label that is one small word or letter, in lower case."""
        return (self.name or "").casefold().strip(". ")


def guess_speakers(document: ReadDocument) -> tuple[SpeakerGuess, ...]:
    """Return a guess for each speaker, in the order in which they first speak.

    Labels decide where they can ("Interviewer", "Tolk", "Leder 3"). If no label tells the interviewer, it is the one
    among the ambiguous labels (I, S, names, "Speaker 1") who asks most questions for each word, provided that it is
    not the one who speaks most; if nobody is like that, nobody is guessed to be. Text without a label is the
    interviewee's in a document without any labels, such as a summary note, and elsewhere `other`.
    """
    voices = _voices(document.turns)
    interviewer = _interviewer_by_behaviour(voices)
    focus_group = _is_focus_group(voices)
    return tuple(
        SpeakerGuess(
            name=voice.name,
            role=(role := _role(voice, interviewer, is_only=len(voices) == 1)),
            group=_group(voice, focus_group=focus_group) if role == "interviewee" else None,
            participant=_participant(voice, focus_group=focus_group) if role == "interviewee" else None,
            turns=voice.turns,
            words=voice.words,
        )
        for voice in voices
    )


def _voices(turns: Sequence[ReadTurn]) -> list[_Voice]:
    names = dict.fromkeys(turn.speaker for turn in turns)
    texts: dict[str | None, list[str]] = {name: [] for name in names}
    for turn in turns:
        texts[turn.speaker].append(turn.text)
    return [
        _Voice(
            name=name,
            meaning=meaning_of(name) if name is not None else None,
            turns=len(said),
            words=sum(len(text.split()) for text in said),
            questions=sum(text.count("?") for text in said),
        )
        for name, said in texts.items()
    ]


def _is_ambiguous(voice: _Voice) -> bool:
    return voice.name is not None and (voice.meaning is None or voice.meaning.word in _AMBIGUOUS)


def _interviewer_by_behaviour(voices: Sequence[_Voice]) -> _Voice | None:
    """Return the interviewer where no label tells surely who it is, None where one does or nobody behaves so."""
    if any(voice.meaning and voice.meaning.role == "interviewer" and not _is_ambiguous(voice) for voice in voices):
        return None
    candidates = [voice for voice in voices if _is_ambiguous(voice) and voice.letter not in _ANSWERING_LETTERS]
    letter_i = [voice for voice in candidates if voice.meaning and voice.meaning.word == "i"]
    if letter_i and any(voice.letter in _ANSWERING_LETTERS for voice in voices):
        return letter_i[0]
    asking = [voice for voice in candidates if voice.questions and voice.words]
    if asking and len([voice for voice in voices if voice.name is not None]) > 1:
        best = max(asking, key=lambda voice: (voice.questions / voice.words, -voice.words))
        if best.words < max(voice.words for voice in voices if voice.name is not None):
            return best
    return letter_i[0] if letter_i else None


def _role(voice: _Voice, interviewer: _Voice | None, *, is_only: bool) -> Role:
    if voice.name is None:
        return "interviewee" if is_only else "other"
    if voice is interviewer:
        return "interviewer"
    if voice.meaning is None or (voice.meaning.word == "i" and interviewer is not None):
        return "interviewee"
    return voice.meaning.role


def _is_focus_group(voices: Sequence[_Voice]) -> bool:
    """Return whether "Deltager 1", "Deltager 2" speak in one document: those numbers hold only there."""
    words = [voice.meaning.word for voice in voices if voice.meaning]
    return sum(word in _NUMBERED_IN_FOCUS_GROUPS for word in words) > 1


def _group(voice: _Voice, *, focus_group: bool) -> str | None:
    if voice.meaning is None:
        return _LETTER_GROUPS.get(voice.letter)
    if voice.meaning.word in _PARTICIPANT_IS_CITIZEN:
        # In a focus group "deltager" is whoever sits at the table; alone it is who takes part in an effort.
        return None if focus_group else "citizen"
    return voice.meaning.group


def _participant(voice: _Voice, *, focus_group: bool) -> str | None:
    meaning = voice.meaning
    if meaning is None or not meaning.is_numbered or len(meaning.word) < 3 or meaning.word in _NUMBERED_PER_DOCUMENT:
        return None
    if focus_group and meaning.word in _NUMBERED_IN_FOCUS_GROUPS:
        return None
    return voice.name
