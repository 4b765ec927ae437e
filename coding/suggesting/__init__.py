"""Which code might fit a stretch of talk: ranking by meaning and words, with a reason, silent where unsure.

Pure functions of texts: nothing here knows the study file, and nothing here is a coding until a person accepts it.
"""

from coding.suggesting.descriptions import CodeDescription, describe
from coding.suggesting.model import SuggestionModel
from coding.suggesting.reasons import Nearest, Reason, Word, say
from coding.suggesting.values import Decision, Example, Ranked, Ranking, Stretch

__all__ = [
    "CodeDescription",
    "Decision",
    "Example",
    "Nearest",
    "Ranked",
    "Ranking",
    "Reason",
    "Stretch",
    "SuggestionModel",
    "Word",
    "describe",
    "say",
]
