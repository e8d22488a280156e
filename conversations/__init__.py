"""What is said: pure values in, pure values out. No clock, no chance, no network, no database."""
