"""Slips of the pen in YAML: found, named and mended in memory, so that one run tells all."""
