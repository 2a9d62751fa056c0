"""What people call the browser that a request came from."""

from __future__ import annotations

import re

BROWSERS = (
    ("360 浏览器", r"360SE|360EE|QIHU"), ("QQ 浏览器", r"QQBrowser/(\d+)"), ("微信", r"MicroMessenger/(\d+)"),
    ("Edge", r"Edg(?:e|A|iOS)?/(\d+)"), ("Firefox", r"Firefox/(\d+)"), ("Chrome", r"(?:Chrome|CriOS)/(\d+)"),
    ("Safari", r"Version/(\d+).*Safari"), ("IE", r"MSIE (\d+)|Trident/"),
)  # fmt: skip
SYSTEMS = (
    ("Windows", r"Windows"), ("Android", r"Android"), ("HarmonyOS", r"HarmonyOS|OpenHarmony"),
    ("iPhone", r"iPhone|iPad"), ("macOS", r"Macintosh"), ("Linux", r"Linux|X11"),
)  # fmt: skip


def browser_of(agent: str) -> str:
    """`Chrome 88（Windows）`; the beginning of what it says of itself where nobody knows it."""
    named = next((_named(name, found) for name, form in BROWSERS if (found := re.search(form, agent))), agent[:30])
    system = next((name for name, form in SYSTEMS if re.search(form, agent)), "")
    return f"{named}（{system}）" if system else named or "—"


def _named(name: str, found: re.Match[str]) -> str:
    version = found[1] if found.re.groups else None
    return f"{name} {version}" if version else name
