"""What the pages of the register (Usaha, Produk) share: list, form state, findings, editors."""
