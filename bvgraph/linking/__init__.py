"""Records in: which entries are the same action, and what slipped."""
