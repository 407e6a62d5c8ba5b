# Whole programs, bare and virtual.
TESTS += tests/virtual/all
TESTS += tests/virtual/fits
