ISA := isa/tables.c isa/encode.c isa/disassemble.c isa/registers.c
