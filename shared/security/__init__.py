"""Identity, access, and the protection of personal data."""

from shared.security.access import PUBLIC, AccessPolicy
from shared.security.columns import SealedText
from shared.security.dev_issuer import DevIssuer
from shared.security.keyring import Keyring, blind_index, install_keyring, open_sealed, process_keyring, seal
from shared.security.masking import mask_id_number, mask_name, mask_phone
from shared.security.tokens import TokenVerifier

__all__ = [
    "PUBLIC",
    "AccessPolicy",
    "DevIssuer",
    "Keyring",
    "SealedText",
    "TokenVerifier",
    "blind_index",
    "install_keyring",
    "mask_id_number",
    "mask_name",
    "mask_phone",
    "open_sealed",
    "process_keyring",
    "seal",
]
