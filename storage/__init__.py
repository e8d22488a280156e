"""What is kept: one file a noun. The only place that knows SQLAlchemy and that opens what is sealed."""
