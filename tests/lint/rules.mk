# The house's rules, as far as they are cheap to see.
LINTED = $(call files,c h def l y s S mk awk sh) Makefile tests/run .ci/run

.PHONY: lint
lint:
	@awk -f tests/lint/lint.awk $(LINTED)
