"""What a signature is over, who signs and who believes it."""

import hashlib
import json
from dataclasses import replace

import pytest

from infra.site_signers import SiteSigners
from shared.contracts.envelope import Event, decode, signed_bytes
from shared.kernel.canonical import canonical_json
from shared.kernel.secret_files import SettingRefused
from shared.kernel.settings import Settings
from shared.messaging.base.signatures import Signatures, given_signatures
from shared.security.event_signatures import EventKeys, EventSigner

EVENT = Event(
    id="e1", type="audit.case_opened", source="audit", aggregate="case", subject="a1", sequence=3,
    epoch="epoch-1", publisher="audit", time="2026-05-08T09:00:00+08:00", correlation="c1", causation="k1",
    authtype="user", authid="p1", authclaims='{"roles":[]}', dataversion=1, data={"amount": 5, "name": "张三"},
)  # fmt: skip
SITE = SiteSigners.generate()
SIGNER = SITE.private["audit"]
KEYS = EventKeys.from_json(SITE.variables()["ZHIPING_EVENT_KEYS"])
BELIEVED = Signatures(keys=KEYS, enforced=True)
SIGNED = EVENT.signed_by(SIGNER)
OTHER = json.dumps({"kid": "audit-1", "key": "QUJD" * 10 + "QUI="})
"""Nobody's."""
BROKER = "amqp://audit:x@broker/zhiping"


def fault(body, publisher="audit"):
    return BELIEVED.fault(publisher, decode(body))


def test_the_bytes_are_the_members_but_the_signature_with_the_digest_of_the_data():
    raw = json.loads(EVENT.encode())
    data = raw.pop("data")
    assert data == EVENT.data
    told = signed_bytes(json.loads(SIGNED.encode()))
    head, _, rest = told.partition(b"\n")
    found = json.loads(rest)
    assert found.pop("datadigest") == hashlib.sha256('{"amount":5,"name":"张三"}'.encode()).hexdigest()
    assert (head, found) == (b"zhiping event", raw)
    assert rest == canonical_json(json.loads(rest))


def test_what_is_signed_is_believed_on_the_wire():
    assert fault(SIGNED.encode()) is None
    assert fault(EVENT.encode()) == "signature_missing"
    assert set(json.loads(SIGNED.encode())) == set(json.loads(EVENT.encode())) | {"signature"}


CHANGED = {
    "id": "e2", "type": "audit.case_closed", "source": "committee", "aggregate": "report", "subject": "a2",
    "sequence": 4, "epoch": "epoch-2", "publisher": "committee", "time": "2026-05-08T09:00:01+08:00",
    "correlation": "c2", "causation": None, "authtype": "system", "authid": "p2", "authclaims": None,
    "dataversion": 2, "data": {"amount": 6, "name": "张三"}, "traceparent": "00-1-2-03", "unheardof": "x",
}  # fmt: skip


@pytest.mark.parametrize("member", CHANGED)
def test_no_member_can_be_changed(member):
    body = json.dumps(json.loads(SIGNED.encode()) | {member: CHANGED[member]})
    assert fault(body) == "signature_wrong"


def test_every_member_of_the_envelope_is_among_those_tried():
    unsigned = {"specversion", "datacontenttype"}
    assert set(json.loads(SIGNED.encode())) - {"signature"} - unsigned <= set(CHANGED)


def test_data_that_rests_in_the_store_is_signed_like_data_in_the_body():
    stored = canonical_json(EVENT.data)
    assert fault(SIGNED.apart("events/audit/x.json", stored).encode()) is None
    assert fault(SIGNED.apart("events/audit/y.json", b'{"amount":6}').encode()) == "signature_wrong"


def test_another_spelling_of_the_same_members_is_the_same_event():
    assert fault(json.dumps(json.loads(SIGNED.encode()), indent=2)) is None


