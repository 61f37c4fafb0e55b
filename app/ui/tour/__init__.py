"""A walk through the main job, by real key and mouse events in the real windows."""
