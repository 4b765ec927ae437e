"""What is found in a cell: positions with their count and statements, and voices that may be against."""

from dataclasses import dataclass
from typing import Literal

from coding.number_words import Count
from coding.synthesis.statements import Statement

Why = Literal["valence", "turns", "far"]
"""`valence`: coded with a sub-code that pulls the other way (hinders, supports). `turns`: has words that turn against
something ("ikke", "derimod"). `far`: farthest in meaning from the others."""


@dataclass(frozen=True)
class Subgroup:
    """What all holders of a position have in common, and how many of those asked have it too."""

    attribute: str
    value: str
    have_it: int


@dataclass(frozen=True)
class Position:
    """One position: a sub-code as people coded it, with n of N and its statements, the best to quote first.

    `subgroup` is set where all holders, three or
    more, share an attribute that so many would hardly share by chance (exact probability at most .05).
    """

    code_id: str
    count: Count
    statements: tuple[Statement, ...]
    subgroup: Subgroup | None = None


@dataclass(frozen=True)
class CounterVoice:
    """A statement that may be against the dominant view, and why it is offered. A person judges."""

    statement: Statement
    why: Why
