# The launch.json of an editor, from how a Makefile calls pg32-gdb: awk -f launch.awk Makefile
function text(word) {
	return "\"" word "\""
}
function put(name, value) {
	print "      " text(name) ": " value ","
}
/pg32-gdb/ && !done {
	done = 1
	program = modules = ""
	print "{\n  \"version\": \"0.2.0\",\n  \"configurations\": [\n    {"
	put("name", text("debug the kernel"))
	put("type", text("pg32"))
	put("request", text("launch"))
	put("preLaunchTask", text("build"))
	put("cwd", text("${workspaceFolder}"))
	put("stopOnEntry", "true")
	for (i = 2; i <= NF; i++) {
		if ($i == "-m")
			put("memory", text($++i))
		else if ($i ~ /^--/) {
			name = substr($i, 3)
			put(name, text($++i))
		} else if (program == "")
			program = $i
		else
			modules = modules (modules == "" ? "" : ", ") text($i)
	}
	put("modules", "[" modules "]")
	print "      " text("program") ": " text(program)
	print "    }\n  ]\n}"
}
