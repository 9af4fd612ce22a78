"""Clusters and blocs of an emulation year, with their lead and deputy."""
