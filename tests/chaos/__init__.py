"""Kill -9 again and again while people text: real processes, made-up people, and a judge who reads all the books."""
