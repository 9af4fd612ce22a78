"""Status, figures and evidence on tasks."""
