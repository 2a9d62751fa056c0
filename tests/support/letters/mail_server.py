"""A mail server that does as it is told: takes, refuses, is slow, speaks TLS badly or not at all."""

import socket
import ssl
import time
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

ANSWERS = {"busy": "451 4.7.1 try again later", "unknown": "550 5.1.1 <{address}>: no such user"}


class Clerk:
    """Answers by the local part of the address: `busy@`, `unknown@`; what it takes is in `mails`."""

    def __init__(self):
        self.mails, self.envelopes, self.sessions, self.slow = [], [], set(), 0.0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        self.sessions.add(id(session))
        answer = ANSWERS.get(address.partition("@")[0])
        if answer is not None:
            return answer.format(address=address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        time.sleep(self.slow)
        self.envelopes.append(envelope)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return f"250 2.0.0 Ok: queued as Q{len(self.mails)}"


@contextmanager
def mail_server(clerk, *, certificate=None, **more):
    """`(host, port)` of a running one; with `certificate` (a file that holds its key, too) it offers STARTTLS."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = free.getsockname()
    controller = Controller(clerk, *place, tls_context=context, **more)
    controller.start()
    try:
        yield place
    finally:
        controller.stop()
