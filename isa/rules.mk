# What an instruction is: data and pure functions, linked into nearly everything.
ISA := isa/tables.c isa/profiles.c isa/encode.c isa/disassemble.c isa/names.c isa/riscv.c isa/printable.c isa/elf.c
