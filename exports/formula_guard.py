"""Keep words from being run as formulas by a spreadsheet that opens a CSV file.

What begins with one of the signs that start a formula gets an apostrophe in front, as OWASP recommends ("CSV
Injection"). So that it can be taken off again for certain, what begins with apostrophes before such a sign gets one
too: `=1` becomes `'=1`, and `'=1` becomes `''=1`.
"""

import re

# A blank in front of the sign makes it text in today's Excel, not in every program; full-width signs count in some.
_STARTS_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")


def guard(cell: str) -> str:
    """The cell as it is written to CSV: never a formula."""
    return f"'{cell}" if _STARTS_FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell.startswith("'") and _STARTS_FORMULA.match(cell) else cell
