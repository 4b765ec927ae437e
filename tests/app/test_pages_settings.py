"""What .streamlit/config.toml promises, read by Streamlit itself, and whether its colours can be read."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_streamlit_takes_the_settings() -> None:
    expected = {
        "server.address": "127.0.0.1",
        "server.enableXsrfProtection": True,
        "server.maxUploadSize": 60,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        "runner.postScriptGC": False,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "type",
    }
    program = (
        "import json, sys; from streamlit import config\n"
        "print(json.dumps({key: config.get_option(key) for key in sys.argv[1:]}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *expected], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout) == expected


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("base", ["light", "dark"])
def test_text_can_be_read_on_every_background(base: str) -> None:
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][base]
    backgrounds = [
        part[key] for part in (theme, theme["sidebar"]) for key in ("backgroundColor", "secondaryBackgroundColor")
    ]
    for background in backgrounds:
        assert contrast(theme["textColor"], background) >= 7, background
        assert contrast(theme["linkColor"], background) >= 4.5, background
        assert contrast(theme["grayColor"], background) >= 4.5, background
        assert contrast(theme["primaryColor"], background) >= 3.6, background
    assert contrast("#ffffff", theme["primaryColor"]) >= 3.8
