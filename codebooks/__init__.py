"""What we look for: codes as plain values, codebook formats and ready-made codebooks."""
