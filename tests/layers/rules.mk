# The direction of the includes, and that none goes in a circle.
LAYERED = $(call files,c h def l y)

layers:
	@awk -f tests/layers/layers.awk tests/layers/allowed $(LAYERED)
	@awk -f tests/layers/circles.awk tests/layers/allowed $(LAYERED)

# And that the rules are.
TESTS += tests/layers/layers.sh
