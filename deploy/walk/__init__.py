"""A year of Lạng Sơn over HTTP, on a throw-away instance, counted beside what must be."""
