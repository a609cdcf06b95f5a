"""Files that are whole at every moment."""

from pathlib import Path

from roadmap_site.links.disk import replace


def test_a_planted_link_is_not_written_through(tmp_path: Path) -> None:
    """A symbolic link at the name beside the file is replaced, and what it leads to is not."""
    other = tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    (tmp_path / ".ledger.new").symlink_to(other)

    replace(tmp_path / "ledger", [b"whole", b" text"])

    assert (tmp_path / "ledger").read_text(encoding="utf-8") == "whole text"
    assert other.read_text(encoding="utf-8") == "mine"


def test_what_a_killed_run_left_does_no_harm(tmp_path: Path) -> None:
    """A stray half of a file is replaced, and the file is either old or new."""
    (tmp_path / ".ledger.new").write_text("ha", encoding="utf-8")

    replace(tmp_path / "ledger", [b"whole"])

    assert [path.name for path in tmp_path.iterdir()] == ["ledger"]
