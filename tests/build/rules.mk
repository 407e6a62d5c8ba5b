# What make promises, and what it installs.
TESTS += tests/build/make.sh tests/build/install.sh
