"""`python -m roadmap_site` is `roadmap`."""

from roadmap_site.cli import main

main()
