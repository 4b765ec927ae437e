"""All words of the component, in the user's language. `{places}` are filled in the browser."""

from corpus.language import Texts


def component_labels(texts: Texts) -> dict[str, str]:
    """Every label the browser asks for, by name."""
    return {
        **_states(texts),
        **_acts(texts),
        **_places(texts),
        **_spoken(texts),
        **_keys(texts),
        **_filter(texts),
        **_looks(texts),
        **_picker(texts),
        **_retrieval(texts),
        **_search(texts),
        **_going(texts),
        **_reading(texts),
        **_uses(texts),
    }


def _states(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "saved": _("Saved"),
        "saving": _("Saving"),
        "unsaved": _("Not saved yet"),
        "refused": _("This was not stored and has been taken back: {reason}"),
        "refusedSeveral": _("{n} acts were not stored and have been taken back: {reason}"),
        "selectAgain": _("Select these words again"),
        "lost": _(
            "Citat does not answer just now. Just go on: what you do is kept in this tab and stored as soon as Citat "
            "answers again. Keep the tab open."
        ),
        "broken": _("Something went wrong in this view. What you have done is kept; reload the page to go on."),
        "facts": _("Codings: {codings} · Suggestions: {suggestions}"),
    }


def _acts(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "undo": _("Undo"),
        "redo": _("Redo"),
        "undoNamed": _("Undo: {act}"),
        "redoNamed": _("Redo: {act}"),
        "help": _("Keys"),
        "fold": _("Show or hide the panel"),
        "close": _("Close"),
        "remove": _("Remove"),
        "star": _("Star"),
        "doubt": _("Uncertain"),
        "changeCode": _("Change code"),
        "useSelection": _("Use the selected text"),
        "accept": _("Accept"),
        "acceptAs": _("Accept with another code"),
        "reject": _("Reject"),
        "defer": _("Put off"),
        "shorter": _("Shorter"),
        "longer": _("Longer"),
        "memo": _("Memo"),
        "pickCode": _("Code the selected text"),
        "searchCodes": _("Search codes"),
        "noCode": _("No code fits. Try fewer letters."),
        "pickSeveral": _("Enter: apply · Ctrl + Enter: apply and choose another"),
        "appliedHere": _("applied here"),
        "newCodeUnder": _("New code “{name}” under {parent}"),
        "newCodeOnTop": _("New code “{name}” as a top code"),
        "newCodeFromWords": _("New code from the selected words: “{name}”"),
    }


def _places(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "transcript": _("Transcript"),
        "panel": _("Codes and details"),
        "codes": _("Codes"),
        "here": _("Here"),
        "hintEmpty": _("Click a coded passage to see its codings, or select text to code it."),
        "hintSelected": _("Press C or click a code to code the selected text."),
        "wholeTurn": _("Select the whole turn"),
        "turnOf": _("{speaker}, turn {n} of {total}"),
        "speakerUnknown": _("No speaker"),
        "role_interviewer": _("Interviewer"),
        "role_interpreter": _("Interpreter"),
        "role_other": _("Other role"),
        "origin_manual": _("coded by hand"),
        "origin_accepted": _("accepted suggestion"),
        "origin_imported": _("imported"),
        "shown_true": _("suggestions in view"),
        "shown_false": _("suggestions hidden"),
        "uncertain": _("uncertain"),
        "starred": _("starred"),
        "suggestedCode": _("Suggestion: {code}"),
        "suggestionScore": _("Suggestion · score {score} of 100"),
        "codesHere": _("Codes: {codes}"),
        "touchBar": _("The selected text"),
        "touchCode": _("Code it"),
        "touchSentence": _("Sentence"),
        "touchTurn": _("Turn"),
        "more": _("+{n} more"),
    }


