include programs/kernel/rules.mk
