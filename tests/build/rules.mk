# What make promises, and what it installs.
TESTS += tests/build/make.sh tests/build/install.sh

# That a release builds, with either compiler, and passes.
.PHONY: check-release
check-release:
	@tests/build/release.sh
