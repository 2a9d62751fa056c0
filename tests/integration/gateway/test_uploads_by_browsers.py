"""A page in a real browser puts a file into the real S3 server, and through the door when the store refuses."""

import threading
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import urllib3
from werkzeug.serving import make_server

from shared.storage import store_from_url
from tests.support.console_suite import ANSWERS, Console
from tests.support.gateway_suite.opened import browsing

DRAFT = ANSWERS["declaration.get_declaration"]["declaration_id"]
ITEM = next(one for one in ANSWERS["declaration.get_plan"]["items"] if one["provided_by"] == "applicant")["item"]
UPLOAD = f"/mine/declarations/{DRAFT}/materials/{ITEM}/upload"
COOKIE = "zhiping_login"
PDF = b"%PDF-1.4\n" + b"x" * 300_000


@pytest.fixture
def site(s3_url, tmp_path):
    """The console, whose services give links of a bucket of the test's own."""
    console, store = Console(tmp_path), store_from_url(s3_url)

    def link(**told):
        return {"upload_url": store.presigned_put("uploads/there", 300, told["size"]), "object_key": "uploads/there"}

    console.services.says["declaration.open_upload"] = link
    parts = urlsplit(store.presigned_put("uploads/x", 60, 1))
    console.gateway.settings = replace(console.gateway.settings, files_origin=f"{parts.scheme}://{parts.netloc}")
    console.sign_in()
    yield console, store
    console.gateway.close()


@contextmanager
def page_of(console):
    """The upload page, open in Chromium and signed in."""
    server = make_server("127.0.0.1", 0, console.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    try:
        with browsing(ignore_https_errors=True) as page:
            cookie = console.browser.get_cookie(COOKIE)
            page.context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": url}])
            page.goto(f"{url}{UPLOAD}")
            yield page
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def send(page):
    page.fill("#f-title", "毕业证书")
    page.set_input_files("#f-file", {"name": "证书.pdf", "mimeType": "application/pdf", "buffer": PDF})
    with page.expect_navigation():
        page.click("form.with-progress button.btn-primary")


def test_the_file_goes_to_the_store_and_only_its_key_to_the_door(site, monkeypatch):
    console, store = site
    monkeypatch.setattr(console.gateway.files, "put", lambda *told: pytest.fail("through the door"))
    with page_of(console) as page:
        send(page)
    assert store.get("uploads/there") == PDF
    assert console.services.told("declaration.attach_material")["object_key"] == "uploads/there"
    assert console.services.told("declaration.attach_material")["title"] == "毕业证书"


def test_when_the_store_refuses_the_form_takes_the_file_through_the_door(site, monkeypatch):
    console, store = site
    taken = []
    monkeypatch.setattr(console.gateway.files, "put", lambda url, stream, size, kind: taken.append(stream.read(size)))
    console.services.says["declaration.open_upload"] = lambda **told: {
        "upload_url": store.presigned_put("uploads/there", 300, told["size"] + 1), "object_key": "uploads/there",
    }  # fmt: skip
    with page_of(console) as page:
        send(page)
    assert taken == [PDF]
    assert console.services.told("declaration.attach_material")["object_key"] == "uploads/there"


def test_the_store_answers_a_page_that_asks_whether_it_may_put(site):
    _, store = site
    told = {"Origin": "https://zhiping.example", "Access-Control-Request-Method": "PUT"}
    link = store.presigned_put("uploads/x", 60, 1)
    pool = urllib3.PoolManager(cert_reqs="CERT_NONE", assert_hostname=False)
    answer = pool.request("OPTIONS", link, headers=told)
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) in [(200, "*"), (200, told["Origin"])]
