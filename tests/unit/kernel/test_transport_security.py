"""Which addresses a process may use, and what they are completed with."""

import pytest

from shared.kernel.settings import Settings
from shared.kernel.transport_security import TransportSecurity, Unprotected, certificate_fault
from shared.messaging.base.amqp import connection_to

CA = "/run/certificates/ca.crt"
REQUIRED, OFF = TransportSecurity(CA), TransportSecurity(CA, "off")
COMPLETED = {
    "amqps://a:b@broker/zhiping": f"amqps://a:b@broker/zhiping?cacertfile={CA}",
    "amqps://a:b@broker/zhiping?certfile=/x": f"amqps://a:b@broker/zhiping?certfile=/x&cacertfile={CA}",
    "amqps://a:b@broker/zhiping?cacertfile=/own": "amqps://a:b@broker/zhiping?cacertfile=/own",
    "s3+https://k:s@files:9000/z?region=r": f"s3+https://k:s@files:9000/z?region=r&cacertfile={CA}",
    "postgresql+psycopg2://a:b@db/a": f"postgresql+psycopg2://a:b@db/a?sslmode=verify-full&sslrootcert={CA}",
    "postgresql+psycopg2://a:b@localhost/a?sslmode=verify-full": (
        f"postgresql+psycopg2://a:b@localhost/a?sslmode=verify-full&sslrootcert={CA}"
    ),
    "postgresql://a:b@db/a?sslmode=verify-full&sslrootcert=system": (
        "postgresql://a:b@db/a?sslmode=verify-full&sslrootcert=system"
    ),
    "https://broker:15671": "https://broker:15671",
}
ON_THIS_MACHINE = [
    "", "embedded://main", "sqlite:///var/a.db", "dir:///var/files?durable=no", "amqp://a:b@127.0.0.1:5672/z",
    "amqp://a:b@localhost/z", "amqp://a:b@[::1]/z", "s3+http://k:s@127.8.8.8:9000/z", "http://127.0.0.1:15672",
    "postgresql://a:b@127.0.0.1/a", "postgresql:///a?host=/var/run/postgresql", "postgresql://a:b@localhost/a?sslmode=disable",
]  # fmt: skip
READABLE = [
    "amqp://a:b@broker/z", "pyamqp://a:b@10.0.0.1/z", "amqp://a:b@localhost.example.cn/z", "s3+http://k:s@files/z",
    "http://broker:15672", "postgresql://a:b@db/a?sslmode=require", "postgresql://a:b@db/a?sslmode=verify-ca",
    "postgresql://a:b@db/a?sslmode=disable", "postgresql://a:b@localhost/a?host=db&sslmode=prefer",
    "amqps://a:b@one/z;amqp://a:b@two/z",
]  # fmt: skip


@pytest.mark.parametrize("url", COMPLETED)
def test_an_address_with_tls_is_told_whom_to_believe(url):
    assert REQUIRED.address("X", url) == COMPLETED[url]
    assert REQUIRED.address("X", COMPLETED[url]) == COMPLETED[url]


@pytest.mark.parametrize("url", ON_THIS_MACHINE)
def test_what_stays_on_the_machine_stays_as_it_is(url):
    assert REQUIRED.address("X", url) == OFF.address("X", url) == url


@pytest.mark.parametrize("url", READABLE)
def test_what_others_could_read_is_refused_unless_a_setting_says_so(url):
    with pytest.raises(Unprotected, match="ZHIPING_STORAGE_URL"):
        REQUIRED.address("ZHIPING_STORAGE_URL", url)
    assert OFF.address("ZHIPING_STORAGE_URL", url).startswith(url)


def test_without_a_file_the_authorities_of_the_system_are_believed():
    bare = TransportSecurity()
    assert bare.address("X", "amqps://broker/z") == "amqps://broker/z"
    assert bare.address("X", "postgresql://db/a").endswith("?sslmode=verify-full&sslrootcert=system")


def test_no_word_but_two_is_a_mode():
    assert TransportSecurity.from_env({}).mode == "required"
    assert TransportSecurity.from_env({"ZHIPING_TLS": "off"}).mode == "off"
    with pytest.raises(ValueError, match="ZHIPING_TLS"):
        TransportSecurity.from_env({"ZHIPING_TLS": "verify-none"})


@pytest.mark.parametrize("name", ["AMQP_URI", "DATABASE_URL", "STORAGE_URL"])
def test_a_service_does_not_start_with_an_address_that_others_can_read(name):
    url = {"AMQP_URI": "amqp://b/z", "DATABASE_URL": "postgresql://d/a?sslmode=allow", "STORAGE_URL": "s3+http://f/z"}
    with pytest.raises(Unprotected, match=f"ZHIPING_{name}.*ZHIPING_TLS=off"):
        Settings.from_env({f"ZHIPING_{name}": url[name]})
    assert Settings.from_env({f"ZHIPING_{name}": url[name], "ZHIPING_TLS": "off"}).tls == "off"


def test_a_door_for_other_machines_needs_a_certificate():
    with pytest.raises(Unprotected, match="ZHIPING_HEALTH_CERT"):
        Settings.from_env({"ZHIPING_HEALTH_HOST": "0.0.0.0"})
    Settings.from_env({"ZHIPING_HEALTH_HOST": "0.0.0.0", "ZHIPING_HEALTH_CERT": "/x", "ZHIPING_HEALTH_KEY": "/y"})
    Settings.from_env({"ZHIPING_HEALTH_HOST": "0.0.0.0", "ZHIPING_TLS": "off"})


def test_nothing_in_an_address_switches_the_check_off():
    connection = connection_to("amqps://a:b@broker/z?cert_reqs=CERT_NONE&ssl_cert_reqs=none&verify=verify_none")
    assert connection.ssl["cert_reqs"].name == "CERT_REQUIRED"
    assert (connection.ssl["server_hostname"], connection.virtual_host) == ("broker", "z")


def test_a_fault_that_is_no_certificates_is_none():
    assert certificate_fault(OSError("connection refused")) is None
    assert certificate_fault(None) is None
