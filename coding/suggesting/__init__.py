"""Which code might fit a stretch of talk: ranking by meaning and words, with a reason, silent where unsure.

Pure functions of texts: nothing here knows the study file, and nothing here is a coding until a person accepts it.
"""

from coding.suggesting.descriptions import CodeDescription, describe
from coding.suggesting.dial import DIAL, LEAST_KEPT, SPEAKS_FROM, Dial, heard_codes, offered
from coding.suggesting.figures import CodeFigures, Figures, Shown, cross_validated
from coding.suggesting.model import SuggestionModel
from coding.suggesting.reasons import Nearest, Reason, Word, say
from coding.suggesting.stretches import alternatives
from coding.suggesting.values import Calibration, Decision, Example, Judgement, Ranked, Ranking, Stretch

__all__ = [
    "DIAL",
    "LEAST_KEPT",
    "SPEAKS_FROM",
    "Calibration",
    "CodeDescription",
    "CodeFigures",
    "Decision",
    "Dial",
    "Example",
    "Figures",
    "Judgement",
    "Nearest",
    "Ranked",
    "Ranking",
    "Reason",
    "Shown",
    "Stretch",
    "SuggestionModel",
    "Word",
    "alternatives",
    "cross_validated",
    "describe",
    "heard_codes",
    "offered",
    "say",
]
