"""Tables and engines; the only package besides `central` and `sync` that speaks SQL schema."""
