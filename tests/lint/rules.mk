# The house's rules, as far as they are cheap to see.
LINTED = $(call files,c h def l y s S mk awk sh) Makefile tests/run .ci/run

# What git keeps at the top, beside the rooms.
empty :=
AT_THE_TOP := LICENSE Makefile [A-Z]*[.]md [.].*
KEPT := ^(($(subst $(empty) $(empty),|,$(ROOMS)))/|($(subst $(empty) $(empty),|,$(AT_THE_TOP)))$$)

.PHONY: lint
lint:
	@awk -f tests/lint/lint.awk $(LINTED)
	@! git ls-files 2>/dev/null | grep -vE '$(KEPT)' || { echo 'lint: these stand among the rooms'; exit 1; }
