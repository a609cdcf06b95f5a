"""Curriculum → text (pages, map, search index, public data). Pure: reads and writes nothing."""
