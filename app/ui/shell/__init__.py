"""The frame around the pages: window, search palette, first start."""
