# Writes random expressions, one .8byte each: awk -f expressions.awk -v count=1000 -v seed=1
function random(bound) {
	state = (state * 1103515245 + 12345) % 2147483648
	return int(state / 65536) % bound
}

function number() {
	return numbers[random(length_of_numbers)]
}

# What may not be any number stands to the right of its operator as a number that may.
function binary(depth,    operator) {
	operator = operators[random(length_of_operators)]
	if (operator == "/" || operator == "%")
		return expression(depth - 1) " " operator " " (1 + random(99))
	if (operator == "<<" || operator == ">>")
		return expression(depth - 1) " " operator " " random(64)
	return expression(depth - 1) " " operator " " expression(depth - 1)
}

function expression(depth,    choice) {
	choice = random(10)
	if (depth == 0 || choice < 2)
		return number()
	if (choice == 2)
		return "(" expression(depth - 1) ")"
	if (choice == 3)
		return unary[random(4)] " " expression(depth - 1)
	return binary(depth)
}

BEGIN {
	state = seed
	length_of_numbers = split("0 1 2 3 5 7 8 100 255 4096 0x80000000 0xffffffff 0x7fffffffffffffff 0xfffffffffffffff0", list)
	for (i = 1; i <= length_of_numbers; i++)
		numbers[i - 1] = list[i]
	length_of_operators = split("+ - * / % << >> & | ^ ! == != <> < <= > >= && ||", list)
	for (i = 1; i <= length_of_operators; i++)
		operators[i - 1] = list[i]
	split("- ~ ! +", list)
	for (i = 1; i <= 4; i++)
		unary[i - 1] = list[i]
	print ".data"
	for (i = 0; i < count; i++)
		print ".8byte " expression(5)
}
