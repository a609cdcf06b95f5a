"""Whether links are alive: probe → answer → verdict → health → ledger → report."""
