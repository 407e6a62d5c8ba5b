/* What gdb is told of the registers. */
#include "machine/debug/target.h"
#include "isa/psw.h"

const char debug_target[] =
        "<?xml version=\"1.0\"?><!DOCTYPE target SYSTEM \"gdb-target.dtd\"><target version=\"1.0\">"
        "<architecture>riscv:rv32</architecture><osabi>none</osabi>"
        "<feature name=\"org.gnu.gdb.riscv.cpu\">"
#define REGISTER(name, type) "<reg name=\"" name "\" bitsize=\"32\" type=\"" type "\"/>"
        REGISTER("zero", "int") REGISTER("ra", "code_ptr") REGISTER("sp", "data_ptr") REGISTER(
                "gp", "data_ptr") REGISTER("tp", "data_ptr") REGISTER("t0", "int") REGISTER("t1",
                                                                                            "int")
                REGISTER("t2", "int") REGISTER("fp", "data_ptr") REGISTER("s1", "int")
                        REGISTER("a0", "int") REGISTER("a1", "int") REGISTER("a2", "int")
                                REGISTER("a3", "int") REGISTER("a4", "int") REGISTER("a5", "int")
#undef REGISTER
                                        "<reg name=\"pc\" bitsize=\"32\" type=\"code_ptr\" "
                                        "regnum=\"32\"/></feature>"
                                        "<feature name=\"org.pg32.psw\">"
                                        "<flags id=\"status\" size=\"4\"><field name=\"user\" "
                                        "start=\"0\" end=\"0\"/>"
                                        "<field name=\"interrupts\" start=\"1\" end=\"1\"/>"
                                        "<field name=\"timer_pending\" start=\"2\" end=\"2\"/>"
                                        "<field name=\"paged\" start=\"3\" end=\"3\"/></flags>"
                                        "<reg name=\"status\" bitsize=\"32\" type=\"status\" "
                                        "group=\"psw\" regnum=\"65\"/>"
                                        "<reg name=\"base\" bitsize=\"32\" type=\"uint32\" "
                                        "group=\"psw\" regnum=\"66\"/>"
                                        "<reg name=\"bound\" bitsize=\"32\" type=\"uint32\" "
                                        "group=\"psw\" regnum=\"67\"/>"
                                        "<reg name=\"timer\" bitsize=\"32\" type=\"uint32\" "
                                        "group=\"psw\" regnum=\"68\"/>"
                                        "</feature></target>";

_Static_assert(STATUS_USER == 1 && STATUS_INTERRUPTS == 2 && STATUS_TIMER_PENDING == 4 &&
                       STATUS_PAGED == 8,
               "as the flags above");
