"""Sealed texts, key rotation and the blind index."""

import base64

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.errors import Kind, ZhipingError
from shared.security import Keyring, install_keyring, open_sealed, seal
from shared.security.suites import SUITES

ID_NUMBER = "15040219900101123X"
RING = Keyring("k1", {"k1": b"1" * 32}, b"i" * 32)


@pytest.fixture
def installed():
    install_keyring(RING)
    yield RING
    install_keyring(None)


def slug_of(call, *args):
    with pytest.raises(ZhipingError) as caught:
        call(*args)
    assert caught.value.kind is Kind.UNAVAILABLE
    return caught.value.slug


@pytest.mark.parametrize("suite", sorted(SUITES))
@given(plain=st.text())
def test_every_text_comes_back_from_every_suite(suite, plain):
    ring = Keyring("k1", {"k1": b"1" * 32}, b"i" * 32, suite)
    assert ring.open(ring.seal(plain)) == plain


def test_a_sealed_text_names_suite_and_key_and_differs_each_time():
    first, second = RING.seal(ID_NUMBER), RING.seal(ID_NUMBER)
    assert first.startswith("v1.k1.")
    assert first != second
    assert ID_NUMBER not in first


@pytest.mark.parametrize("suite", sorted(SUITES))
def test_a_changed_sealed_text_is_not_opened(suite):
    ring = Keyring("k1", {"k1": b"1" * 32, "k2": b"1" * 32}, b"i" * 32, suite)
    sealed = ring.seal(ID_NUMBER)
    head, body = sealed.rsplit(".", 1)
    raw = bytearray(base64.urlsafe_b64decode(body))
    raw[-1] ^= 1
    for changed in (f"{head}.{base64.urlsafe_b64encode(raw).decode()}", sealed.replace("k1", "k2"), f"{head}.AAAA"):
        assert slug_of(ring.open, changed) == "sealed_text_unreadable"


@pytest.mark.parametrize("junk", ["", "v1", "v9.k1.AAAA", ID_NUMBER, "v1.k1.!!"])
def test_what_was_never_sealed_is_not_opened(junk):
    assert slug_of(RING.open, junk) == "sealed_text_unreadable"


def test_after_rotation_old_texts_open_and_new_ones_use_the_new_key():
    old = RING.seal(ID_NUMBER)
    rotated = Keyring("k2", {**RING.keys, "k2": b"2" * 32}, RING.index_key)
    assert rotated.open(old) == ID_NUMBER
    assert rotated.needs_resealing(old)
    assert not rotated.needs_resealing(rotated.seal(ID_NUMBER))


def test_a_key_is_added_first_and_becomes_the_active_one_later(installed):
    before = seal(ID_NUMBER)
    added = RING.with_new_key()
    assert (added.active, sorted(added.keys), added.index_key) == ("k1", ["k1", "k2"], RING.index_key)
    active = Keyring.from_json(added.with_newest_active().to_json())
    install_keyring(active)
    assert seal(ID_NUMBER).startswith("v1.k2.")
    assert open_sealed(before) == ID_NUMBER
    assert active.with_new_key().newest == "k3"


def test_a_text_under_a_key_that_is_gone_is_reported_as_such():
    assert slug_of(Keyring("k2", {"k2": b"2" * 32}, b"i" * 32).open, RING.seal("x")) == "sealing_key_unknown"


def test_the_blind_index_ignores_case_and_spaces_and_depends_on_its_key():
    other = Keyring("k1", RING.keys, b"j" * 32)
    assert RING.blind_index(" 150402 19900101123x") == RING.blind_index(ID_NUMBER)
    assert other.blind_index(ID_NUMBER) != RING.blind_index(ID_NUMBER)


def test_a_ring_survives_its_json_form_and_shows_no_key():
    ring = Keyring.generate()
    assert Keyring.from_json(ring.to_json()) == ring
    assert "keys" not in repr(ring)


@pytest.mark.parametrize(
    ("active", "keys", "suite"),
    [("k2", {"k1": b"1" * 32}, "v1"), ("k1", {"k1": b"short"}, "v1"), ("k1", {"k1": b"1" * 32}, "v7"),
     ("k.1", {"k.1": b"1" * 32}, "v1")],
)  # fmt: skip
def test_a_ring_that_could_not_work_is_refused_at_start(active, keys, suite):
    with pytest.raises(ValueError):
        Keyring(active, keys, b"i" * 32, suite)


def test_without_any_ring_sealing_is_refused(monkeypatch):
    install_keyring(None)
    monkeypatch.delenv("ZHIPING_KEYRING", raising=False)
    assert slug_of(seal, "x") == "keyring_missing"


def test_the_ring_of_the_environment_is_used(monkeypatch):
    install_keyring(None)
    monkeypatch.setenv("ZHIPING_KEYRING", RING.to_json())
    assert RING.open(seal("x")) == "x"
    install_keyring(None)


def test_sm4_gcm_agrees_with_the_vector_of_rfc_8998():
    key = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    nonce = bytes.fromhex("00001234567800000000ABCD")
    associated = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    plain = b"".join(bytes([value]) * 8 for value in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(associated)
    sealed = encryptor.update(plain) + encryptor.finalize()
    assert sealed.hex().upper().startswith("17F399F08C67D5EE19D0DC9969C4BB7D")
    assert encryptor.tag.hex().upper() == "83DE3541E4C2B58177E065A9BF7B62EC"
