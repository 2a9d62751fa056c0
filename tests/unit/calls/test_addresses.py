"""Addresses of brokers as operators write them."""

import ssl

import pytest

from shared.calls.addresses import arguments_of, brokers_in


def test_user_password_host_and_virtual_host_are_read_with_their_escapes():
    found = arguments_of("amqp://a%40b:p%3Aw@broker.example/z%2Fh")
    assert found == {
        "host": "broker.example:5672", "userid": "a@b", "password": "p:w", "virtual_host": "z/h", "ssl": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "host"), [("amqp://[::1]:5673/z", "[::1]:5673"), ("amqps://b/z", "b:5671"), ("pyamqp://b//", "b:5672")]
)
def test_the_port_is_that_of_the_scheme_unless_said(address, host):
    assert arguments_of(address)["host"] == host


def test_with_tls_the_name_of_the_broker_is_checked_whatever_the_address_asks_for():
    tls = arguments_of("amqps://a:b@broker/z?cacertfile=/ca.pem&cert_reqs=CERT_NONE")["ssl"]
    assert (tls["cert_reqs"], tls["server_hostname"], tls["ca_certs"]) == (ssl.CERT_REQUIRED, "broker", "/ca.pem")


@pytest.mark.parametrize("address", ["http://broker/", "amqp:///z", "broker"])
def test_what_is_no_address_of_a_broker_is_refused(address):
    with pytest.raises(ValueError, match="address of a broker"):
        arguments_of(address)


def test_an_address_may_name_several_brokers():
    assert brokers_in("amqp://a/z;amqp://b/z") == ["amqp://a/z", "amqp://b/z"]
