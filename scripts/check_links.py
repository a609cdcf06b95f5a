"""The link check's door: `python scripts/check_links.py` is `roadmap links check`."""

import sys

from roadmap_site.cli import main

if __name__ == "__main__":
    main(["links", "check", *sys.argv[1:]])
