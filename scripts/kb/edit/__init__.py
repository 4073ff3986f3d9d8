"""What editors run on their own texts: it changes a place and leaves every other byte alone."""
