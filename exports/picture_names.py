"""Which pictures of a study there are."""

from typing import Final, Literal, get_args

from corpus.language import Texts

PictureName = Literal["groups", "differences", "network", "interviews", "new_codes", "work"]
PICTURES: Final[tuple[PictureName, ...]] = get_args(PictureName)
USUAL_PICTURES: Final[tuple[PictureName, ...]] = ("groups", "differences", "network", "interviews", "new_codes")
"""How far the work has come is for those who do it, and stands in a report only where somebody wants it there."""


def picture_name(name: PictureName, texts: Texts) -> str:
    """What a picture is called where it is chosen."""
    _ = texts.gettext
    return {
        "groups": _("Codes by group"),
        "differences": _("Differences"),
        "network": _("Codes together"),
        "interviews": _("Interviews as lines"),
        "new_codes": _("New codes"),
        "work": _("How far the work is"),
    }[name]
