"""The build step's door: `python scripts/build_site.py` is `roadmap build`."""

import sys

from roadmap_site.cli import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
