"""What a keyring opens."""

from shared.kernel.errors import ZhipingError
from shared.security.keyring import SEALED_TEXT


def opens(ring, sealed):
    """Whether the ring opens the text."""
    try:
        ring.open(sealed)
    except ZhipingError:
        return False
    return True


def opened_by(ring, content):
    """The sealed texts in the content that the ring opens."""
    return [found[0] for found in SEALED_TEXT.finditer(content) if opens(ring, found[0])]
