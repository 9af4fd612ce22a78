"""Starting the product on one machine, with servers of its own or given ones."""
