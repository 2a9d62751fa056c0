"""The second factor: codes of six digits that an app makes from a shared secret, each good once, and recovery codes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp

PERIOD = 30
SLACK = (0, -1, 1)
"""Steps around the present one whose codes count, for clocks that differ."""
RECOVERY_CODES = 10
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 16
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """`last_step`: that of the last code that was taken; a code of it or of an earlier one is a replay."""

    account_id: str
    secret: str
    confirmed_at: datetime | None = None
    last_step: int = 0

    def step_of(self, code: str, now: datetime) -> int | None:
        """The step of a code that counts now and has not been used; None for any other."""
        given = "".join(sign for sign in code if sign.isdigit())
        maker = pyotp.TOTP(self.secret, interval=PERIOD)
        present = int(now.timestamp()) // PERIOD
        fitting = [step for slack in SLACK if hmac.compare_digest(maker.generate_otp(step := present + slack), given)]
        return next((step for step in fitting if step > self.last_step), None)

    def address(self, login_name: str, site: str) -> str:
        """What the QR code says to the app."""
        return pyotp.TOTP(self.secret, interval=PERIOD).provisioning_uri(name=login_name, issuer_name=site)


def new_secret() -> str:
    """160 random bits as apps read them."""
    return pyotp.random_base32()


def new_recovery_codes() -> list[str]:
    """80 random bits each, written in fours."""
    made = ("".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)) for _ in range(RECOVERY_CODES))
    return ["-".join(code[at : at + 4] for at in range(0, _LENGTH, 4)) for code in made]


def recovery_digest(account_id: str, code: str) -> str:
    """Under which a recovery code is kept, however it is typed."""
    plain = code.upper().translate(_READ_AS)
    return hashlib.sha256(f"{account_id}:{plain}".encode()).hexdigest()
