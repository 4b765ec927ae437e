"""Tests of the codebooks package."""
