"""The ladder of words for numbers that a study sets: stored in it, checked, and set back to the usual one."""

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Final
from uuid import uuid4

from sqlalchemy import select

from coding import tables as c
from coding.codings import now
from coding.number_words import USUAL, WORDS, Ladder, Need, Step
from corpus.errors import Refused
from corpus.language import Language
from corpus.study import Study

SCOPE = "number words"
"""The undo stack of the ladder."""

LONGEST_WORD: Final = 40

Called = Mapping[Step, str]
"""The words of one language."""


def load_ladder(study: Study) -> Ladder:
    """The ladder that the study has set, or the usual one."""
    with study.read() as connection:
        row = connection.execute(select(c.number_ladder)).first()
    if row is None:
        return USUAL
    needs = {step: Need(*row.needs[step.name]) for step in Step}
    words: Mapping[Language, Called] = {
        language: MappingProxyType({step: row.words[language][step.name] for step in Step}) for language in WORDS
    }
    return Ladder(MappingProxyType(needs), MappingProxyType(words))


def save_ladder(study: Study, coder_id: str, ladder: Ladder, language: Language) -> None:
    """Let the study use this ladder from now on. Raises Refused as `check_ladder`, changing nothing."""
    check_ladder(ladder, language)
    values = {
        "needs": {
            step.name: [ladder.needs[step].percent, ladder.needs[step].informants, ladder.needs[step].asked]
            for step in Step
        },
        "words": {
            language: {step.name: " ".join(words[step].split()) for step in Step}
            for language, words in ladder.words.items()
        },
        "coder_id": coder_id,
        "changed": now(),
    }
    with study.act(coder_id, "ladder.set", scope=SCOPE) as act:
        stored = act.connection.execute(select(c.number_ladder.c.id)).scalars().first()
        if stored is None:
            act.insert(c.number_ladder, [{"id": str(uuid4()), **values}])
        else:
            act.update(c.number_ladder, stored, values)


def reset_ladder(study: Study, coder_id: str) -> None:
    """Let the study use the usual ladder again."""
    with study.act(coder_id, "ladder.reset", scope=SCOPE) as act:
        for row_id in act.connection.execute(select(c.number_ladder.c.id)).scalars().all():
            act.delete(c.number_ladder, row_id)


def check_ladder(ladder: Ladder, language: Language) -> None:
    """Raises Refused for the first thing by which words would mislead or a count would have no word.

    Every step needs a word of its own and numbers that can be; a stronger step needs a larger share, or more people
    where the share is the same; one and two people always have a word; "most" is more than half, "all" is all.
    `language` is that of the words that name steps in a refusal.
    """
    _check_words(ladder)
    called = ladder.words[language]
    _check_numbers(ladder, called)
    _check_order(ladder, called)
    _check_meaning(ladder, called)


def _check_words(ladder: Ladder) -> None:
    for words in ladder.words.values():
        taken: set[str] = set()
        for step in Step:
            word = " ".join(words[step].split())
            if not word:
                raise Refused("A step has no word. Write one, or set the rule back to the usual one.")
            if len(word) > LONGEST_WORD:
                raise Refused(
                    "“{word}” is too long for a word. Use at most {count} signs.", word=word, count=LONGEST_WORD
                )
            if word.casefold() in taken:
                raise Refused("“{word}” stands for two steps. Give each step a word of its own.", word=word)
            taken.add(word.casefold())


def _check_numbers(ladder: Ladder, called: Called) -> None:
    for step in list(Step)[1:]:
        need = ladder.needs[step]
        if not (0 <= need.percent <= 100 and need.informants >= 1 and need.asked >= 0):
            raise Refused(
                "“{word}” needs a share from 0 to 100 %, at least one informant, and a number asked that is not "
                "negative. Correct the numbers.",
                word=called[step],
            )


def _check_order(ladder: Ladder, called: Called) -> None:
    for weaker, stronger in pairwise(list(Step)[1:]):
        low, high = ladder.needs[weaker], ladder.needs[stronger]
        same_share = high.percent == low.percent
        if high.percent < low.percent or (same_share and high.informants <= low.informants):
            raise Refused(
                "“{stronger}” must need a larger share than “{weaker}”, or more people of the same share. Change one "
                "of the two.",
                stronger=called[stronger],
                weaker=called[weaker],
            )


def _check_meaning(ladder: Ladder, called: Called) -> None:
    for step, people in ((Step.ONE, 1), (Step.FEW, 2)):
        if ladder.needs[step] != Need(informants=people):
            raise Refused(
                "Let “{word}” need {count} as its number of informants, and nothing else: otherwise some counts have "
                "no word.",
                word=called[step],
                count=people,
            )
    if ladder.needs[Step.MOST].percent <= 50:
        raise Refused(
            "“{word}” means more than half. Let it need more than 50 % of those asked.", word=called[Step.MOST]
        )
    if ladder.needs[Step.ALL].percent != 100 or ladder.needs[Step.NEARLY_ALL].percent == 100:
        raise Refused(
            "Only “{word}” needs 100 % of those asked, and it needs no less. Correct the shares.",
            word=called[Step.ALL],
        )
