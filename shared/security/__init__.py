"""Identity, access, and the protection of personal data."""

from shared.security.access import PUBLIC, AccessPolicy
from shared.security.columns import BlindIndex, LaterSealedText, SealedText
from shared.security.concerns import Concern, Concerns, Resolver, is_among, own_affair
from shared.security.keyring import Keyring, blind_index, install_keyring, open_sealed, process_keyring, seal
from shared.security.revocations import NOTHING_REVOKED, Revocations
from shared.security.token_issuer import TokenIssuer
from shared.security.tokens import TokenTerms, TokenVerifier

__all__ = [
    "NOTHING_REVOKED",
    "PUBLIC",
    "AccessPolicy",
    "BlindIndex",
    "Concern",
    "Concerns",
    "Keyring",
    "LaterSealedText",
    "Resolver",
    "Revocations",
    "SealedText",
    "TokenIssuer",
    "TokenTerms",
    "TokenVerifier",
    "blind_index",
    "install_keyring",
    "is_among",
    "open_sealed",
    "own_affair",
    "process_keyring",
    "seal",
]
