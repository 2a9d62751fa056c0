"""Which passwords are strong enough, and how a login name is written."""

from __future__ import annotations

import re
import unicodedata

from shared.kernel.errors import invalid

SHORTEST, LONGEST = 10, 128
KINDS = 3
"""Of small letters, capitals, digits and other signs; a password of LONG_ENOUGH characters may do without."""
LONG_ENOUGH = 20
DIFFERENT = 5
FORBIDDEN = frozenset({
    "password", "passwd", "admin", "administrator", "root", "test", "guest", "user", "welcome", "login", "qwerty",
    "qwertyuiop", "qwer", "asdf", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "qazwsx", "qazwsxedc", "abc", "abcd",
    "abcdef", "iloveyou", "woaini", "letmein", "dragon", "monkey", "master", "default", "changeme", "secret", "system",
    "zhiping", "zhicheng", "chifeng", "renshe", "mima", "huawei", "china", "zhongguo", "oracle", "operator",
})  # fmt: skip
"""What is left of a bad password when digits and signs are taken away."""
_READ_AS = str.maketrans({"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_RUNS = ("0123456789", "9876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{2,63}")


def login_name_of(text: str) -> str:
    """As it is kept: narrow, small letters, no blanks around; invalid("login_name_malformed") for anything odd."""
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    if not _NAME.fullmatch(name):
        raise invalid("login_name_malformed", path="login_name")
    return name


def check_strength(password: str, login_name: str, path: str = "password") -> None:
    """Raises invalid with the rule that is not kept."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise invalid("password_length", path=path, shortest=SHORTEST, longest=LONGEST)
    if len(password) < LONG_ENOUGH and _kinds(password) < KINDS:
        raise invalid("password_too_simple", path=path)
    if len(set(password)) < DIFFERENT or _is_run(password):
        raise invalid("password_too_simple", path=path)
    if _is_common(password) or _holds(password, login_name):
        raise invalid("password_common", path=path)


def _kinds(password: str) -> int:
    asked = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())
    return sum(any(kind(sign) for sign in password) for kind in asked)


def _is_common(password: str) -> bool:
    plain = password.casefold()
    core = _ENDS.sub("", plain).translate(_READ_AS)
    return not FORBIDDEN.isdisjoint({_letters(plain), _letters(core)})


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


def _holds(password: str, login_name: str) -> bool:
    name = login_name.partition("@")[0]
    return len(name) >= 4 and name in password.casefold()


def _is_run(password: str) -> bool:
    plain = password.casefold()
    return any(plain in run * 3 for run in _RUNS)
