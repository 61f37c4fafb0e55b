"""Tests of the UI kit, its theme and the lanes."""
