"""Makes gdb ready for PG32: instructions in its own language, and the levels of a tower."""
import gdb
import gdb.disassembler

REGISTERS = "zero ra sp gp tp t0 t1 t2 s0 fp s1 a0 a1 a2 a3 a4 a5".split()
USER_PROGRAM = 0x100  # the thread that stands for it


def monitor(command):
    return gdb.execute("monitor " + command, to_string=True).strip()


class Disassembler(gdb.disassembler.Disassembler):
    """Asks the machine, which prints instructions from their definition."""

    def __init__(self):
        super().__init__("pg32")

    def __call__(self, info):
        info.read_memory(4)
        text = monitor("disassemble 0x%x" % (info.address & 0xFFFFFFFF))
        return gdb.disassembler.DisassemblerResult(length=4, string=text)


def flush():
    gdb.execute("maintenance flush register-cache", to_string=True)
    gdb.execute("maintenance flush dcache", to_string=True)


def look_at_level():
    """Has gdb look at the level in view, which it knows as a thread, and not at its user program."""
    shown = [line for line in monitor("level").splitlines() if line.startswith("*")]
    gdb.execute("info threads", to_string=True)
    for thread in gdb.selected_inferior().threads():
        if shown and thread.ptid[1] == int(shown[0].split()[2]) + 1:
            thread.switch()
            flush()  # the machine is to be asked for it, and then knows



def number_of(argument):
    """An expression such as &list->next as the number that it is. A register is as it is, and so
    is what gdb does not understand: the machine says what is wrong."""
    name = argument.lstrip("$")
    if argument[:1].isdigit() or name in REGISTERS:
        return argument
    try:
        return "0x%x" % (int(gdb.parse_and_eval(argument)) & 0xFFFFFFFF)
    except (gdb.error, ValueError):
        return argument


class Move(gdb.Command):
    """A command of the monitor that moves, after which gdb is to look again."""

    def __init__(self, name):
        super().__init__(name, gdb.COMMAND_RUNNING)
        self.name = name

    def invoke(self, argument, from_tty):
        print(monitor(self.name + " " + number_of(argument)))
        Kernel.look_again()
        flush()
        gdb.execute("frame")


class Level(gdb.Command):
    """level [N]: look at level N of the tower, with the symbols of what runs there."""

    def __init__(self):
        super().__init__("level", gdb.COMMAND_RUNNING)

    def invoke(self, argument, from_tty):
        print(monitor("level " + argument))
        if not argument:
            return
        Kernel.look_again()
        look_at_level()
        flush()
        gdb.execute("symbol-file " + monitor("image"), to_string=True)
        gdb.execute("frame")


class User(gdb.Command):
    """user: look at the user program as it trapped into the kernel, with its symbols alone: both
    may have the same addresses."""

    is_looking = False
    stopping = []  # breakpoints that gdb disables where their names are unknown

    def __init__(self):
        super().__init__("user", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        program = monitor("program")
        gdb.execute("info threads", to_string=True)
        if program:
            if not User.is_looking:
                User.stopping = [point for point in gdb.breakpoints() if point.enabled]
            User.is_looking = True
            gdb.execute("symbol-file " + program, to_string=True)
        programs = [
            thread for thread in gdb.selected_inferior().threads() if USER_PROGRAM in thread.ptid[1:]
        ]
        if not programs:
            print("no user program has run before")
            return
        programs[0].switch()
        flush()
        gdb.execute("frame")
        if gdb.selected_frame().name() is None:
            print("no image is known that has this code: --symbols FILE names one of the same build")


class Kernel(gdb.Command):
    """kernel: look at the level itself again. What moves does so by itself, for breakpoints in the
    level's image are known with its symbols only."""

    MOVES = ("continue", "step", "stepi", "next", "nexti", "until", "advance", "finish")

    def __init__(self):
        super().__init__("kernel", gdb.COMMAND_STACK)
        for move in self.MOVES + tuple("reverse-" + name for name in self.MOVES[:5] + ("finish",)):
            gdb.execute("define hook-%s\npython Kernel.look_again()\nend" % move)

    @staticmethod
    def look_again():
        if User.is_looking:
            User.is_looking = False
            gdb.execute("symbol-file " + monitor("image"), to_string=True)
            for point in User.stopping:
                if point.is_valid():
                    point.enabled = True
        thread = gdb.selected_thread()
        if thread and USER_PROGRAM in thread.ptid[1:]:
            look_at_level()

    def invoke(self, argument, from_tty):
        self.look_again()
        gdb.execute("frame")


if not gdb.selected_inferior().threads():
    gdb.execute("quit 70")  # there is no machine
gdb.disassembler.register_disassembler(Disassembler(), "riscv:rv32")
Move("goto")
Move("last-write")
Level()
User()
Kernel()
