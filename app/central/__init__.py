"""The centre's side: a library that applies batches and reads feeds, and the service around it."""
