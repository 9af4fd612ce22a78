"""Keys and signatures of a tenant."""
