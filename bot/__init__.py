"""What is done: turns, sending, time and channels. Whatever touches the clock or the network is here."""
