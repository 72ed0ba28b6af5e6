"""Tests of the package, with the program that the package finds."""
