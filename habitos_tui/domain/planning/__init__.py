"""What sessions and plans are worth, and what changes between them."""
