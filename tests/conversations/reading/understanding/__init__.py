"""How well each reader reads: samples, scores and the page that shows them."""
