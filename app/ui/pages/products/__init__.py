"""The page Produk."""

from app.ui.pages.products.page import ProductsPage

__all__ = ["ProductsPage"]
