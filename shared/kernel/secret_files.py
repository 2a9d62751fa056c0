"""Settings from mounted files: `<NAME>_FILE` names a file that holds what `<NAME>` would, for every ZHIPING_* setting.

What a file holds is in no process's environment, where whoever may look at the process (or at a container's
description) reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PREFIX, SUFFIX = "ZHIPING_", "_FILE"
PATHS = ("ZHIPING_CA_FILE",)
"""Settings that are themselves the path of a file, which is opened where it is needed."""


class SettingRefused(ValueError):
    """A setting that no process starts with; the text names the setting and never what it holds."""


def with_files_read(environ: Mapping[str, str]) -> dict[str, str]:
    """The same settings, each `<NAME>_FILE` replaced by `<NAME>`, with the line feed at the file's end taken off.

    Raises SettingRefused for a file that cannot be read and for a setting that is given both ways.
    """
    read = {name: value for name, value in environ.items() if not names_a_file(name)}
    for name in filter(names_a_file, environ):
        setting = name.removesuffix(SUFFIX)
        if environ.get(setting):
            raise SettingRefused(f"{setting} and {name} are both given: leave one of them out")
        read[setting] = _content(name, environ[name])
    return read


def names_a_file(name: str) -> bool:
    """Whether it is the name of a setting with the suffix that says: what the setting holds lies in this file."""
    return name.startswith(PREFIX) and name.endswith(SUFFIX) and name not in PATHS


def _content(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise SettingRefused(f"{name}: the file cannot be read ({error.strerror})") from None
    except ValueError:
        raise SettingRefused(f"{name}: the file is not text in UTF-8") from None
