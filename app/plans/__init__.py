"""Plan, task, delivery, derivation: the cascade from province to commune."""
