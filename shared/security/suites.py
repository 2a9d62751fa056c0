"""Cipher suites for sealed texts: one entry per suite, named by the tag that opens every sealed text."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
TAG_BYTES = 16


class Suite(Protocol):
    """An authenticated cipher over a 32 byte master key; the nonce stands before the ciphertext, the tag after it."""

    def encrypt(self, key: bytes, plain: bytes, associated: bytes) -> bytes:
        """Encrypt under a fresh random nonce."""

    def decrypt(self, key: bytes, sealed: bytes, associated: bytes) -> bytes:
        """Decrypt; raises `InvalidTag` when key, text or associated data do not fit."""


@dataclass(frozen=True, slots=True)
class Aes256Gcm:
    """AES-256-GCM, the default suite."""

    def encrypt(self, key: bytes, plain: bytes, associated: bytes) -> bytes:
        """Encrypt under a fresh random nonce."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, plain, associated)

    def decrypt(self, key: bytes, sealed: bytes, associated: bytes) -> bytes:
        """Decrypt; raises `InvalidTag`."""
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated)


@dataclass(frozen=True, slots=True)
class Sm4Gcm:
    """SM4-GCM (GB/T 32907, RFC 8998) for bureaus that must use the national cipher; its 16 byte key is derived."""

    def encrypt(self, key: bytes, plain: bytes, associated: bytes) -> bytes:
        """Encrypt under a fresh random nonce."""
        nonce = os.urandom(NONCE_BYTES)
        encryptor = Cipher(algorithms.SM4(_sm4_key(key)), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated)
        body = encryptor.update(plain) + encryptor.finalize()
        return nonce + body + encryptor.tag

    def decrypt(self, key: bytes, sealed: bytes, associated: bytes) -> bytes:
        """Decrypt; raises `InvalidTag`."""
        nonce, body, tag = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:-TAG_BYTES], sealed[-TAG_BYTES:]
        if len(sealed) < NONCE_BYTES + TAG_BYTES:
            raise InvalidTag
        decryptor = Cipher(algorithms.SM4(_sm4_key(key)), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(associated)
        return decryptor.update(body) + decryptor.finalize()


def _sm4_key(master: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=16, salt=None, info=b"zhiping sm4-gcm").derive(master)


SUITES: Mapping[str, Suite] = {"v1": Aes256Gcm(), "v2": Sm4Gcm()}
