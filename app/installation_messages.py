"""What the launcher says in Danish and English, and what a failed installation's log means.

A dictionary and not gettext: these words are needed before Babel is installed and the catalogues are compiled.
"""

import locale
import os
import re
from collections.abc import Mapping
from typing import Literal

Language = Literal["da", "en"]

_MESSAGES: Mapping[str, Mapping[Language, str]] = {
    "installing": {
        "en": "Citat installs what it needs in {folder}. This takes some minutes the first time.",
        "da": "Citat installerer det, programmet skal bruge, i {folder}. Det tager nogle minutter første gang.",
    },
    "installed": {
        "en": "The installation is done.",
        "da": "Installationen er færdig.",
    },
    "again": {
        "en": "The last installation was interrupted. It is made anew.",
        "da": "Den sidste installation blev afbrudt. Den laves forfra.",
    },
    "waiting": {
        "en": "Another start of Citat is installing. Waiting for it to finish.",
        "da": "Citat er allerede ved at blive installeret. Venter på, at installationen bliver færdig.",
    },
    "address": {
        "en": "Citat is open at {address} (stop it with Ctrl+C)",
        "da": "Citat er åbent på {address} (stop med Ctrl+C)",
    },
    "no_port": {
        "en": "Citat found no free port from {port} to {last}. Name another with --port.",
        "da": "Citat fandt ingen ledig port fra {port} til {last}. Vælg en anden med --port.",
    },
    "network": {
        "en": "Citat could not be installed: the packages could not be fetched from the network. Check the "
        "connection (and the proxy, if your workplace has one), and start again.",
        "da": "Citat kunne ikke installeres: Pakkerne kunne ikke hentes fra nettet. Tjek forbindelsen (og proxyen, "
        "hvis din arbejdsplads har en), og start igen.",
    },
    "certificate": {
        "en": "Citat could not be installed: the network's certificate is not trusted. Many workplaces check all "
        "traffic with a certificate of their own. Ask IT for that file, set PIP_CERT to its path, and start again.",
        "da": "Citat kunne ikke installeres: Netværkets certifikat er ikke godkendt. Mange arbejdspladser kontrollerer "
        "al trafik med deres eget certifikat. Bed IT om filen, sæt PIP_CERT til dens sti, og start igen.",
    },
    "space": {
        "en": "Citat could not be installed: there is no room left on the disk. Citat needs about {needed} GB in "
        "{folder}, where {free} GB are free. Make room, and start again.",
        "da": "Citat kunne ikke installeres: Der er ikke mere plads på disken. Citat skal bruge omkring {needed} GB i "
        "{folder}, hvor {free} GB er ledige. Skaf plads, og start igen.",
    },
    "permission": {
        "en": "Citat could not be installed: you may not write in {folder}. Move Citat to a folder of your own, and "
        "start again.",
        "da": "Citat kunne ikke installeres: Du må ikke skrive i {folder}. Flyt Citat til en af dine egne mapper, og "
        "start igen.",
    },
    "venv": {
        "en": "Citat could not be installed: this Python cannot make an environment. On Debian and Ubuntu, run "
        "`sudo apt install python3-venv`, and start again.",
        "da": "Citat kunne ikke installeres: Denne Python kan ikke lave et miljø. På Debian og Ubuntu: Kør "
        "`sudo apt install python3-venv`, og start igen.",
    },
    "requirement": {
        "en": "Citat could not be installed: the package {package} does not exist for Python {python} on this "
        "machine. Try another Python, at least 3.11 (from www.python.org), and start again.",
        "da": "Citat kunne ikke installeres: Pakken {package} findes ikke til Python {python} på denne maskine. Prøv "
        "en anden Python, mindst 3.11 (fra www.python.org), og start igen.",
    },
    "build": {
        "en": "Citat could not be installed: a package has no ready-made file for Python {python} on this machine and "
        "could not be built. Try another Python, at least 3.11 (from www.python.org), and start again.",
        "da": "Citat kunne ikke installeres: En pakke findes ikke færdig til Python {python} på denne maskine og kunne "
        "ikke bygges. Prøv en anden Python, mindst 3.11 (fra www.python.org), og start igen.",
    },
    "stopped": {
        "en": "The installation was stopped. Start again to go on.",
        "da": "Installationen blev stoppet. Start igen for at fortsætte.",
    },
    "other": {
        "en": "Citat could not be installed, for a reason that Citat does not know.",
        "da": "Citat kunne ikke installeres. Citat kender ikke årsagen.",
    },
    "log": {
        "en": "Everything that pip said is in {log}",
        "da": "Alt, hvad pip skrev, står i {log}",
    },
}

# In this order: a lost network also makes pip say that no distribution matches, and a full disk breaks builds.
_SIGNS: tuple[tuple[str, str], ...] = (
    ("space", r"No space left on device|\[Errno 28\]|WinError 112|Disk quota exceeded"),
    ("venv", r"ensurepip is not available|No module named '?(ensurepip|venv)\b"),
    ("certificate", r"CERTIFICATE_VERIFY_FAILED|certificate verify failed"),
    (
        "network",
        r"Failed to establish a new connection|NameResolutionError|Temporary failure in name resolution|"
        r"getaddrinfo failed|ConnectTimeoutError|ReadTimeoutError|Read timed out|ProxyError|Max retries exceeded|"
        r"Connection refused|Network is unreachable|Connection aborted|RemoteDisconnected|IncompleteRead",
    ),
    ("permission", r"Permission denied|Read-only file system|\[Errno (?:1|13|30)\]|WinError 5\b"),
    ("requirement", r"No matching distribution found for (?P<package>[^\s;,]+)"),
    ("build", r"subprocess-exited-with-error|metadata-generation-failed|Failed building wheel|Failed to build"),
)


def language_of_user(environment: Mapping[str, str] = os.environ) -> Language:
    """Danish where the locale of the user is Danish, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "da" if environment[name].lower().startswith("da") else "en"
    try:
        locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        return "en"
    name = locale.getlocale()[0] or ""
    return "da" if name.lower().startswith(("da_", "danish")) else "en"


def message(key: str, **values: object) -> str:
    """The sentence `key` in the language of the user, with `values` in its places."""
    return _MESSAGES[key][language_of_user()].format(**values)


def cause_of_failure(output: str) -> tuple[str, dict[str, str]]:
    """Why an installation failed, from what pip or venv wrote: the key of a message, and values for it."""
    for key, sign in _SIGNS:
        found = re.search(sign, output)
        if found:
            return key, {name: value for name, value in found.groupdict().items() if value}
    return "other", {}
