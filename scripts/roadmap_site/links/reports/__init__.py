"""What a night found, told: one pure function per form."""
