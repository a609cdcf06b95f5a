import json
from dataclasses import replace

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.reports.json_lines import observation_line
from roadmap_site.schema import schemas
from told_night import TONIGHT

MOVED = Observation(
    "http://example.org/a",
    Verdict.MOVED,
    Reason.REDIRECT,
    TONIGHT,
    evidence="permanent redirect",
    status=200,
    final_url="https://example.org/b",
    chain=(("http://example.org/a", 301),),
    attempts=1,
    seconds=0.12345,
    moved_to="https://example.org/b",
)


def test_one_object() -> None:
    """An observation is one JSON object with the promised keys in the promised order."""
    assert observation_line(MOVED) == (
        '{"url": "http://example.org/a", "verdict": "moved", "reason": "permanent-redirect", '
        '"status": 200, "final_url": "https://example.org/b", '
        '"chain": [{"url": "http://example.org/a", "status": 301}], '
        '"attempts": 1, "seconds": 0.123, "evidence": "permanent redirect", '
        '"moved_to": "https://example.org/b", "seen": "2026-11-22T03:04:05Z"}'
    )


@given(st.text(), st.text())
def test_any_text_is_safe(url: str, evidence: str) -> None:
    """Whatever the texts are, the line is one line of ASCII, reads back and fits the schema."""
    line = observation_line(replace(MOVED, url=url, evidence=evidence))
    read = json.loads(line)

    assert line.isascii()
    assert line.isprintable()
    assert (read["url"], read["evidence"]) == (url, evidence)
    jsonschema.validate(read, SCHEMA)


SCHEMA = json.loads(schemas()["link-observation.schema.json"])


def test_the_schema_knows_every_field() -> None:
    """The schema describes and demands exactly the fields of a line."""
    fields = json.loads(observation_line(MOVED)).keys()

    assert SCHEMA["properties"].keys() == fields
    assert set(SCHEMA["required"]) == fields
    assert all(
        "description" in about or "$ref" in about for about in SCHEMA["properties"].values()
    )
