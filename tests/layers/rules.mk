# The direction of the includes.
LAYERED = $(wildcard $(shell git ls-files --cached --others --exclude-standard '*.c' '*.h' '*.def' '*.l' '*.y'))

layers:
	@awk -f tests/layers/layers.awk tests/layers/allowed $(LAYERED)
