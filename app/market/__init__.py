"""Numbers of the market channels: composing packages. Numbers in and out; no tables, no window."""
