include programs/lib/rules.mk
