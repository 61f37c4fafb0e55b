"""The widgets every page is built of; README.md lists them."""
