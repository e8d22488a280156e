"""The smallest files that look like what they are."""

OGG = b"OggS\x00\x02" + bytes(20) + b"OpusHead" + b"hello from Parveen"
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"hello"
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00" + b"hello"
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00" + b"hello"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"a ramp with a step"
PNG = b"\x89PNG\r\n\x1a\n" + b"a ramp with a step"
HEIC = b"\x00\x00\x00\x20ftypheic\x00\x00\x00\x00"
PAGE = b"<!doctype html><script>alert(1)</script>"
PROGRAM = b"MZ\x90\x00" + bytes(60)
