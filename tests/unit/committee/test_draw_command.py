"""`zhiping draw verify` on good, changed and broken files."""

import json

from typer.testing import CliRunner

from infra.commands.draw import app
from services.committee.domain.transcript import make_transcript
from tests.unit.committee.pools import frozen
from tests.unit.committee.test_draw import COMMITMENT, SEED


def verify(tmp_path, content):
    path = tmp_path / "transcript.json"
    path.write_text(content)
    return CliRunner().invoke(app, ["verify", str(path)])


def test_an_honest_draw_is_confirmed(tmp_path):
    transcript, outcome = make_transcript(frozen(), COMMITMENT, SEED)
    answer = verify(tmp_path, json.dumps(transcript))
    assert answer.exit_code == 0
    assert outcome.members[0].expert_no in answer.output
    assert "OK" in answer.output


def test_a_changed_draw_is_named(tmp_path):
    transcript, _ = make_transcript(frozen(), COMMITMENT, SEED)
    answer = verify(tmp_path, json.dumps(transcript | {"chair": "E999"}))
    assert (answer.exit_code, answer.output.strip()) == (1, "DIFFERENT: chair")


def test_what_is_no_transcript_is_said(tmp_path):
    assert verify(tmp_path, "not json").exit_code == 1
    assert verify(tmp_path, "[]").exit_code == 1
