"""What a rent roll does not know, drawn from stated distributions and pinned to what it does know."""
