# What an instruction is: data and pure functions, linked into nearly everything.
ISA := isa/tables.c isa/encode.c isa/disassemble.c isa/registers.c isa/riscv.c isa/printable.c isa/elf.c
