"""Letters that are posted over HTTPS: robots of WeCom and DingTalk, and gateways that check a signature."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

import requests
from urllib3.exceptions import HTTPError

from services.notify.domain.channel import Channel
from services.notify.domain.outcome import LetterOutcome, declined, later, taken
from services.notify.usecases.letter_ports import Letter, LetterReport
from shared.kernel.ids import new_id
from shared.wire.types import JsonObject

TIMEOUTS = (5, 15)
LONGEST_ANSWER = 65_536
LONGEST_TEXT = {Channel.WECOM: 2048, Channel.DINGTALK: 20_000}
"""Bytes that a robot takes; where a letter is longer its title alone is posted."""
TOO_FAST = timedelta(minutes=1)
_WELL = range(200, 300)
_AGAIN = frozenset({408, 425, 429})
_LOCKED_OUT = frozenset({401, 403})
_ROBOT_LATER = frozenset({"-1", "45009", "45033", "130101", "410100", "43004"})
"""Busy, or asked too often: WeCom's and DingTalk's words for it."""


@dataclass(frozen=True, slots=True)
class Post:
    """What one letter becomes."""

    url: str = field(repr=False)
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


Write = Callable[[Letter], Post]
Judge = Callable[[JsonObject], LetterOutcome]


@dataclass(frozen=True, slots=True)
class WebhookSender:
    """Adapter of `letter_ports.ChannelSender`: `write` makes the post, `judge` reads the JSON of an answer."""

    write: Write
    judge: Judge
    ca_file: str | None = None

    @contextmanager
    def session(self) -> Iterator[Callable[[Letter], LetterOutcome]]:
        """Connections are kept between letters."""
        with _http(self.ca_file) as line:
            yield lambda letter: self._send(line, letter)

    def _send(self, line: requests.Session, letter: Letter) -> LetterOutcome:
        try:
            status, headers, body = _posted(line, self.write(letter))
        except requests.exceptions.SSLError:
            return later("tls_failed")
        except requests.exceptions.Timeout:
            return later("timeout")
        except (requests.RequestException, HTTPError):
            return later("unreachable")
        if status not in _WELL:
            return _of_status(status, headers)
        return self.judge(_object(body))


@dataclass(frozen=True, slots=True)
class Signature:
    """HMAC over method, path, time in milliseconds, a number used once, and the digest of the body, one a line."""

    key_id: str
    secret: str = field(repr=False)
    digest: str = "sha256"

    def headers(self, url: str, body: bytes, now: datetime) -> dict[str, str]:
        """What goes with a post; who receives it refuses what is old or was there before."""
        stamp, nonce = str(round(now.timestamp() * 1000)), new_id()
        told = "\n".join(("POST", urlsplit(url).path or "/", stamp, nonce, hashlib.new(self.digest, body).hexdigest()))
        mac = hmac.new(self.secret.encode(), told.encode(), self.digest).digest()
        return {
            "X-Key-Id": self.key_id, "X-Timestamp": stamp, "X-Nonce": nonce,
            "X-Signature": f"hmac-{self.digest} {base64.b64encode(mac).decode()}",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignedGateway:
    """A gateway for SMS, or a government platform. `sign` is the signature in front of an SMS, without brackets."""

    channel: Channel
    url: str = field(repr=False)
    signature: Signature
    now: Callable[[], datetime]
    sign: str = ""
    retry_codes: frozenset[str] = frozenset()

    def write(self, letter: Letter) -> Post:
        """`id` is the same at every try, so that the gateway can tell a letter that comes twice."""
        short = self.channel is Channel.SMS
        content = letter.short or letter.title if short else letter.body
        told = {"id": letter.id, "to": letter.address, "title": letter.title, "content": content}
        body = _json(told | ({"content": f"【{self.sign}】{content}"} if short and self.sign else {}))
        return Post(self.url, body, self.signature.headers(self.url, body, self.now()) | {"Idempotency-Key": letter.id})

    def judge(self, answer: JsonObject) -> LetterOutcome:
        """`{"code": "OK", "receipt": ..., "message": ...}`."""
        code, said = _word(answer, "code"), _word(answer, "message")
        if code in ("0", "OK"):
            receipt = answer.get("receipt")
            return taken(None if receipt is None else str(receipt)[:200], code, said)
        if not code or code in self.retry_codes:
            return later(code[:60] or "no_answer", said)
        return declined(code[:60], said)


@dataclass(frozen=True, slots=True)
class GatewayReceipts:
    """Adapter of `letter_ports.ReportSource`: asks the gateway what became of letters, and says what it has heard."""

    url: str = field(repr=False)
    signature: Signature
    now: Callable[[], datetime]
    ca_file: str | None = None

    @contextmanager
    def read(self) -> Iterator[Collection[LetterReport]]:
        """Raises requests.RequestException, which is an OSError."""
        with _http(self.ca_file) as line:
            told = self._ask(line, {"wanted": 200}).get("receipts")
            entries = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
            yield [_report(one) for one in entries]
            if entries:
                self._ask(line, {"heard": [str(one.get("id")) for one in entries]})

    def _ask(self, line: requests.Session, asked: JsonObject) -> JsonObject:
        body = _json(asked)
        status, _, answer = _posted(line, Post(self.url, body, self.signature.headers(self.url, body, self.now())))
        if status not in _WELL:
            raise requests.RequestException(f"status {status}")
        return _object(answer)


def wecom(url: str) -> Write:
    """A group robot of WeCom, whose key is its address."""

    def write(letter: Letter) -> Post:
        return Post(f"{url}?key={letter.address}", _json(_spoken(letter)))

    return write


def dingtalk(url: str, now: Callable[[], datetime]) -> Write:
    """A group robot of DingTalk: its token is its address, and behind `#` stands the secret with which it is signed."""

    def write(letter: Letter) -> Post:
        token, _, secret = letter.address.partition("#")
        query = {"access_token": token, **(robot_signature(secret, now()) if secret else {})}
        asked = urlencode(query)
        return Post(f"{url}?{asked}", _json(_spoken(letter)))

    return write


def robot_signature(secret: str, now: datetime) -> dict[str, str]:
    """DingTalk's: HMAC-SHA256 over time and secret, under the secret."""
    stamp = str(round(now.timestamp() * 1000))
    mac = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(mac).decode()}


