import pytest

from app.installation_messages import cause_of_failure, language_of_user, message


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "da_DK.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "da_DK"}, "da"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_users_locale(variables: dict[str, str], language: str) -> None:
    assert language_of_user(variables) == language


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "space"),
        ("OSError: [WinError 112] There is not enough space on the disk", "space"),
        (
            "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed",
            "certificate",
        ),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(<...>: Failed to establish a new"
            " connection: [Errno -3] Temporary failure in name resolution')'\n"
            "ERROR: No matching distribution found for torch==2.13.0",
            "network",
        ),
        ("pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool: Read timed out.", "network"),
        ("PermissionError: [Errno 13] Permission denied: '/opt/citat/.installation'", "permission"),
        ("OSError: [Errno 30] Read-only file system: '/opt/citat/.installation'", "permission"),
        ("/usr/bin/python3: No module named venv", "venv"),
        ("error: subprocess-exited-with-error\n× Preparing metadata did not run successfully.", "build"),
        ("something nobody has seen before", "other"),
    ],
)
def test_a_failure_is_told_by_what_pip_wrote(written: str, key: str) -> None:
    found, values = cause_of_failure(written)
    assert found == key
    places = {"folder": "F", "python": "3.11", "needed": "4.0", "free": "0.1"} | values
    assert message(found, **places)


def test_a_package_that_does_not_exist_is_named() -> None:
    written = "ERROR: No matching distribution found for spacy==3.8.18; python_version > '3'"
    assert cause_of_failure(written) == ("requirement", {"package": "spacy==3.8.18"})
