"""Refuses a Python that is too old. Written so that a Python as old as 3.6 can read this file and say why."""

OLDEST_PYTHON = (3, 11)


def refusal_of_old_python(major: int, minor: int) -> "str | None":
    """The message for a Python too old to run Citat, in Danish and English; None when it is new enough."""
    if (major, minor) >= OLDEST_PYTHON:
        return None
    found = f"{major}.{minor}"
    wanted = "{}.{}".format(*OLDEST_PYTHON)
    return (
        f"Citat kræver Python {wanted} eller nyere, men blev startet med Python {found}. "
        "Hent en nyere Python på www.python.org, og start igen med den.\n"
        f"Citat needs Python {wanted} or newer, but was started with Python {found}. "
        "Get a newer Python from www.python.org, and start again with it.\n"
    )