def _spoken(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "saidApplied": _("Coded: {code}"),
        "saidJoined": _("Joined with what was coded beside it: {code}"),
        "alreadyCoded": _("Already coded here: {code}"),
        "saidRemoved": _("Removed: {code}"),
        "saidCreated": _("New code: {code}"),
        "saidChanged": _("Changed to: {code}"),
        "saidResized": _("Moved the bounds: {code}"),
        "saidMemo": _("Memo kept"),
        "saidStarred": _("Starred: {code}"),
        "saidUnstarred": _("Star taken away: {code}"),
        "saidUncertain": _("Uncertain: {code}"),
        "saidCertain": _("Certain again: {code}"),
        "saidAccepted": _("Accepted: {code}"),
        "saidRejected": _("Rejected: {code}"),
        "saidDeferred": _("Put off: {code}. It is on the page Suggestions."),
        "noShorter": _("It is one sentence already."),
        "noLonger": _("It is the whole turn already."),
        "saidUndone": _("Undone"),
        "saidRedone": _("Done again"),
        "selectFirst": _("Select text first."),
        "notYours": _("This coding is by {coder}; only its own coder can change it."),
        "noCodings": _("There are no codings here yet."),
        "noSuggestions": _("There are no suggestions here."),
        "resizeStarted": _(
            "Move the end with Shift and the arrows, the beginning with Alt and Shift; Enter stores, Esc cancels."
        ),
        "resizeCancelled": _("The bounds stay as they were."),
    }


def _picker(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "codesFit": _("Codes that fit: {n}"),
        "usesHere": _("Uses in this interview: {n}"),
        "defineNew": _("Definition (optional; Tab to write it)"),
    }


def _retrieval(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "passagesOfCode": _("Passages of this code"),
        "foldBranch": _("Show or hide sub-codes"),
        "otherPassages": _("Other passages of this code"),
        "passagesOf": _("Passages of {code}"),
        "passagesCount": _("Passages: {passages} · Interviews: {interviews}"),
        "lookingUp": _("Looking up passages"),
        "noPassages": _("There are no passages here yet."),
        "morePassages": _("Show more passages"),
        "noDefinition": _("This code has no definition yet."),
        "bounds": _("What it includes and does not include"),
        "includes": _("Includes:"),
        "excludes": _("Does not include:"),
        "withSubCodes": _("With sub-codes"),
        "allGroups": _("All groups"),
        "noGroup": _("Without a group"),
        "allCoders": _("All coders"),
        "turnNumber": _("turn {n}"),
        "thisInterview": _("this interview"),
        "backTo": _("Back to {title}, turn {turn}"),
        "noWayBack": _("There is nowhere to go back to."),
        "lookFirst": _("Choose a coding or a code first."),
    }


def _keys(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "keysTitle": _("Keys in the transcript"),
        "keyTurns": _("Next / previous turn"),
        "keySelectTurn": _("Select the turn"),
        "keySentence": _("Select the next sentence"),
        "keyExtendSentence": _("Extend by a sentence"),
        "keyWord": _("Select the next / previous word"),
        "keyExtend": _("Extend / shrink the end by a word"),
        "keyExtendStart": _("Extend / shrink the beginning by a word"),
        "keyExtendSign": _("Extend / shrink the end by a single character"),
        "keyExtendStartSign": _("Extend / shrink the beginning by a single character"),
        "keyEscape": _("Let go of the selection"),
        "keyPick": _("Choose a code for the selected text"),
        "keyRecent": _("Apply a recently used code"),
        "keySeveral": _("In the list of codes: apply and choose another"),
        "keyInVivo": _("Make a code of the selected words and apply it"),
        "keyCodings": _("Next / previous coding"),
        "keyChange": _("Change the code"),
        "keyResize": _("Move the bounds"),
        "keyMemo": _("Write the memo"),
        "keyStar": _("Star: a quote worth quoting; again to take it away"),
        "keyDoubt": _("Not certain of the coding; again to be certain"),
        "keyRemove": _("Remove the coding"),
        "keySuggestions": _("Next / previous suggestion"),
        "keyDecide": _("Accept / reject the suggestion"),
        "keyDefer": _("Put the suggestion off"),
        "keyAllLikeThis": _("decide on all suggestions like this one at once"),
        "allLikeThis": _("All like this one"),
        "acceptAll": _("Accept these"),
        "rejectAll": _("Reject these"),
        "back": _("Back"),
        "looking": _("Looking for passages like this one"),
        "alikeFound": _("Other suggestions of this code: {n}. Those ticked are decided together with this one."),
        "alikeNone": _("There are no other suggestions of this code. Only this one is decided."),
        "saidAllAccepted": _("Accepted together: {code}"),
        "saidAllRejected": _("Rejected together: {code}"),
        "keyStretch": _("A sentence less / more of the suggestion"),
        "keyFind": _("Search the codebook"),
        "keyFilter": _("Choose which codings are shown"),
        "keyDensity": _("Line spacing, and names in the margin"),
        "keyPrint": _("Print the interview with its codings"),
        "keyBranches": _("In the codes: open / close a branch"),
        "keyPassages": _("All passages of the code, from every interview; again to return to the list"),
        "keyGoBack": _("Back to where you were before going to a passage"),
        "keyUndo": _("Undo"),
        "keyRedo": _("Redo"),
        "keyHelp": _("Show this sheet"),
        "spaceKey": _("Space"),
        "mouseHelp": _(
            "With the mouse: drag to select, double-click a word, triple-click a sentence, click the speaker for the "
            "whole turn. Then click a code. Drag the handles of a coding to move its bounds, by whole words; hold Alt "
            "for single characters."
        ),
    }


