# Whole programs, bare and virtual.
TESTS += tests/virtual/all
