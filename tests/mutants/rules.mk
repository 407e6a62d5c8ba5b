# Known faults, each of which a suite must catch: some minutes, so a target of its own.
.PHONY: mutants
mutants:
	@tests/mutants/mutants.sh $(BUILD)/mutants
