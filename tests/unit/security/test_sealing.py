"""Sealed texts, key rotation and the blind index."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.key_purposes import NUMBERS, OWN, PURPOSES
from shared.kernel.errors import Kind, ZhipingError
from shared.security import Keyring, install_keyring, open_sealed, seal
from shared.security.suites import SUITES

ID_NUMBER = "15040219900101123X"
RING = Keyring.for_everything("k1", {"k1": b"1" * 32}, b"i" * 32)


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
    ring = Keyring.for_everything("k1", {"k1": b"1" * 32}, b"i" * 32, suite)
    assert ring.open(ring.seal(plain)) == plain


def test_a_sealed_text_names_suite_and_key_and_differs_each_time():
    first, second = RING.seal(ID_NUMBER), RING.seal(ID_NUMBER)
    assert first.startswith("v1.k1.")
    assert first != second
    assert ID_NUMBER not in first


@pytest.mark.parametrize("suite", sorted(SUITES))
def test_a_changed_sealed_text_is_not_opened(suite):
    ring = Keyring.for_everything("k1", {"k1": b"1" * 32, "k2": b"1" * 32}, b"i" * 32, suite)
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
    rotated = RING.with_set(OWN, RING.sets[OWN].with_key("k2", b"2" * 32).with_newest_active())
    assert rotated.open(old) == ID_NUMBER
    assert rotated.needs_resealing(old)
    assert not rotated.needs_resealing(rotated.seal(ID_NUMBER))


def test_a_key_is_added_first_and_becomes_the_active_one_later(installed):
    before, keys = seal(ID_NUMBER), RING.sets[OWN]
    added = keys.with_key("own-2", b"2" * 32)
    assert (added.active, sorted(added.keys), added.newest, added.retired) == ("k1", ["k1", "own-2"], "own-2", [])
    active = Keyring.from_json(RING.with_set(OWN, added.with_newest_active()).to_json())
    install_keyring(active)
    assert seal(ID_NUMBER).startswith("v1.own-2.")
    assert open_sealed(before) == ID_NUMBER
    assert active.sets[OWN].retired == ["k1"]
    with pytest.raises(ValueError):
        keys.without("k1")


def test_purposes_have_keys_of_their_own(installed):
    ring = Keyring.generate()
    number, text = ring.seal(ID_NUMBER, NUMBERS), ring.seal("意见")
    assert ring.part([NUMBERS]).open(number) == ID_NUMBER
    assert slug_of(ring.part([NUMBERS]).open, text) == "sealing_key_unknown"
    assert slug_of(ring.part([OWN]).open, number) == "sealing_key_unknown"
    assert slug_of(ring.part([NUMBERS]).seal, "意见") == "key_not_given"
    assert slug_of(ring.part([OWN]).blind_index, ID_NUMBER) == "key_not_given"


def test_a_text_under_a_key_that_is_gone_is_reported_as_such():
    assert (
        slug_of(Keyring.for_everything("k2", {"k2": b"2" * 32}, b"i" * 32).open, RING.seal("x"))
        == "sealing_key_unknown"
    )


def test_the_blind_index_ignores_case_and_spaces_and_depends_on_its_key():
    other = Keyring.for_everything("k1", {"k1": b"1" * 32}, b"j" * 32)
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
        Keyring.for_everything(active, keys, b"i" * 32, suite)


def test_the_one_ring_of_0_2_serves_every_purpose():
    text = json.dumps({"active": "k1", "keys": {"k1": _b64(b"1" * 32)}, "index_key": _b64(b"i" * 32), "suite": "v1"})
    ring = Keyring.from_json(text)
    assert ring == RING
    assert set(ring.sets) == set(PURPOSES)
    assert ring.open(RING.seal(ID_NUMBER, NUMBERS)) == ID_NUMBER


@pytest.mark.parametrize("text", ["secret", "[]", '{"own": 1}', '{"own": {"active": "k1", "keys": {"k1": "secret"}}}',
                                  '{"theirs": {}}', '{"keys": {}, "index_key": "secret"}'])  # fmt: skip
def test_what_is_no_keyring_is_refused_without_quoting_it(text):
    with pytest.raises(ValueError) as refused:
        Keyring.from_json(text)
    assert "secret" not in str(refused.value)
    assert type(refused.value) is ValueError


def test_without_any_ring_sealing_is_refused():
    install_keyring(None)
    assert slug_of(seal, "x") == "keyring_missing"


def _b64(key):
    return base64.b64encode(key).decode()


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
