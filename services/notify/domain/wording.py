"""The texts of the catalogue that notify sends: by name, each with the version that a message was written by."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from shared.kernel.catalogue import catalogue, text

TEMPLATES = ("remind", "late", "waiting", "warning", "consequence")
"""What a rule may name as its text."""
FIELDS = frozenset({
    "due", "day", "when", "count", "level", "clause", "basis", "label", "what", "who", "days", "since",
})  # fmt: skip
"""What the texts of reminders may name."""
_BEGIN, _TITLE, _BODY = "notify_", "_title", "_body"
_EXAMPLE = "notify_example_"
EXAMPLES: Mapping[str, str] = {
    key.removeprefix(_EXAMPLE): value for key, value in catalogue().items() if key.startswith(_EXAMPLE)
}
"""A made-up value of every field that any text names: what a preview is filled with."""
VERSION_LENGTH = 12
FRAMES = frozenset({"written_on"})
"""Put around texts, not sent by themselves."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Title and body as the catalogue has them; `version` is another one as soon as a character of them is."""

    name: str
    title: str
    body: str

    @property
    def version(self) -> str:
        """Of these very words."""
        return hashlib.sha256(f"{self.title}\n{self.body}".encode()).hexdigest()[:VERSION_LENGTH]

    @property
    def of_reminders(self) -> bool:
        """Whether rules send it; others are sent with a fact."""
        return self.name.partition("_")[0] in TEMPLATES

    @property
    def fields(self) -> tuple[str, ...]:
        """What is filled in, by name."""
        named = (field for words in (self.title, self.body) for _, field, _, _ in string.Formatter().parse(words))
        return tuple(sorted({field for field in named if field is not None}))

    def unknown(self) -> list[str]:
        """Places of fields that nothing would ever fill."""
        known = FIELDS if self.of_reminders else EXAMPLES
        return [
            f"{_BEGIN}{self.name}{end}: {{{field}}}"
            for end, words in ((_TITLE, self.title), (_BODY, self.body))
            for _, field, _, _ in string.Formatter().parse(words)
            if field is not None and field not in known
        ]

    def example(self) -> tuple[str, str]:
        """Title and body with made-up values."""
        return tuple(words.format_map(EXAMPLES) for words in (self.title, self.body))  # type: ignore[return-value]


@cache
def wordings() -> Mapping[str, Wording]:
    """All of them by name, read once."""
    texts = catalogue()
    names = [key[len(_BEGIN) : -len(_TITLE)] for key in texts if key.startswith(_BEGIN) and key.endswith(_TITLE)]
    return {
        name: Wording(name, texts[f"{_BEGIN}{name}{_TITLE}"], texts[f"{_BEGIN}{name}{_BODY}"])
        for name in sorted(names)
        if f"{_BEGIN}{name}{_BODY}" in texts and name not in FRAMES
    }


@cache
def version_of(name: str) -> str:
    """Of a wording."""
    return wordings()[name].version


def written(name: str, values: Mapping[str, object]) -> tuple[str, str]:
    """Title and body with their fields filled."""
    return text(f"{_BEGIN}{name}{_TITLE}", **values), text(f"{_BEGIN}{name}{_BODY}", **values)


def refuse_unknown_fields() -> None:
    """ValueError that names the place of every field that no text may name."""
    found = [place for one in wordings().values() for place in one.unknown()]
    if found:
        raise ValueError(f"texts with fields that nothing fills: {'; '.join(found)}")
