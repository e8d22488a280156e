"""What a reply means. One reader a file, each a pure function of the text; their phrases lie beside them as data."""
