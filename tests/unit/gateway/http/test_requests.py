"""What a request becomes: paths, query strings, headers and bodies as the fields of a method."""

from __future__ import annotations

import pytest

from tests.support.http_door.stand_in import door

DRAFT = "/api/v1/declarations/d-1"
KEY = {"Idempotency-Key": "k-1"}
CHANGE = {**KEY, "If-Match": '"4"'}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def at_the_door():
    client, backend = door()
    client.backend = backend
    return client


def told(response):
    """(status, slug, path) of a problem."""
    assert response.mimetype == "application/problem+json"
    return response.status_code, response.json["slug"], response.json["path"]


class TestAQuestion:
    def test_texts_become_what_the_method_takes(self, at_the_door):
        page = {"items": [], "next_cursor": None, "total": None}
        at_the_door.backend.answers["declaration.list_plans"] = page
        response = at_the_door.get("/api/v1/plans?limit=7&with_total=true&filter.level=senior&sort=notice_id")
        assert response.json == page
        method, params, _ = at_the_door.backend.calls[-1]
        assert method == "declaration.list_plans"
        assert params == {"limit": 7, "with_total": True, "filter": {"level": "senior"}, "sort": "notice_id"}

    def test_the_rule_without_an_id_is_asked_for_by_yes_or_no(self, at_the_door):
        at_the_door.get("/api/v1/reminders/occurrences?filter.plain=true&filter.everyone=true")
        assert at_the_door.backend.calls[-1][1] == {"filter": {"plain": True, "everyone": True}}

    def test_places_of_the_path_are_read_by_their_type(self, at_the_door):
        at_the_door.get("/api/v1/notices/chifeng-2026/amendments/2")
        assert at_the_door.backend.calls[-1][1] == {"notice_id": "chifeng-2026", "notice_version": 2}
        response = at_the_door.get("/api/v1/notices/chifeng-2026/amendments/two")
        assert told(response) == (400, "invalid_field", "notice_version")

    @pytest.mark.parametrize(
        ("query", "slug", "path"),
        [
            ("limit=many", "invalid_field", "limit"),
            ("limit=1.5", "invalid_field", "limit"),
            ("limit=", "invalid_field", "limit"),
            ("limit=%EF%BC%97", "invalid_field", "limit"),
            ("limit=1&limit=2", "invalid_field", "limit"),
            ("with_total=yes", "invalid_field", "with_total"),
            ("colour=red", "unknown_field", "colour"),
            ("filter=x", "unknown_field", "filter"),
            ("filter.colour=red", "unknown_field", "filter.colour"),
            ("timeout=1", "unknown_field", "timeout"),
            ("dry_run=true", "dry_run_not_possible", None),
            ("dry_run=perhaps", "invalid_field", "dry_run"),
        ],
    )
    def test_what_no_text_can_mean_is_refused_before_anybody_is_called(self, at_the_door, query, slug, path):
        response = at_the_door.get(f"/api/v1/plans?{query}")
        assert told(response) == (400, slug, path)
        assert at_the_door.backend.calls == []


