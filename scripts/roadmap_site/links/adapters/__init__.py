"""Sites that say more about a link than its page does: one module per provider."""
