"""Bounces as mail servers write them (RFC 3464)."""

DSN = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered to clerk@unit.example.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Sun, 28 Jun 2026 09:00:00 +0800

Final-Recipient: rfc822; clerk@unit.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <clerk@unit.example>: Recipient address rejected
--b
Content-Type: {kind}

Message-ID: <{letter}@bureau.example>
Subject: =?utf-8?b?5qCH6aKY?=

--b--
"""
LETTER = "01890a5d-ac96-774b-bcce-b302099a8057.0"


def dsn(action="failed", status="5.1.1", kind="text/rfc822-headers", to="zhiping@bureau.example", letter=LETTER):
    """One report."""
    return DSN.format(action=action, status=status, kind=kind, to=to, letter=letter).encode()


def nested(depth=2000):
    """A mail on which a parser breaks that goes down with every part."""
    head = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(depth))
    return b"Subject: deep\n" + head


def huge(megabytes=3):
    """A report, and behind it far more than anybody wants to read."""
    return dsn() + b"x" * 76 * 2**10 + (b"\n" + b"x" * 1023) * 2**10 * megabytes
