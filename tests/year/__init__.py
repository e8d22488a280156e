"""A simulated year of a line: made-up people and senders, both clock changes, and somebody who checks every text."""
