"""Teaches the trained readers: lines of our own by label, and the program that learns from them."""
