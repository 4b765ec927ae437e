"""Which code might fit a stretch of talk: ranking by meaning and words, with a reason, silent where unsure.

Pure functions of texts: nothing here knows the study file, and nothing here is a coding until a person accepts it.
"""

from coding.suggesting.descriptions import CodeDescription, describe
from coding.suggesting.ranking import Decision, DefinitionSuggester, Ranked, Ranking
from coding.suggesting.reasons import Reason, Word, say

__all__ = [
    "CodeDescription",
    "Decision",
    "DefinitionSuggester",
    "Ranked",
    "Ranking",
    "Reason",
    "Word",
    "describe",
    "say",
]
