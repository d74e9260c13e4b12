"""Pages of training, a file a subject."""
