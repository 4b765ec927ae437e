"""The refusal this package raises; shaped like the refusals of the other core package, which it may not import."""


class CodebookRefused(Exception):
    """A codebook, or a part of one, that was refused; nothing was changed.

    `msgid` is an English sentence with `{named}` places that says what is wrong and what to do, and the gettext key
    of that sentence; `values` fills the places.
    """

    def __init__(self, msgid: str, **values: object) -> None:
        self.msgid = msgid
        self.values = values
        super().__init__(msgid.format(**values))
