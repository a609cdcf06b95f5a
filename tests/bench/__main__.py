"""Measures what the project promises: `python -m tests.bench [PART…]`, or all of `PARTS`.

Every figure is a ratio or a size taken in one run; nothing here passes or fails.
"""

import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import links_speed  # noqa: E402
import lint  # noqa: E402
import sizes  # noqa: E402
import speed  # noqa: E402

PARTS = {
    "build": speed.build_against_stock,
    "scale": speed.scale,
    "serve": speed.serve_an_edit,
    "bytes": sizes.sizes,
    "links": links_speed.links,
    "lint": lint.lint,
}


def main() -> None:
    """Run the named parts, or all of them."""
    for name in sys.argv[1:] or PARTS:
        print(f"\n== {name}")  # noqa: T201  a bench prints
        with tempfile.TemporaryDirectory() as folder:
            for line in PARTS[name](Path(folder)):
                print(line, flush=True)  # noqa: T201


main()
