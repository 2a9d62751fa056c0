"""Log lines: JSON, with the context of the work, without personal data."""

import io
import json
import logging

import pytest
import structlog

from shared.security import Keyring
from shared.telemetry import configure_logs, get_logger, log_context, redact_text

ID_NUMBER, PHONE = "150402199001011234", "13800001234"


@pytest.fixture
def lines():
    before = logging.root.handlers[:], logging.root.level
    stream = io.StringIO()
    configure_logs("audit", "INFO", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.root.handlers[:], logging.root.level = before[0], before[1]
    structlog.reset_defaults()


def test_an_entry_names_service_level_and_context(lines):
    with log_context(correlation="c-1", event_id="e-1"):
        get_logger(part="rpc").info("handled", method="approve_stage", seconds=0.5)
    (entry,) = lines()
    assert entry.pop("timestamp").endswith("Z")
    assert entry == {
        "event": "handled", "level": "info", "service": "audit", "correlation": "c-1", "event_id": "e-1",
        "part": "rpc", "method": "approve_stage", "seconds": 0.5,
    }  # fmt: skip


def test_personal_fields_are_hidden_by_name_at_any_depth(lines):
    get_logger().info("x", name="张三", person={"id_number": ID_NUMBER, "id_number_sealed": "v1.k.x", "unit_id": "u"})
    (entry,) = lines()
    assert entry["name"] == "[hidden]"
    assert entry["person"] == {"id_number": "[hidden]", "id_number_sealed": "[hidden]", "unit_id": "u"}


def test_numbers_tokens_and_sealed_texts_are_hidden_wherever_they_stand(lines):
    sealed = Keyring.generate().seal(ID_NUMBER)
    token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJwIn0.c2lnbmF0dXJl"
    get_logger().warning(
        f"身份证{ID_NUMBER}电话{PHONE}", rows=[ID_NUMBER.replace("4", "X"), sealed], error=ValueError(token)
    )
    text = json.dumps(lines(), ensure_ascii=False)
    for secret in (ID_NUMBER, PHONE, sealed, token):
        assert secret not in text


def test_library_records_and_tracebacks_are_redacted_too(lines):
    try:
        raise RuntimeError(f"bad number {ID_NUMBER}")
    except RuntimeError:
        logging.getLogger("kombu").exception("call %s", PHONE)
        get_logger().exception("failed")
    library, ours = lines()
    assert (library["logger"], library["service"]) == ("kombu", "audit")
    for entry in (library, ours):
        assert ID_NUMBER not in str(entry)
        assert PHONE not in str(entry)
        assert "RuntimeError" in entry["exception"]


@pytest.mark.parametrize(
    "harmless",
    [
        "0198c6f2-1380-7000-8000-138000012345",
        "ab" * 32,
        "2026-06-15T09:30:00+08:00",
        "1234567890123456789",
        "CF2026-000001",
    ],
)
def test_ids_digests_and_times_stay_readable(harmless):
    assert redact_text(f"x {harmless} y") == f"x {harmless} y"


def test_the_level_is_respected(lines):
    get_logger().debug("quiet")
    assert lines() == []
