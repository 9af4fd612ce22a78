"""Results upward: member, cluster, district, province."""
