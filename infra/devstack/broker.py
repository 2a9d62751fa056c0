"""A private RabbitMQ: own node name, own port mapper, own folders; listens on loopback only."""

import base64
import hashlib
import http.client
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from amqp import Connection
from amqp.exceptions import AMQPError

from infra.devstack import environment, processes
from infra.devstack.ports import accepts, free_port
from infra.devstack.processes import run_quietly
from infra.devstack.server import Server
from infra.devstack.state import StateFile
from shared.contracts import broker_users
from shared.contracts.broker_users import BrokerUser
from shared.contracts.queues import SERVICES

# RabbitMQ reserves several file handles per quorum queue, and a site has nearly two hundred queues; with the 1,024 of a
# login shell the third virtual host is never made, without a word in the log (measured).
FILES = 16384
SCRIPTS = Path("/usr/lib/rabbitmq/bin")
USER = "zhiping"
PORTAL = "portal"
_USERS = broker_users.suite_users([PORTAL])

# RabbitMQ 3.10 writes the registration of a new quorum queue to disk every half second. A broker killed before that
# comes back with the queue leaderless and its confirmed messages gone (measured); so queues are declared at deployment.
QUEUE_REGISTRATION_SECONDS = 1.0

_PLAIN = """\
listeners.tcp.local = 127.0.0.1:{port}
management.tcp.ip = 127.0.0.1
management.tcp.port = {api_port}
"""
_ENCRYPTED = """\
listeners.tcp = none
listeners.ssl.local = 127.0.0.1:{port}
ssl_options.certfile = {certificate}
ssl_options.keyfile = {key}
ssl_options.versions.1 = tlsv1.3
ssl_options.versions.2 = tlsv1.2
management.ssl.ip = 127.0.0.1
management.ssl.port = {api_port}
management.ssl.certfile = {certificate}
management.ssl.keyfile = {key}
"""
_CONFIGURATION = """\
default_user = {user}
default_pass = {password}
default_vhost = {vhost}
disk_free_limit.absolute = 50MB
log.file.level = info
log.console = false
"""


def _ascii_name_for(folder: Path) -> Path:
    """A link of plain letters to a folder with others in its path: RabbitMQ's management refuses to start in one."""
    return Path(gettempdir()) / f"zhiping-broker-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}"


class PortMapper(Server):
    """`epmd` on its own port: with the shared one, the last node to stop would leave it running."""

    key = "epmd"

    def prepare(self) -> None:
        if not self.facts.get("port"):
            self.state.update(self.key, port=free_port())

    def command(self) -> list[str]:
        return ["epmd", "-address", "127.0.0.1", "-port", str(self.facts["port"])]

    def environment(self) -> dict[str, str]:
        return dict(os.environ) | {"ERL_EPMD_RELAXED_COMMAND_CHECK": "1"}

    def ready(self) -> bool:
        return accepts(self.facts["port"])


