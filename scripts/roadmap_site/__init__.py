"""A learning roadmap as data: YAML in, a bilingual, searchable site out."""
