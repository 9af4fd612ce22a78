"""Letters that leave the product by e-mail: kept as rows, sent by the worker."""