def test_a_member_that_this_version_does_not_know_is_signed_too():
    raw = json.loads(EVENT.encode()) | {"somethingelse": "x"}
    raw["signature"] = SIGNER(signed_bytes(raw))
    assert fault(json.dumps(raw)) is None


@pytest.mark.parametrize("signature", [
    "audit-1.", "audit-1.AAAA", "audit-1", "", ".", "audit-2." + "A" * 86 + "==", "committee-1." + "A" * 86 + "==",
])  # fmt: skip
def test_what_is_no_signature_of_the_publisher_is_not_believed(signature):
    told = KEYS.fault("audit", signature, b"x")
    assert told in ("signature_wrong", "signature_key_unknown")


def test_the_key_of_another_service_signs_nothing_of_this_one():
    forged = EVENT.signed_by(SITE.private["committee"])
    assert fault(forged.encode()) == "signature_key_unknown"
    under_its_name = EVENT.signed_by(EventSigner("audit-1", SITE.private["committee"].key))
    assert fault(under_its_name.encode()) == "signature_wrong"


def test_a_key_has_a_successor_and_what_the_former_one_signed_is_believed_until_it_is_taken_out():
    later = SITE.with_new_keys()
    both = Signatures(keys=EventKeys.from_json(later.variables()["ZHIPING_EVENT_KEYS"]), enforced=True)
    new = decode(EVENT.signed_by(later.private["audit"]).encode())
    assert new.signature.startswith("audit-2.")
    assert [both.fault("audit", one) for one in (decode(SIGNED.encode()), new)] == [None, None]
    assert later.former() == [f"{one}-1" for one in ("audit", "committee", "declaration", "docgen", "notify")]
    left = EventKeys.from_json(later.without_former().variables()["ZHIPING_EVENT_KEYS"])
    assert Signatures(keys=left).fault("audit", decode(SIGNED.encode())) == "signature_key_unknown"
    assert Signatures(keys=left).fault("audit", new) is None


def given(**changes):
    settings = Settings(
        amqp_uri=BROKER, event_signatures="enforced", event_signing_key=SIGNER.to_json(),
        event_keys=SITE.variables()["ZHIPING_EVENT_KEYS"],
    )  # fmt: skip
    return given_signatures("audit", replace(settings, **changes))


def test_a_service_signs_and_believes_as_it_is_told():
    enforced, announced = given(), given(event_signatures="announced")
    assert (enforced.enforced, announced.enforced) == (True, False)
    assert decode(EVENT.signed_by(enforced.signer).encode()).signature == SIGNED.signature
    for nothing in (given(event_signatures="off"), given(amqp_uri="embedded://main")):
        assert (nothing.signer, nothing.fault("audit", EVENT)) == (None, None)


@pytest.mark.parametrize(("setting", "value"), [
    ("event_signing_key", ""), ("event_signing_key", '{"geheim"'), ("event_signing_key", '{"kid": "x", "key": "QQ=="}'),
    ("event_signing_key", OTHER), ("event_keys", ""), ("event_keys", '["geheim"]'),
    ("event_keys", '{"audit": {"audit-1": "geheim"}}'), ("event_keys", "{}"),
])  # fmt: skip
def test_what_cannot_sign_or_would_not_be_believed_does_not_start(setting, value):
    with pytest.raises(SettingRefused, match=r"^ZHIPING_EVENT_(SIGNING_KEY|KEYS): ") as refused:
        given(**{setting: value})
    assert "geheim" not in str(refused.value)


def test_an_unknown_word_for_the_setting_is_refused():
    with pytest.raises(ValueError, match="none of off, announced, enforced"):
        Settings.from_env({"ZHIPING_EVENT_SIGNATURES": "on"})


def test_a_site_keeps_of_private_keys_only_those_that_it_made_now():
    read = SiteSigners.read(SITE.variables())
    assert (read.public, read.private) == (SITE.public, {})
    assert SiteSigners.read({}).public == {}
    assert "private" not in repr(SITE)
    assert str(SIGNER.key) not in repr(SIGNER)
