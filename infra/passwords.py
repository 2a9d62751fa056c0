"""Passwords that a site gives to the commands which make users of a server: one setting per user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from infra.setting_names import own


class PasswordsMissing(Exception):
    """Some user has no password; the text names the settings."""


def passwords_of(users: Iterable[str], setting: str, given: Mapping[str, str]) -> dict[str, str]:
    """User -> what `<setting>_<USER>` gives; PasswordsMissing where one gives nothing."""
    told = {user: given.get(own(setting, user), "") for user in users}
    if missing := sorted(own(setting, user) for user, password in told.items() if not password):
        raise PasswordsMissing(", ".join(missing))
    return told
