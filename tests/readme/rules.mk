# What the README shows is what is printed.
TESTS += tests/readme/readme.sh
