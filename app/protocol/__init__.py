"""What laptop and centre share: the wire format, keys, signatures."""
