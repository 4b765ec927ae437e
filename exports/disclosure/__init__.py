"""What may tell who somebody is, found before anything leaves; decisions that are kept, masks that exports obey."""

from exports.disclosure.check import check_disclosure, check_everything, finding_words
from exports.disclosure.decisions import (
    Decision,
    How,
    decide,
    list_decisions,
    maskable,
    only_decided_since,
    still_to_decide,
)
from exports.disclosure.masking import Masks, exported_evidence, load_masks
from exports.disclosure.personal_data import find_personal_data
from exports.disclosure.values import Finding, Kind, Place, kind_words, place_words

__all__ = [
    "Decision",
    "Finding",
    "How",
    "Kind",
    "Masks",
    "Place",
    "check_disclosure",
    "check_everything",
    "decide",
    "exported_evidence",
    "find_personal_data",
    "finding_words",
    "kind_words",
    "list_decisions",
    "load_masks",
    "maskable",
    "only_decided_since",
    "place_words",
    "still_to_decide",
]
