# Writes a large C file without includes: awk -f speed.awk -v functions=1000
function number(bound) {
	state = (state * 1103515245 + 12345) % 2147483648
	return int(state / 65536) % bound
}

BEGIN {
	state = 1
	print "struct node { int a, b; char text[12]; struct node *next; };"
	print "static int table[256], totals[64];"
	for (i = 0; i < functions; i++) {
		printf "int f%d(int a, int b, struct node *node)\n{\n", i
		printf "\tint x = a * %d + b, y = %d, i;\n", number(999), number(30000)
		printf "\tfor (i = 0; i < %d; i++) {\n\t\tx ^= table[(x + i) & 255];\n", 2 + number(90)
		printf "\t\ty += x * %d;\n\t\tif (y > %d)\n\t\t\ty -= node->b;\n", 2 + number(30), number(30000)
		print "\t\telse\n\t\t\ttable[y & 255] = x;\n\t}\n\tswitch (x & 7) {"
		for (k = 0; k < 7; k++)
			printf "\tcase %d:\n\t\ty += totals[%d] * %d;\n\t\tbreak;\n", k, number(64), 1 + number(9)
		print "\tdefault:\n\t\tnode->text[(unsigned)y % 12] = (char)x;\n\t}"
		for (k = 0; k < 5; k++)
			printf "\ttotals[%d] += x >> %d;\n", number(64), 1 + number(9)
		printf "\ty += \"the string of function %d\"[x & 7];\n", i
		if (i == 0)
			print "\treturn x + y;\n}\n"
		else
			printf "\treturn f%d(x, y, node->next ? node->next : node);\n}\n\n", number(i)
	}
}
