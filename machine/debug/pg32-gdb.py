"""Makes gdb ready for PG32: instructions in its own language, and the levels of a tower."""
import os
import re

import gdb
import gdb.disassembler

REGISTERS = "zero ra sp gp tp t0 t1 t2 s0 fp s1 a0 a1 a2 a3 a4 a5".split()
MOST_COMPARED = 65536  # bytes
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


def level_in_view():
    return [int(line.split()[2]) for line in monitor("level").splitlines() if line.startswith("*")]


def look_at_level():
    """Has gdb look at the level in view, which it knows as a thread, and not at its user program."""
    shown = level_in_view()
    gdb.execute("info threads", to_string=True)
    for thread in gdb.selected_inferior().threads():
        if shown and thread.ptid[1] == shown[0] + 1:
            thread.switch()
            flush()  # the machine is to be asked for it, and then knows


class Symbols:
    """The symbols that gdb has. It disables breakpoints at names that they do not have: each is
    enabled again with those that it was set with."""

    shown = None  # the file
    is_ours = False  # it is this that has gdb read one
    disabled = []  # breakpoints, each with its file

    @classmethod
    def show(cls, file):
        enabled = [point for point in gdb.breakpoints() if point.enabled]
        cls.is_ours = True
        try:
            gdb.execute("symbol-file " + file, to_string=True)
        finally:
            cls.is_ours = False
        cls.disabled += [(point, cls.shown) for point in enabled if not point.enabled]
        cls.shown = file
        for point, known in cls.disabled:
            if known == file and point.is_valid():
                point.enabled = True
        cls.disabled = [(point, known) for point, known in cls.disabled if known != file]


def code_of(file):
    """The address and bytes of the code of a file that gdb has read, as far as it is."""
    its_own = False
    for line in gdb.execute("maintenance info sections -all-objects .text", to_string=True).splitlines():
        if "file: `" in line:
            its_own = "`%s'" % file in line
        found = re.search(r"(0x\w+)->(0x\w+) at (0x\w+): .text .*HAS_CONTENTS", line)
        if found and its_own:
            start, end, offset = (int(number, 16) for number in found.groups())
            with open(file, "rb") as image:
                image.seek(offset)
                return start, image.read(min(end - start, MOST_COMPARED))
    return 0, b""


def compare_with_memory(event):
    """Symbols that the user names may be of another build: one line, and they are used."""
    if Symbols.is_ours:
        return
    file, start = event.new_objfile.filename, 0
    try:
        start, code = code_of(file)
        is_same = not code or bytes(gdb.selected_inferior().read_memory(start, len(code))) == code
    except OSError:
        return  # it is not on this host
    except gdb.error:
        is_same = False
    if not is_same:
        print("%s: its code is not in memory at 0x%x: another build, or not loaded yet" % (file, start))


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
        Symbols.show(monitor("image"))
        gdb.execute("frame")


class User(gdb.Command):
    """user: look at the user program as it trapped into the kernel, with its symbols alone: both
    may have the same addresses."""

    is_looking = False

    def __init__(self):
        super().__init__("user", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        program = monitor("program")
        gdb.execute("info threads", to_string=True)
        if program:
            User.is_looking = True
            Symbols.show(program)
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
            Symbols.show(monitor("image"))
        thread = gdb.selected_thread()
        if thread and USER_PROGRAM in thread.ptid[1:]:
            look_at_level()

    def invoke(self, argument, from_tty):
        self.look_again()
        gdb.execute("frame")


if not gdb.selected_inferior().threads():
    gdb.execute("quit 70")  # there is no machine
class Run(gdb.Command):
    """The machine from its beginning, whose run is the same again. Where it was killed, another."""

    def __init__(self, name, goes_on):
        super().__init__(name, gdb.COMMAND_RUNNING)
        self.goes_on = goes_on

    def invoke(self, argument, from_tty):
        if argument:
            raise gdb.GdbError("the program's arguments are given to pg32-gdb, behind --")
        if gdb.selected_inferior().pid == 0:
            gdb.execute(os.environ["PG32_TARGET"])
            Symbols.show(monitor("image"))
        else:
            before = level_in_view()
            monitor("restart")
            Kernel.look_again()
            look_at_level()
            flush()
            if level_in_view() != before:
                Symbols.show(monitor("image"))
            if not self.goes_on:
                gdb.execute("frame")
        if self.goes_on:
            self.goes_on()


def go_on():
    gdb.execute("continue")


def go_to_main():
    """To main, or the symbol of assembly that is the entry's."""
    if gdb.lookup_global_symbol("main"):
        gdb.execute("tbreak main")
        gdb.execute("continue")
    else:
        gdb.execute("frame")


class Instead(gdb.Command):
    """Not needed for PG32, whose run is recorded by itself."""

    def __init__(self, name, text):
        super().__init__(name, gdb.COMMAND_RUNNING)
        self.text = text

    def invoke(self, argument, from_tty):
        raise gdb.GdbError(self.text)


class CatchCalls(gdb.Command):
    """catch syscall: stop where the level takes a system call."""

    def __init__(self):
        super().__init__("catch syscall", gdb.COMMAND_BREAKPOINTS)

    def invoke(self, argument, from_tty):
        if argument:
            raise gdb.GdbError("system calls are caught whatever their number: catch syscall")
        print(monitor("catch system"))


gdb.disassembler.register_disassembler(Disassembler(), "riscv:rv32")
Move("goto")
Move("last-write")
Level()
User()
Kernel()
CatchCalls()
Symbols.shown = monitor("image")
gdb.events.new_objfile.connect(compare_with_memory)
Run("run", go_on)
Run("start", go_to_main)
Run("starti", None)
Instead("record", "the run is recorded already: reverse-step, reverse-continue, goto N; monitor save FILE saves it")
Instead("checkpoint", "every position is one: monitor when says which, and goto N goes to it")
