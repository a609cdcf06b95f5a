"""What all tests share: nothing depends on the clock or the language of the machine."""

import os

import pytest
from hypothesis import settings

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("GITHUB_STEP_SUMMARY", None)  # what tests lint is nobody's summary


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last: while Playwright is open, no other event loop can run."""
    items.sort(key=lambda test: "browser" in test.path.parts)
