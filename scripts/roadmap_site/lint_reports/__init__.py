"""What `roadmap lint` found, told: one pure function per form."""
