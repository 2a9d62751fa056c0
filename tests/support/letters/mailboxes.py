"""Mailboxes on this machine, over IMAP4rev1 and POP3 as far as somebody who reads bounces speaks them."""

import itertools
import re
import threading
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer

USER, PASSWORD = "bounce", "s3cret"


class Box:
    """`mails` by id; `refuses`: a command that is answered with no; `fetched`: bytes that went over the wire."""

    def __init__(self, *mails):
        self.mails, self.numbers = {}, itertools.count(101)
        for mail in mails:
            self.add(mail)
        self.seen, self.deleted, self.refuses, self.fetched = set(), set(), None, 0

    def add(self, mail):
        """Another mail comes in."""
        self.mails[str(next(self.numbers))] = mail.replace(b"\n", b"\r\n")

    def expunge(self):
        """What was deleted is gone."""
        for key in self.deleted:
            self.mails.pop(key, None)
        self.deleted.clear()


class _Talk(StreamRequestHandler):
    def say(self, *lines):
        for line in lines:
            told = line if isinstance(line, bytes) else line.encode()
            self.box.fetched += len(told)
            self.wfile.write(told + b"\r\n")

    @property
    def box(self):
        return self.server.box


class _Imap(_Talk):
    def handle(self):
        self.say("* OK ready")
        for line in self.rfile:
            tag, command, rest = [*line.decode().strip().split(" ", 2), ""][:3]
            word = rest.split(" ")[0] if command == "UID" else command
            done = "NO not now" if word == self.box.refuses else self.done(word, rest)
            self.say(f"{tag} {done}")
            if command == "LOGOUT":
                return

    def done(self, word, rest):
        """What the tagged line says; the untagged ones go out before."""
        match word:
            case "LOGIN":
                return "OK welcome" if rest == f'{USER} "{PASSWORD}"' else "NO who is that"
            case "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
            case "SELECT":
                self.say(f"* {len(self.box.mails)} EXISTS")
            case "SEARCH":
                self.say(" ".join(("* SEARCH", *(key for key in self.box.mails if key not in self.box.seen))))
            case "FETCH":
                self.fetch(*re.fullmatch(r"FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", rest).groups())
            case "STORE":
                _, key, _, flags = rest.split(" ", 3)
                self.box.seen.add(key)
                self.box.deleted |= {key} if r"\Deleted" in flags else set()
            case "EXPUNGE":
                self.box.expunge()
            case "LOGOUT":
                self.say("* BYE")
        return "OK done"

    def fetch(self, key, most):
        part = self.box.mails[key][: int(most)]
        self.say(f"* 1 FETCH (UID {key} BODY[]<0> {{{len(part)}}}".encode() + b"\r\n" + part + b")")


class _Pop(_Talk):
    def handle(self):
        self.say("+OK ready")
        held = dict(enumerate(self.box.mails, 1))
        for line in self.rfile:
            word, _, rest = line.decode().strip().partition(" ")
            if word == self.box.refuses:
                self.say("-ERR not now")
                continue
            self.answer(word, rest, held)
            if word == "QUIT":
                self.box.expunge()
                return

    def answer(self, word, rest, held):
        """By word; multi-line answers end with a dot."""
        match word:
            case "PASS" if rest != PASSWORD:
                self.say("-ERR who is that")
            case "LIST":
                self.say("+OK", *(f"{number} {len(self.box.mails[key])}" for number, key in held.items()), ".")
            case "UIDL":
                self.say("+OK", *(f"{number} {key}" for number, key in held.items()), ".")
            case "RETR":
                lines = self.box.mails[held[int(rest)]].split(b"\r\n")
                self.say("+OK", *(b"." + line if line.startswith(b".") else line for line in lines), ".")
            case "DELE":
                self.box.deleted.add(held[int(rest)])
                self.say("+OK")
            case _:
                self.say("+OK")


@contextmanager
def mailbox_at(box, kind):
    """The address of the box over `imap` or `pop3`."""
    ThreadingTCPServer.allow_reuse_address = True
    server = ThreadingTCPServer(("127.0.0.1", 0), {"imap": _Imap, "pop3": _Pop}[kind])
    server.daemon_threads, server.box = True, box
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"{kind}://{USER}@127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
