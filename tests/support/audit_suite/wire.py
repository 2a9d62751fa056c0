"""Events in envelopes, brought to the audit service's queues as a consumer takes them from the broker."""

import functools

from services.audit.service import AuditService
from shared.contracts import declaration
from shared.contracts.envelope import BadEnvelope, decode
from shared.kernel.clock import iso
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import apply_delivery
from shared.policy import shipped_pack
from tests.support import envelopes


class Wire:
    """Makes events and delivers them with cursor, inbox and contract check."""

    def __init__(self, world):
        self._world, service = world, AuditService()
        self._handlers = {
            declaration.NOTICE.aggregate: functools.partial(AuditService.on_notice.__wrapped__, service),
            declaration.DECLARATION.aggregate: functools.partial(AuditService.on_declaration.__wrapped__, service),
        }

    def bring(self, body):
        """One delivery; its outcome."""
        stream = _stream(body)
        delivery = Delivery(envelopes.Message(body), stream.queue_of("audit"))
        return apply_delivery(self._world.app, stream, delivery, self._handlers[stream.aggregate])

    def event(self, event, subject, sequence, **changes):
        """The contract's sample with changes, in an envelope of its own."""
        data = event.sample | changes
        event.check_outgoing(data)
        return self._envelope(event, subject, sequence, data)

    def submitted(self, sequence, number=1, revision=1, **changes):
        """A submission of declaration `number`; changes are the dossier's."""
        data = self._world.submission(number, revision, **changes)
        return self._envelope(declaration.SUBMITTED, data["declaration_id"], sequence, data)

    def notice(self, notice_id, version, pack=None):
        """A notice is published."""
        pack = pack or shipped_pack(notice_id).raw
        return self.event(declaration.NOTICE_PUBLISHED, notice_id, version, notice_id=notice_id, version=version,
                          pack=pack)  # fmt: skip

    def _envelope(self, event, subject, sequence, data):
        return envelopes.body(event, subject, data, sequence=sequence, time=iso(self._world.clock.now()))


def _stream(body):
    try:
        is_notice = decode(body).type == declaration.NOTICE_PUBLISHED.name
    except BadEnvelope:
        is_notice = False
    return declaration.NOTICE if is_notice else declaration.DECLARATION
