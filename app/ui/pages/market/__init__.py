"""What the pages of the market have in common."""
