"""A stranger answers in place of broker, database, store or door, with a certificate that is not theirs."""

import re
import ssl
import urllib.request

import pytest
from urllib3.exceptions import HTTPError

from infra.broker_definitions import upload
from infra.tls_certificates import CertificateAuthority, now
from shared.calls import RpcClient
from shared.kernel.errors import ZhipingError
from shared.kernel.transport_security import TransportSecurity, certificate_fault
from shared.persistence import Database
from shared.storage import download, store_from_url
from tests.support.wiretap import Impostor

SECRET = "geheimnis"
SHOWN = {
    "of another authority": r"issuer|verify failed",
    "of last year": r"expired|verify failed",
    "of another host": r"not valid for|does not match|mismatch",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A folder per kind of certificate, and `right` with the authority that clients believe."""
    folder, trusted = tmp_path_factory.mktemp("house"), CertificateAuthority.make(now())
    trusted.issue(folder / "right", ["127.0.0.1"], now())
    CertificateAuthority.make(now()).issue(folder / "of another authority", ["127.0.0.1"], now())
    trusted.issue(folder / "of last year", ["127.0.0.1"], now(), days=-1)
    trusted.issue(folder / "of another host", ["broker.example.cn"], now())
    return folder


def call(port, ca):
    RpcClient(f"amqps://ledger:{SECRET}@127.0.0.1:{port}/v?cacertfile={ca}", SECRET, timeout=3).call("ledger.get")


def ask_database(port, ca):
    security = TransportSecurity(str(ca))
    url = f"postgresql+psycopg2://audit:{SECRET}@127.0.0.1:{port}/audit?sslmode=verify-full"
    with Database(security.address("ZHIPING_DATABASE_URL", url), pool_size=1).begin_reading():
        pass


def ask_store(port, ca):
    store_from_url(f"s3+https://key:{SECRET}@127.0.0.1:{port}/bucket?cacertfile={ca}").stat("file")


def follow_link(port, ca):
    download(f"https://127.0.0.1:{port}/bucket/file?X-Amz-Signature={SECRET}", ca_file=str(ca))


def bring_users(port, ca):
    where = f"amqps://zhiping:{SECRET}@127.0.0.1:1/v"
    upload(f"https://127.0.0.1:{port}", where, {"users": [SECRET]}, TransportSecurity(str(ca)))


def knock(port, ca):
    context = ssl.create_default_context(cafile=ca)
    urllib.request.urlopen(f"https://127.0.0.1:{port}/ready", timeout=5, context=context)


CLIENTS = [call, ask_database, ask_store, follow_link, bring_users, knock]


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("client", CLIENTS, ids=lambda one: one.__name__)
def test_every_client_hangs_up_and_says_why(house, client, shown):
    ca = house / "right" / "ca.crt"
    with Impostor(house / shown, asked_first=client is ask_database) as impostor:
        with pytest.raises((ZhipingError, OSError, HTTPError)) as caught:
            client(impostor.port, ca)
        assert impostor.met >= 1
        assert bytes(impostor.told) == b""
    assert re.search(SHOWN[shown], str(certificate_fault(caught.value)))


@pytest.mark.parametrize("client", CLIENTS, ids=lambda one: one.__name__)
def test_the_right_certificate_is_believed(house, client):
    """The check on the test above: the impostor hears something then, and answers nothing."""
    with Impostor(house / "right", asked_first=client is ask_database) as impostor:
        with pytest.raises(Exception) as caught:
            client(impostor.port, house / "right" / "ca.crt")
        assert bytes(impostor.told) != b""
    assert certificate_fault(caught.value) is None
