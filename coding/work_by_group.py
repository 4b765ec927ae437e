"""How far reading and coding have come in each group: together, and of each coder of whom something is known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from coding.evidence import Evidence
from coding.progress import waiting_by_document
from coding.reading_progress import CodedSpeech, InterviewProgress, load_coded_speech, load_interview_progress, percent
from coding.suggesting.thresholds import SPEAK_FROM
from coding.suggestion_queue import waiting_for
from coding.unsuggested import interviews_without_suggestions
from corpus.coders import Coder, list_coders
from corpus.participants import Group
from corpus.study import Study


@dataclass(frozen=True)
class GroupWork:
    """The work on the interviews in which somebody of a group speaks; an interview with two groups is one of each's.

    `read` are interviews that are read to the end, `coded` those with a coding. `characters` is what interviewees say
    in them and `coded_characters` what of it is coded. `suggested` are interviews that were read for suggestions,
    `settled` those of them where none is left, and `waiting` the suggestions left.
    """

    group: Group | None
    interviews: int
    read: int
    coded: int
    characters: int
    coded_characters: int
    suggested: int
    settled: int
    waiting: int

    @property
    def coded_percent(self) -> int:
        """Whole percent of what interviewees say that is coded."""
        return percent(self.coded_characters, self.characters)


@dataclass(frozen=True)
class CoderWork:
    """What one coder has done, group by group; with None what all have done together."""

    coder: Coder | None
    groups: tuple[GroupWork, ...]


SpeechOf = Callable[[str | None], Mapping[str, CodedSpeech]]
"""What a coder, or (None) anybody, has coded of what is said: `load_coded_speech`, or what is kept of it."""


def work_by_group(study: Study, evidence: Evidence, speech_of: SpeechOf | None = None) -> tuple[CoderWork, ...]:
    """The work of all together, then of each coder who has read or coded something, where there are several.

    Together a suggestion waits as long as nobody has decided it; for a coder, as long as it stands in their queue.
    """
    speech = speech_of or partial(load_coded_speech, study)
    there = _documents(evidence)
    suggested = frozenset().union(*there.values()) - frozenset(interviews_without_suggestions(study))
    together = CoderWork(
        None,
        _by_group(there, load_interview_progress(study, None, speech(None)), suggested, waiting_by_document(study)),
    )
    single = [_of_coder(study, coder, there, suggested, speech(coder.id)) for coder in list_coders(study)]
    active = [each for each in single if any(group.coded_characters or group.read for group in each.groups)]
    return (together, *active) if len(active) > 1 else (together,)


def _of_coder(
    study: Study,
    coder: Coder,
    there: Mapping[Group | None, frozenset[str]],
    suggested: frozenset[str],
    speech: Mapping[str, CodedSpeech],
) -> CoderWork:
    progress = load_interview_progress(study, coder.id, speech)
    return CoderWork(coder, _by_group(there, progress, suggested, waiting_for(study, coder.id, SPEAK_FROM)))


def _documents(evidence: Evidence) -> Mapping[Group | None, frozenset[str]]:
    return {
        group: frozenset(
            document
            for person in evidence.asked_in(group.id if group else None)
            for document in evidence.interviews[person.id]
        )
        for group in evidence.columns
    }


def _by_group(
    there: Mapping[Group | None, frozenset[str]],
    progress: Mapping[str, InterviewProgress],
    suggested: frozenset[str],
    waiting: Mapping[str, int],
) -> tuple[GroupWork, ...]:
    nothing = InterviewProgress(0, 0, 0, 0)
    rows = []
    for group, documents in there.items():
        done: Sequence[InterviewProgress] = [progress.get(document, nothing) for document in sorted(documents)]
        rows.append(
            GroupWork(
                group,
                interviews=len(documents),
                read=sum(each.characters > 0 and each.read == each.characters for each in done),
                coded=sum(each.codings > 0 for each in done),
                characters=sum(each.characters for each in done),
                coded_characters=sum(each.coded for each in done),
                suggested=len(documents & suggested),
                settled=sum(not waiting.get(document) for document in documents & suggested),
                waiting=sum(waiting.get(document, 0) for document in documents),
            )
        )
    return tuple(rows)
