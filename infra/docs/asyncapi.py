"""docs/asyncapi.json (AsyncAPI 3.0): the facts that services announce, from the contracts of their events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from infra.paths import ROOT
from shared.contracts import envelope
from shared.contracts.base import EventType, Stream
from shared.contracts.queues import STREAMS, SUBSCRIPTIONS
from shared.kernel.catalogue import text
from shared.wire.json_schema import json_schema_of

PAGE = ROOT / "docs" / "asyncapi.json"
VERSION = "1.0.0"
ENVELOPE = "Envelope"
_SCHEMAS = "#/components/schemas/"
_INFO = """\
Facts in the past tense, one stream per kind of aggregate, in order per subject. The body is a CloudEvents 1.0 JSON
object; `sequence` counts per source, aggregate and subject. Whoever follows a stream has a durable queue of his own,
`<consumer>.<source>_<aggregate>`, bound to the event names of the stream. Data above 1 MB rests in the object store
and is named by `dataref` and `datadigest`. Members that a reader does not know are to be passed over."""
_CLOUDEVENTS = {
    "specversion": {"const": envelope.SPEC_VERSION},
    "datacontenttype": {"const": envelope.CONTENT_TYPE},
    "sequence": {"type": "integer", "minimum": 1},
    "dataversion": {"type": "integer"},
    "data": {"type": "object"},
}


def page() -> str:
    """Its text."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def document() -> dict[str, Any]:
    """The document."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": text("api_title"),
            "version": VERSION,
            "description": _INFO,
            "tags": [{"name": service} for service in SUBSCRIPTIONS],
        },
        "servers": {
            "bus": {
                "host": "{broker}",
                "protocol": "amqps",
                "protocolVersion": "0-9-1",
                "pathname": "/zhiping",
                "description": "the site's RabbitMQ",
                "variables": {"broker": {"default": "localhost:5671"}},
            }
        },
        "defaultContentType": envelope.CONTENT_TYPE,
        "channels": {_channel_name(stream): _channel(stream) for stream in STREAMS},
        "operations": dict(operation for stream in STREAMS for operation in _operations(stream)),
        "components": {
            "messages": {event.name: _message(event) for stream in STREAMS for event in stream.events},
            "schemas": _schemas(),
        },
    }


def _channel_name(stream: Stream) -> str:
    return f"{stream.source}_{stream.aggregate}"


def _channel(stream: Stream) -> dict[str, Any]:
    return {
        "address": stream.exchange,
        "title": f"{stream.source}: {stream.aggregate}",
        "description": f"All facts of {stream.source} about its {stream.aggregate}s; the routing key is the event's.",
        "messages": {event.name: {"$ref": f"#/components/messages/{event.name}"} for event in stream.events},
        "bindings": {
            "amqp": {"is": "routingKey", "exchange": {"name": stream.exchange, "type": "topic", "durable": True}}
        },
    }


def _operations(stream: Stream) -> Iterator[tuple[str, dict[str, Any]]]:
    channel = {"$ref": f"#/channels/{_channel_name(stream)}"}
    told = f"{stream.source} announces what happens to its {stream.aggregate}s"
    yield f"{stream.source}.announce_{stream.aggregate}", {"action": "send", "channel": channel, "description": told}
    for consumer, followed in SUBSCRIPTIONS.items():
        if stream in followed:
            told = f"{consumer} follows {stream.source}'s {stream.aggregate}s in the queue {stream.queue_of(consumer)}"
            name = f"{consumer}.follow_{_channel_name(stream)}"
            yield name, {"action": "receive", "channel": channel, "description": told}


def _message(event: EventType[Any]) -> dict[str, Any]:
    summary = " ".join((event.record.__doc__ or "").split("\n\n")[0].split())
    return {
        "name": event.name,
        "title": event.name,
        "summary": summary,
        "contentType": envelope.CONTENT_TYPE,
        "bindings": {"amqp": {"messageType": event.name}},
        "payload": {
            "allOf": [
                {"$ref": f"{_SCHEMAS}{ENVELOPE}"},
                {
                    "type": "object",
                    "properties": {
                        "type": {"const": event.name},
                        "source": {"const": event.source},
                        "aggregate": {"const": event.aggregate},
                        "data": {"$ref": f"{_SCHEMAS}{event.record.__name__}"},
                    },
                },
            ]
        },
        "examples": [{"name": "sample", "summary": "made up", "payload": _example(event)}],
    }


def _example(event: EventType[Any]) -> dict[str, Any]:
    made_up = envelope.Event(
        id="01976a00-0000-7000-8000-0000000000e1", type=event.name, source=event.source, aggregate=event.aggregate,
        subject="01976a00-0000-7000-8000-00000000000c", sequence=1, epoch="01976a00-0000-7000-8000-0000000000e0",
        publisher=event.source, time="2026-06-15T09:30:00+08:00", correlation="01976a00-0000-7000-8000-0000000000c0",
        authtype="user", authid="01976a00-0000-7000-8000-00000000000a", dataversion=event.version, data=event.sample,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(made_up.encode())
    return found


def _schemas() -> dict[str, Any]:
    found: dict[str, Any] = {ENVELOPE: _envelope()}
    for stream in STREAMS:
        for event in stream.events:
            for name, schema in json_schema_of(event.schema)["components"]["schemas"].items():
                if found.setdefault(name, schema) != schema:
                    raise ValueError(f"{name} is two things")
    return dict(sorted(found.items()))


def _envelope() -> dict[str, Any]:
    """The members as the one reader takes them."""
    texts = {
        name: {"type": "string", "minLength": 1, "maxLength": most}
        for name, most in (envelope.REQUIRED_TEXTS | envelope.OPTIONAL_TEXTS).items()
    }
    texts["time"] |= {"format": "date-time"}
    texts["datadigest"] |= {"pattern": "^[0-9a-f]{64}$"}
    required = ["specversion", "datacontenttype", *envelope.REQUIRED_TEXTS, "sequence", "dataversion"]
    return {
        "type": "object",
        "description": "CloudEvents 1.0 with the extensions of the house.",
        "properties": _CLOUDEVENTS | texts,
        "required": required,
        "oneOf": [{"required": ["data"]}, {"required": ["dataref", "datadigest"]}],
    }
