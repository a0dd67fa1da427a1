"""What we make: stories, claims, drafts and findings."""
