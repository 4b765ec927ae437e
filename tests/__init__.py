"""Tests, laid out as the packages are; tests/browser drives a real Chromium."""
