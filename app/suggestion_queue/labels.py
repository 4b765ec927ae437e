"""All words of the queue, in the user's language. `{places}` are filled in the browser."""

from corpus.language import Texts


def queue_labels(texts: Texts) -> dict[str, str]:
    """Every label the queue's browser part asks for, by name."""
    _ = texts.gettext
    return {
        "queue": _("Suggestions"),
        "accept": _("Accept"),
        "reject": _("Reject"),
        "defer": _("Put off"),
        "other": _("Another code"),
        "shorter": _("Shorter"),
        "longer": _("Longer"),
        "alike": _("All like this one"),
        "open": _("Open in the interview"),
        "previous": _("Previous"),
        "next": _("Next"),
        "undo": _("Undo"),
        "back": _("Back"),
        "nearest": _("The most similar passage that somebody coded so"),
        "acceptAll": _("Accept these"),
        "rejectAll": _("Reject these"),
        "alikeFound": _("Other suggestions of this code: {n}. Those ticked are decided together with this one."),
        "alikeNone": _("There are no other suggestions of this code. Only this one is decided."),
        "looking": _("Looking for passages like this one"),
        "findCode": _("Search codes"),
        "loading": _("The next suggestions are being fetched."),
        "done": _("No suggestion waits here."),
        "deferred": _("put off before"),
        "percent": _("{n} of 100"),
        "chance_certain": _("Nearly certain"),
        "chance_likely": _("Likely"),
        "chance_usual": _("More likely than not"),
        "chance_everything": _("A guess"),
        "noShorter": _("It is one sentence already."),
        "noLonger": _("It is the whole turn already."),
        "saidAccepted": _("Accepted: {code}"),
        "saidEdited": _("Accepted with another code"),
        "saidRejected": _("Rejected: {code}"),
        "saidDeferred": _("Put off; it comes again last: {code}"),
        "saidAllAccepted": _("Accepted together: {n}"),
        "saidAllRejected": _("Rejected together: {n}"),
        "saidUndone": _("Undone"),
        "saidUndoneAct": _("Undone: {act}"),
    }
