"""Names of settings of which each service has its own, as an operator and a dev stack's env file know them."""

KEYRING, TRAIL = "ZHIPING_KEYRING", "ZHIPING_TRAIL_KEYS"


def own(name: str, user: str) -> str:
    """The name of a setting for one service, or one user of the broker."""
    return f"{name}_{user.upper().replace('-', '_')}"
