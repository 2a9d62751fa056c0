"""One trace through calls and events."""

import re

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from shared.kernel.errors import ZhipingError, refused
from shared.telemetry import annotate, configure_tracing, current_traceparent, flush_traces, stop_tracing, traced

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def exporter():
    exporter = InMemorySpanExporter()
    configure_tracing("audit", exporter)
    yield exporter
    configure_tracing("audit", None)


def test_a_child_keeps_the_trace_and_flags_and_has_a_span_of_its_own():
    with traced("handle", PARENT) as own:
        assert own[:36] == PARENT[:36]
        assert own[53:] == "01"
        assert own != PARENT
        assert current_traceparent() == own
    assert current_traceparent() is None


def test_nested_work_follows_the_work_in_hand():
    with traced("outer") as outer, traced("inner") as inner:
        assert inner[3:35] == outer[3:35]
        assert inner[36:52] != outer[36:52]


@pytest.mark.parametrize("bad", ["", "x", PARENT[:-1], PARENT.upper(), "00-" + "0" * 32 + PARENT[35:]])
def test_a_malformed_parent_starts_a_new_trace(bad):
    with traced("handle", bad) as own:
        assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-00", own)
        assert own[3:35] != PARENT[3:35]


def test_the_context_is_left_even_when_the_work_fails():
    with pytest.raises(ZeroDivisionError), traced("handle", PARENT):
        raise ZeroDivisionError
    assert current_traceparent() is None


def test_with_an_exporter_spans_are_kept_as_one_tree(exporter):
    with traced("outer", PARENT, queue="audit.x") as outer, traced("inner") as inner:
        assert inner[3:35] == outer[3:35] == PARENT[3:35]
    flush_traces()
    inner_span, outer_span = exporter.get_finished_spans()
    assert (inner_span.name, outer_span.name) == ("inner", "outer")
    assert inner_span.parent.span_id == outer_span.context.span_id
    assert outer_span.attributes["queue"] == "audit.x"


def test_a_span_keeps_the_type_of_a_fault_and_never_its_text(exporter):
    def fail():
        with traced("handle", kind="consumer", correlation="150402199001011234", person_name="张三"):
            annotate(outcome="13800138000")
            raise RuntimeError("张三 150402199001011234")

    with pytest.raises(RuntimeError):
        fail()
    flush_traces()
    (span,) = exporter.get_finished_spans()
    hidden = dict.fromkeys(("correlation", "person_name", "outcome"), "[hidden]")
    assert span.attributes == {**hidden, "error.type": "RuntimeError"}
    assert (span.kind, span.status.status_code) == (SpanKind.CONSUMER, StatusCode.ERROR)
    assert span.status.description == "RuntimeError"
    assert span.events == ()


def test_a_refusal_is_named_but_is_no_fault_of_the_service(exporter):
    with pytest.raises(ZhipingError), traced("submit", kind="server"):
        raise refused("step_not_possible")
    flush_traces()
    (span,) = exporter.get_finished_spans()
    assert span.attributes == {"error.type": "step_not_possible"}
    assert span.status.status_code is StatusCode.UNSET


def test_the_end_of_the_process_sends_what_is_kept_back_and_switches_spans_off(exporter):
    with traced("last"):
        pass
    stop_tracing()
    assert [span.name for span in exporter.get_finished_spans()] == ["last"]
    with traced("after"):
        annotate(outcome="unheard")
    assert len(exporter.get_finished_spans()) == 1
