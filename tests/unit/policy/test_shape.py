"""The quick check of a pack's shape never says yes where JSON Schema says no, and says yes to every shipped pack."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.policy import shipped_pack
from shared.policy.loader import pack_schema
from shared.policy.shape import compile_fit
from tests.unit.policy.tables import tables

FITS = compile_fit(pack_schema())
SCHEMA = {
    "$defs": {
        "Row": {
            "type": "object",
            "properties": {
                "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
                "count": {"type": "integer"},
                "open": {"type": "boolean"},
                "rest": {"type": "array", "items": {"$ref": "#/$defs/Row"}},
                "dates": {
                    "type": "object",
                    "additionalProperties": {"anyOf": [{"type": "string", "minLength": 1}, {"type": "null"}]},
                    "propertyNames": {"enum": ["filing", "audit"]},
                },
            },
            "required": ["day"],
            "additionalProperties": False,
        }
    },
    "$ref": "#/$defs/Row",
}
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.sampled_from(["", "x", "2026-05-08", "2026-05-08 "]), st.floats(0, 1)
)
ROWS = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(["day", "count", "open", "rest", "dates", "filing", "audit", "more"]), inner, max_size=5
        ),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("table", tables(), ids=lambda table: str(table.NOTICE))
def test_every_shipped_pack_gets_its_quick_yes(table: Any) -> None:
    assert FITS(shipped_pack(table.NOTICE).raw)


@settings(max_examples=settings.default.max_examples * 3, deadline=None)
@given(ROWS)
def test_made_up_data_gets_the_answer_of_json_schema(value: Any) -> None:
    assert compile_fit(SCHEMA)(value) == jsonschema.Draft202012Validator(SCHEMA).is_valid(value)


FITTING = {"day": "2026-05-08", "count": 1, "open": True, "rest": [{"day": "2026-05-09"}], "dates": {"audit": None}}
MISFITS = {
    "a word is missing": lambda row: row.pop("day"),
    "a word too many": lambda row: row.update(more=1),
    "a truth is no number": lambda row: row.update(count=True),
    "a number is no truth": lambda row: row.update(open=1),
    "another pattern": lambda row: row.update(day="8 May 2026"),
    "deep inside": lambda row: row["rest"][0].update(count="one"),
    "one is no list": lambda row: row.update(rest={"day": "2026-05-09"}),
    "another name": lambda row: row["dates"].update(review="x"),
    "an empty text": lambda row: row["dates"].update(audit=""),
}


def test_what_fits_is_taken() -> None:
    assert compile_fit(SCHEMA)(FITTING)


@pytest.mark.parametrize("misfit", MISFITS)
def test_what_does_not_fit_gets_no_yes(misfit: str) -> None:
    row = copy.deepcopy(FITTING)
    MISFITS[misfit](row)
    assert not compile_fit(SCHEMA)(row)


def test_a_changed_pack_gets_no_yes() -> None:
    data = json.loads(json.dumps(shipped_pack("chifeng-2026").raw))
    data["plans"][3]["levle"] = data["plans"][3].pop("level")
    assert not FITS(data)


@pytest.mark.parametrize("schema", [{"type": "integer", "minimum": 1}, {"type": "array", "items": {}, "maxItems": 2}])
def test_a_word_it_does_not_know_is_not_overlooked(schema: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError)):
        compile_fit(schema)
