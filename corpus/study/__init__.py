"""The study file: tables, opening and migrating, acts with their log, undo and redo."""

from corpus.study.acts import Act, Entry
from corpus.study.opening import copy_study, create_study, open_study, remove_study_files, with_side_files
from corpus.study.study import AlreadyDone, Study

__all__ = [
    "Act",
    "AlreadyDone",
    "Entry",
    "Study",
    "copy_study",
    "create_study",
    "open_study",
    "remove_study_files",
    "with_side_files",
]
