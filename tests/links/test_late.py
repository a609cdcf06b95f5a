"""Expressions that wait until they are needed."""

import re

import pytest

from roadmap_site.links.late import late


def test_compiled_once() -> None:
    """An expression is compiled when it is first called for, with its flags, and kept."""
    word = late("[a-z]+", re.IGNORECASE)

    assert word().fullmatch("Word")
    assert word() is word()


def test_not_before() -> None:
    """A broken expression shows where it is needed, not where it is written."""
    broken = late("(")

    with pytest.raises(re.error):
        broken()
