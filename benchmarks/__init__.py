"""Measurements. Each script prints one line a figure: name, ours, reference, ratio, unit."""