def judge_robot(answer: JsonObject) -> LetterOutcome:
    """Robots say 200 to everything, and what they mean in `errcode`."""
    code, said = _word(answer, "errcode"), _word(answer, "errmsg")
    if code == "0":
        return taken(None, code, said)
    if not code:
        return later("no_answer")
    return later(code[:60], said, TOO_FAST) if code in _ROBOT_LATER else declined(code[:60], said)


def _spoken(letter: Letter) -> JsonObject:
    whole = f"{letter.title}\n{letter.body}"
    fits = len(whole.encode()) <= LONGEST_TEXT[letter.channel]
    return {"msgtype": "text", "text": {"content": whole if fits else letter.title}}


@contextmanager
def _http(ca_file: str | None) -> Iterator[requests.Session]:
    with requests.Session() as line:
        line.trust_env = False
        line.verify = ca_file or True
        yield line


def _posted(line: requests.Session, post: Post) -> tuple[int, Mapping[str, str], bytes]:
    headers = {"Content-Type": "application/json; charset=utf-8", **post.headers}
    with line.post(
        post.url, data=post.body, headers=headers, timeout=TIMEOUTS, allow_redirects=False, stream=True
    ) as answer:
        return answer.status_code, answer.headers, answer.raw.read(LONGEST_ANSWER, decode_content=True)


def _of_status(status: int, headers: Mapping[str, str]) -> LetterOutcome:
    """A server that is in trouble, or locks this house out, may take the letter when that is mended."""
    if status >= 500 or status in _AGAIN or status in _LOCKED_OUT:
        seconds = headers.get("Retry-After", "")
        wait = timedelta(seconds=min(int(seconds), 86_400)) if seconds.isdecimal() else None
        return later(str(status), wait=wait)
    return declined(str(status))


def _report(told: JsonObject) -> LetterReport:
    code, said = _word(told, "code")[:60], _word(told, "message")
    match told.get("state"):
        case "delivered":
            outcome = taken(None, code, said)
        case "failed":
            outcome = declined(code, said)
        case _:
            outcome = later(code, said)
    return LetterReport(str(told.get("id")), outcome)


def _word(told: JsonObject, name: str) -> str:
    """A member of what a provider said, whatever it made of it."""
    return str(told.get(name, ""))


def _object(body: bytes) -> JsonObject:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _json(told: JsonObject) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()