class Broker(Server):
    """RabbitMQ with the management API (which `create_vhost` and the tests' queue inspection use)."""

    key = "broker"
    start_seconds = 120.0
    stop_seconds = 40.0

    def __init__(self, folder: Path, state: StateFile, node: str) -> None:
        super().__init__(folder, state)
        self.node = f"{node}@localhost"
        self.mapper = PortMapper(folder, state)
        self.door = self.folder if str(self.folder).isascii() else _ascii_name_for(self.folder)

    def start(self) -> float:
        processes.allow_files(FILES)
        return self.mapper.start() + super().start()

    def stop_all(self) -> None:
        """Stop the node and its port mapper, so that nothing of Erlang is left."""
        self.stop()
        self.mapper.stop()
        if self.door != self.folder:
            self.door.unlink(missing_ok=True)

    def prepare(self) -> None:
        if self.door != self.folder:
            self.door.unlink(missing_ok=True)
            self.door.symlink_to(self.folder)
        if not self.facts.get("password"):
            ports = {"port": free_port(), "api_port": free_port(), "distribution_port": free_port()}
            self.state.update(self.key, password=secrets.token_urlsafe(16), vhost="zhiping", **ports)
        (self.folder / "rabbitmq.conf").write_text(self._configuration())
        (self.folder / "enabled_plugins").write_text("[rabbitmq_management].\n")
        (self.folder / "rabbitmq-env.conf").write_text("")  # keeps /etc/rabbitmq/rabbitmq-env.conf out

    def _configuration(self) -> str:
        facts, shown = self.facts, {}
        if self.tls.on:
            shown = {"certificate": self.door / "tls.crt", "key": self.door / "tls.key"}
            shutil.copy(self.tls.certificate, self.folder / "tls.crt")
            shutil.copy(self.tls.key, self.folder / "tls.key")
        text = (_ENCRYPTED if self.tls.on else _PLAIN) + _CONFIGURATION
        return text.format(user=USER, **shown, **{k: facts[k] for k in ("port", "api_port", "password", "vhost")})

    def environment(self) -> dict[str, str]:
        """Also what `rabbitmqctl` needs to reach this node."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("RABBITMQ_", "ERL_", "NOTIFY_SOCKET"))}
        own = {
            "HOME": str(self.door),  # the Erlang cookie is made and found here
            "ERL_EPMD_PORT": str(self.mapper.facts["port"]),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RUNNING_UNDER_SYSTEMD": "yes",  # the start script becomes the node instead of guarding it
            "RABBITMQ_NODENAME": self.node,
            "RABBITMQ_DIST_PORT": str(self.facts["distribution_port"]),
            "RABBITMQ_CONF_ENV_FILE": str(self.door / "rabbitmq-env.conf"),
            "RABBITMQ_CONFIG_FILE": str(self.door / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.door / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(self.door / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.door / "log"),
            "RABBITMQ_PID_FILE": str(self.door / "pid"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none",
        }
        return inherited | own

    def command(self) -> list[str]:
        return [str(SCRIPTS / "rabbitmq-server")]

    def ready(self) -> bool:
        if not accepts(self.facts["port"]) or not accepts(self.facts["api_port"]):
            return False
        try:
            with self.connection():
                return True
        except (OSError, AMQPError):
            return False

    def connection(self, vhost: str | None = None, user: str = USER) -> Connection:
        """Without kombu: a context manager, the administrator's or another user's; not connected yet."""
        where = {"host": f"127.0.0.1:{self.facts['port']}", "virtual_host": vhost or self.facts["vhost"]}
        who = {"userid": user, "password": self.password_of(user)}
        return Connection(ssl=self.tls.amqp(), connect_timeout=5, read_timeout=10, **who, **where)

    def uri(self, vhost: str | None = None, user: str = USER) -> str:
        """The AMQP URI of a virtual host (the stack's own when not given), for the administrator or another user."""
        facts, scheme, query = self.facts, "amqp", ""
        if self.tls.on:
            scheme, query = "amqps", f"?{self.tls.query()}"
        place = f"127.0.0.1:{facts['port']}/{vhost or facts['vhost']}"
        return f"{scheme}://{user}:{self.password_of(user)}@{place}{query}"

    def addresses(self, vhost: str | None = None) -> dict[str, str]:
        """The variables of an env file: the URI of each user of the suite."""
        return {environment.address_of(one.name): self.uri(vhost, one.name) for one in _USERS}

    def password_of(self, user: str) -> str:
        """Each user's own; who knows one cannot tell another."""
        own: str = self.facts["password"]
        return own if user == USER else hashlib.sha256(f"{own} {user}".encode()).hexdigest()[:32]

    def create_users(self) -> None:
        """The users of the suite, and their rights in the stack's own virtual host; once per stack."""
        self._define(self.facts["vhost"], _USERS, {one.name: self.password_of(one.name) for one in _USERS})

    def create_vhost(self, vhost: str) -> str:
        """Create a virtual host when missing, with every right in it; returns the administrator's URI.

        One call of the management API: a test gets its own broker for less than 0.1 s that way.
        """
        self._define(vhost, [broker_users.administrator(USER), *_USERS], {})
        return self.uri(vhost)

    def admit(self, vhost: str, *users: BrokerUser) -> dict[str, str]:
        """Let users in that are not the suite's, such as a test's own services; their URIs by name."""
        self._define(vhost, users, {one.name: self.password_of(one.name) for one in users}, [one.name for one in users])
        return {one.name: self.uri(vhost, one.name) for one in users}

    def _define(
        self, vhost: str, users: Iterable[BrokerUser], passwords: Mapping[str, str], services: Iterable[str] = SERVICES
    ) -> None:
        self.api("POST", "/api/definitions", broker_users.definitions(vhost, users, passwords, services))

    def delete_vhost(self, vhost: str) -> None:
        """Remove a virtual host with all its queues."""
        self.api("DELETE", f"/api/vhosts/{vhost}")

    def memory_alarm(self, on: bool) -> None:
        """Make the broker believe that it is out of memory: it reads no more from connections that publish."""
        command = [str(SCRIPTS / "rabbitmqctl"), "set_vm_memory_high_watermark", "0.00001" if on else "0.4"]
        run_quietly(command, self.log, self.environment())

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """One call of the management API; returns the decoded answer, None when it is empty."""
        token = base64.b64encode(f"{USER}:{self.facts['password']}".encode()).decode()
        where, context = ("127.0.0.1", self.facts["api_port"]), self.tls.context()
        client = (
            http.client.HTTPSConnection(*where, timeout=30, context=context)
            if context
            else http.client.HTTPConnection(*where, timeout=30)
        )
        try:
            headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
            client.request(method, path, None if body is None else json.dumps(body), headers)
            answer = client.getresponse()
            content = answer.read()
            if answer.status >= 400:
                raise RuntimeError(f"{method} {path}: {answer.status} {content[:500].decode(errors='replace')}")
            return json.loads(content) if content else None
        finally:
            client.close()
