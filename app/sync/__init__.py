"""The laptop's side of synchronisation; knows no Qt and no PostgreSQL."""
