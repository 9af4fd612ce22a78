"""Every read of the home page, of search and of the guide."""
