"""Ground floor: the only door to the database. Everything above acts as one tenant."""
