"""Exchanges of the embedded broker: who gets a message."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


def key_pattern(key: str) -> re.Pattern[str] | None:
    """A topic binding as a regular expression (`*` one word, `#` any number); None for a plain key."""
    if "*" not in key and "#" not in key:
        return None
    words = [r"(?:\.[^.]+)*" if word == "#" else r"\." + (r"[^.]+" if word == "*" else re.escape(word))
             for word in key.split(".")]  # fmt: skip
    return re.compile("".join(words))


@dataclass
class Exchange:
    """One exchange and its bindings; types direct, topic and fanout."""

    kind: str
    bindings: dict[tuple[str, str], re.Pattern[str] | None] = field(default_factory=dict)

    def bind(self, queue: str, key: str) -> None:
        """Bind a queue; twice is the same as once."""
        self.bindings[queue, key] = key_pattern(key) if self.kind == "topic" else None

    def unbind(self, queue: str, key: str | None = None) -> None:
        """Remove one binding of a queue, or all."""
        for bound in [one for one in self.bindings if one[0] == queue and key in (None, one[1])]:
            del self.bindings[bound]

    def route(self, key: str) -> list[str]:
        """The queues that a message with that routing key goes to, each once."""
        return list(dict.fromkeys(
            queue for (queue, bound), pattern in self.bindings.items()
            if self.kind == "fanout" or bound == key or (pattern is not None and pattern.fullmatch("." + key))
        ))  # fmt: skip
