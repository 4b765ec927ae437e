"""A code's colour as a small square, wherever a page takes Markdown or a picture."""

from urllib.parse import quote


def swatch_picture(colour: str) -> str:
    """The square as a picture address; `colour` is "#RRGGBB", as every code's is."""
    square = f'<rect x="1" y="1" width="10" height="10" rx="2" fill="{colour}"/>'
    return "data:image/svg+xml," + quote(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="12" height="12" viewBox="0 0 12 12">{square}</svg>'
    )


def swatch(colour: str) -> str:
    """The square as Markdown."""
    return f"![]({swatch_picture(colour)})"