class TestACommand:
    def test_path_headers_and_body_make_one_request(self, at_the_door):
        sent = at_the_door.post(f"{DRAFT}/withdrawal", json={"reason": "个人原因"}, headers=CHANGE)
        assert sent.status_code == 200
        method, params, how = at_the_door.backend.calls[-1]
        assert method == "declaration.withdraw_declaration"
        assert params == {
            "declaration_id": "d-1", "idempotency_key": "k-1", "expected_version": 4, "reason": "个人原因",
        }  # fmt: skip
        assert (how["token"], how["dry_run"]) == (None, False)

    def test_one_that_takes_nothing_more_needs_no_body(self, at_the_door):
        assert at_the_door.post(f"{DRAFT}/submission", headers=CHANGE).status_code == 200

    def test_without_its_headers_it_is_not_begun(self, at_the_door):
        assert told(at_the_door.post(f"{DRAFT}/submission", headers={"If-Match": '"4"'})) == (
            400, "idempotency_key_missing", "idempotency_key",
        )  # fmt: skip
        assert told(at_the_door.post(f"{DRAFT}/submission", headers=KEY)) == (
            428, "if_match_missing", "expected_version",
        )  # fmt: skip
        assert at_the_door.backend.calls == []

    @pytest.mark.parametrize("tag", ["4", 'W/"4"', "*", '"x"', '"0"', '"99999999999"', '"4", "5"', '"4.XY"'])
    def test_if_match_names_one_version(self, at_the_door, tag):
        response = at_the_door.post(f"{DRAFT}/submission", headers={**KEY, "If-Match": tag})
        assert told(response) == (400, "invalid_field", "expected_version")

    @pytest.mark.parametrize("key", ["", "a b", "x" * 101, "schlüssel"])
    def test_a_key_is_a_short_visible_text(self, at_the_door, key):
        response = at_the_door.post(f"{DRAFT}/submission", headers={**CHANGE, "Idempotency-Key": key})
        assert told(response) == (400, "invalid_field", "idempotency_key")

    @pytest.mark.parametrize(
        ("body", "slug", "path"),
        [
            (b'{"reason": "a", "reason": "b"}', "invalid_field", "reason"),
            (b'{"reason": NaN}', "request_unreadable", ""),
            (b'{"reason": 1e999}', "request_unreadable", ""),
            (b'{"reason": "\\ud800"}', "request_unreadable", ""),
            (b'{"reason": "a"', "request_unreadable", ""),
            (b'["reason"]', "request_unreadable", ""),
            (b'"reason"', "request_unreadable", ""),
            (b"\xff\xfe", "request_unreadable", ""),
            (b"[" * 100_000, "request_unreadable", ""),
            (b'{"declaration_id": "d-2"}', "unknown_field", "declaration_id"),
            (b'{"idempotency_key": "k-2"}', "unknown_field", "idempotency_key"),
            (b'{"expected_version": 9}', "unknown_field", "expected_version"),
            (b'{"timeout": 9}', "unknown_field", "timeout"),
            (b'{"correlation": "x"}', "unknown_field", "correlation"),
        ],
    )
    def test_a_body_is_one_object_that_says_everything_once(self, at_the_door, body, slug, path):
        response = at_the_door.post(f"{DRAFT}/withdrawal", data=body, headers={**CHANGE, **JSON})
        assert told(response) == (400, slug, path)
        assert at_the_door.backend.calls == []

    @pytest.mark.parametrize(
        "headers",
        [
            {"Content-Type": "text/plain"},
            {"Content-Type": "application/x-www-form-urlencoded"},
            {"Content-Type": "application/json; charset=gbk"},
            {"Content-Type": "application/json; profile=x"},
            {"Content-Type": "application/json", "Content-Encoding": "gzip"},
            {},
        ],
    )
    def test_only_plain_json_is_read(self, at_the_door, headers):
        response = at_the_door.post(f"{DRAFT}/withdrawal", data=b'{"reason": "a"}', headers={**CHANGE, **headers})
        assert told(response) == (415, "content_type_not_json", "")

    def test_a_body_has_an_end(self, at_the_door):
        body = b'{"reason": "' + b"x" * (4 * 1024 * 1024) + b'"}'
        response = at_the_door.post(f"{DRAFT}/withdrawal", data=body, headers={**CHANGE, **JSON})
        assert told(response) == (413, "request_too_large", "")

    def test_a_query_string_adds_nothing_to_it(self, at_the_door):
        response = at_the_door.post(f"{DRAFT}/submission?agreed=true", headers=CHANGE)
        assert told(response) == (400, "unknown_field", "agreed")


class TestATrial:
    @pytest.mark.parametrize(
        ("query", "headers"),
        [("", {"Prefer": "dry-run"}), ("", {"Prefer": "wait=5, Dry-Run"}), ("?dry_run=true", {})],
    )
    def test_it_is_asked_for_in_either_way_and_said_in_the_answer(self, at_the_door, query, headers):
        response = at_the_door.post(f"{DRAFT}/submission{query}", headers={**CHANGE, **headers})
        assert at_the_door.backend.calls[-1][2]["dry_run"] is True
        assert (response.headers["Zhiping-Dry-Run"], response.headers["Preference-Applied"]) == ("true", "dry-run")

    def test_without_being_asked_for_there_is_none(self, at_the_door):
        response = at_the_door.post(f"{DRAFT}/submission?dry_run=false", headers=CHANGE)
        assert at_the_door.backend.calls[-1][2]["dry_run"] is False
        assert "Zhiping-Dry-Run" not in response.headers

    def test_what_reaches_the_store_cannot_be_tried(self, at_the_door):
        response = at_the_door.post(f"{DRAFT}/uploads", json={}, headers={**KEY, "Prefer": "dry-run"})
        assert told(response) == (400, "dry_run_not_possible", None)
        assert at_the_door.backend.calls == []


class TestWhoAsks:
    def test_a_token_goes_on_as_it_is_and_cookies_say_nothing(self, at_the_door):
        at_the_door.set_cookie("zhiping_login", "secret")
        at_the_door.get("/api/v1/messages")
        assert at_the_door.backend.calls[-1][2]["token"] is None
        at_the_door.get("/api/v1/messages", headers={"Authorization": "bearer a.b-c_d"})
        assert at_the_door.backend.calls[-1][2]["token"] == "a.b-c_d"

    @pytest.mark.parametrize("header", ["Basic dTpw", "Bearer", "Bearer a b", "a.b.c", "Bearer ä", ""])
    def test_a_header_of_another_form_is_no_stranger(self, at_the_door, header):
        response = at_the_door.get("/api/v1/plans", headers={"Authorization": header})
        assert told(response) == (401, "token_invalid", None)
        assert 'error="invalid_token"' in response.headers["WWW-Authenticate"]
        assert at_the_door.backend.calls == []

    def test_the_address_of_a_stranger_is_what_the_door_sees(self, at_the_door):
        said = {"content": "情况不实", "declaration_id": "d", "client_address": "9.9.9.9"}
        at_the_door.post("/api/v1/publicities/p-1/objections", json=said, headers=KEY)
        assert at_the_door.backend.calls[-1][1]["client_address"] == "127.0.0.1"
        token = {**KEY, "Authorization": "Bearer t"}
        at_the_door.post("/api/v1/publicities/p-1/objections", json=said, headers=token)
        assert at_the_door.backend.calls[-1][1]["client_address"] == "9.9.9.9"
