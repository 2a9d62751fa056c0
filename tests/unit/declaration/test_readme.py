"""What the service says of itself: the streams that it follows; its methods are held by tests/conformance."""

from services.declaration.service import DeclarationService
from shared.contracts.queues import SUBSCRIPTIONS
from shared.messaging import streams_of


def test_the_service_follows_the_streams_of_the_list():
    followed = {stream.queue_of("declaration") for stream in streams_of(DeclarationService)}
    assert followed == {stream.queue_of("declaration") for stream in SUBSCRIPTIONS["declaration"]}
