"""Where a site names its store, pages put files there themselves; where it does not, nothing of that shows."""

import hashlib
from dataclasses import replace

import pytest

from services.gateway.config import PROXIED, DoorSettings
from shared.kernel.secret_files import SettingRefused
from tests.support.console_suite import ANSWERS

STORE = "https://objects.example:8333"
KEY = ANSWERS["declaration.get_declaration"]["declaration_id"]
ITEM = next(one for one in ANSWERS["declaration.get_plan"]["items"] if one["provided_by"] == "applicant")["item"]
UPLOAD = f"/mine/declarations/{KEY}/materials/{ITEM}/upload"
PDF = b"%PDF-1.4 x"
FILE = {
    "filename": "证书.pdf",
    "media_type": "application/pdf",
    "size": len(PDF),
    "sha256": hashlib.sha256(PDF).hexdigest(),
}


@pytest.fixture
def console(console):
    """The one of all, in a house whose store browsers reach."""
    set_up(console, files_origin=STORE)
    return console


def set_up(console, **settings):
    console.gateway.settings = replace(console.gateway.settings, **settings)


def reached(console, page):
    policy = console.browser.get(page).headers["Content-Security-Policy"]
    return next(part for part in policy.split("; ") if part.startswith("connect-src"))


@pytest.mark.parametrize("page", [UPLOAD, "/mine/profile/photo"])
def test_a_page_names_the_link_and_may_reach_the_store_and_nothing_else(console, page):
    assert f'data-link="{page}/link"' in console.html(page)
    assert reached(console, page) == f"connect-src 'self' {STORE}"


def test_the_script_is_told_where_the_file_goes(console):
    told = console.post(f"{UPLOAD}/link", **FILE)
    assert told.json == {"upload_url": "http://127.0.0.1:9/put", "object_key": "uploads/x"}
    asked = console.services.told("declaration.open_upload")
    assert {name: asked[name] for name in FILE} == FILE


def test_a_link_is_given_to_forms_of_this_site_only(console):
    assert console.browser.post(f"{UPLOAD}/link", data=FILE).status_code in (400, 403)
    assert console.services.calls == []


def test_a_file_that_is_in_the_store_already_is_attached_by_its_key(console, monkeypatch):
    monkeypatch.setattr(console.gateway.files, "put", lambda *told: pytest.fail("through the door"))
    sent = console.send(UPLOAD, object_key="uploads/there", title="毕业证书")
    assert sent.status_code == 303
    assert console.services.told("declaration.attach_material")["object_key"] == "uploads/there"


@pytest.mark.parametrize("settings", [{"files": PROXIED}, {"files_origin": ""}])
def test_where_files_go_through_the_door_there_is_no_link_and_nowhere_to_reach(console, settings):
    set_up(console, **settings)
    assert "data-link" not in console.html(UPLOAD)
    assert reached(console, UPLOAD) == "connect-src 'self'"
    assert console.post(f"{UPLOAD}/link", **FILE).status_code == 404
    set_up(console, files="links")


@pytest.mark.parametrize(
    "origin", ["https://objects.example/", "objects.example", "https://x; script-src *", "ftp://x"]
)
def test_an_origin_that_says_more_than_where_is_refused_at_the_start(origin):
    with pytest.raises(SettingRefused, match="ZHIPING_FILES_ORIGIN"):
        DoorSettings.from_env({"ZHIPING_DATABASE_URL": "", "ZHIPING_FILES_ORIGIN": origin})
