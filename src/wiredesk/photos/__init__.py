"""Photos: what came with copy or was brought by staff, fetched, made ours and kept; which one a story shows."""
