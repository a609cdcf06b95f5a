"""Files that are whole at every moment: written beside, made durable, then put in place."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def replace(path: Path, pieces: Iterable[bytes]) -> None:
    """Ensure that `path` holds the pieces, on the disk itself; until then it is as it was.

    Whoever writes one path must be alone: the name beside it is always the same, so that
    a killed run leaves one stray file at most. The folder is made if it is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    # What a killed run left, or a link that somebody planted there: never written through.
    beside.unlink(missing_ok=True)
    with beside.open("xb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
    if path.is_file():
        shutil.copymode(path, beside)
    os.replace(beside, path)  # noqa: PTH105  Path.replace is the same call
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Ensure that renamings and deletions in the folder outlive a power cut (fsync(2))."""
    if os.name == "nt":  # folders can't be opened there
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