def _filter(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "filter": _("Filter"),
        "filterTitle": _("Show only"),
        "filterHint": _("Nothing ticked in a group shows all of it."),
        "filterShowAll": _("Show all"),
        "filterShown": _("Filter: {shown} of {total} shown"),
        "filterOff": _("All {total} shown"),
        "filterKept": _("Shown all the same: {n}"),
        "filterKeptWhy": _("Just coded or just gone to; shown until the filter changes."),
        "filterNone": _("The filter hides them all here."),
        "filter_traits": _("Marked"),
        "filter_starred": _("Starred"),
        "filter_uncertain": _("Uncertain"),
        "filter_memo": _("With memo"),
        "filter_origins": _("Origin"),
        "filter_manual": _("Coded by hand"),
        "filter_accepted": _("Accepted suggestions"),
        "filter_imported": _("Imported"),
        "filter_suggestion": _("Open suggestions"),
        "filter_coders": _("Coders"),
        "filter_codes": _("Codes"),
    }


def _looks(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "density": _("Line spacing"),
        "density_comfortable": _("Comfortable"),
        "density_compact": _("Compact"),
        "density_dense": _("Dense"),
        "marginNames": _("Names of codes in the margin"),
        "print": _("Print"),
        "printedBy": _("Printed by {coder} on {day}"),
        "codesUsed": _("Codes in this interview"),
    }


def _search(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "search": _("Search in the interview (/)"),
        "searchText": _("Search in the interview"),
        "wholeWords": _("Whole words"),
        "hitOf": _("{n} of {total}"),
        "noHits": _("Not found"),
        "nextHit": _("Next hit (Enter)"),
        "previousHit": _("Previous hit (Shift + Enter)"),
        "closeSearch": _("Close and select this hit (Esc)"),
        "keySearch": _("Search in the interview; Esc selects the hit"),
        "keyHits": _("Next / previous hit"),
    }


def _going(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "go": _("Go"),
        "goTitle": _("Go to …"),
        "next": _("next"),
        "previous": _("previous"),
        "goTurns": _("Turn"),
        "goCodings": _("Coding"),
        "goUncoded": _("Not coded by you"),
        "goSuggestions": _("Suggestion"),
        "goMemos": _("Coding with a memo"),
        "goSigns": _("Starred or uncertain"),
        "goHits": _("Search hit"),
        "goNumber": _("Turn number"),
        "noSuchTurn": _("There is no such turn; the last one is number {total}."),
        "noUncoded": _("You have coded in everything that informants say here."),
        "noMemos": _("No coding here has a memo."),
        "noSigns": _("Nothing here is starred or uncertain."),
        "keyUncoded": _("Next / previous stretch that you have not coded"),
        "keyMemos": _("Next / previous coding with a memo"),
        "keySigns": _("Next / previous starred or uncertain coding"),
        "keyNumber": _("Go to a turn by its number"),
    }


def _reading(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "progress": _("Read {read} % · coded {coded} %"),
        "progressTitle": _("Of what informants say here, counted in characters: read and coded by you"),
        "stoppedHere": _("You stopped here"),
        "markRead": _("Mark as read up to here"),
        "markUnread": _("Mark as unread from here"),
        "saidRead": _("Marked as read up to here."),
        "saidUnread": _("Marked as unread from here."),
    }


def _uses(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        "usedIn": _("Used in:"),
        "openText": _("Go to the text"),
        "usedRemoved": _("What you removed ({code}) is used in: {places}. Undo brings it back."),
        "usedRecoded": _("What you gave another code (it was {code}) is used in: {places}. Undo brings it back."),
    }
