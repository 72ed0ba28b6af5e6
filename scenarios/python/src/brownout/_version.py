"""Version of the package. It equals the version of the program in the same commit."""

__version__ = "0.1.0"
