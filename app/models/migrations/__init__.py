"""Two trees of revisions: `local` for laptops, `central` for the centre."""
