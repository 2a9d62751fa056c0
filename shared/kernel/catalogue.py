"""The one catalogue of Chinese texts for people: error messages, labels, reminders, form wording.

One YAML file per owner under `shared/contracts/catalogue/`, read once at import; keys are unique over all files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

Details = dict[str, Any]
"""What fills the placeholders of a text, by their names; which names and kinds there are, each text has of its own."""
CATALOGUE_DIR = Path(__file__).parent.parent / "contracts" / "catalogue"


class _Gentle(Details):
    """A placeholder without a value stays visible instead of hiding the whole message."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@cache
def catalogue() -> dict[str, str]:
    """All texts by key; a key in two files is a mistake and stops the program."""
    texts: dict[str, str] = {}
    for path in sorted(CATALOGUE_DIR.glob("*.yaml")):
        for key, value in (yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}).items():
            if key in texts:
                raise ValueError(f"catalogue key {key!r} in {path.name} exists in another file too")
            texts[key] = value
    return texts


def text(key: str, **values: Any) -> str:
    """The Chinese text of `key` with its `{placeholders}` filled; an unknown key returns the key itself."""
    template = catalogue().get(key)
    return key if template is None else template.format_map(_Gentle(values))
