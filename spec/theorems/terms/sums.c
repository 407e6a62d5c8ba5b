/* A sum is its terms, each a number of times, in the order of their making, and a constant. */
#include "spec/theorems/terms/sums.h"

#include <stdbool.h>
#include <stdlib.h>

enum { MOST_TERMS = 32 };

struct term {
	Z3_ast word;
	uint32_t factor;
};

struct sum {
	struct term terms[MOST_TERMS];
	unsigned count;
	uint32_t constant;
};

/* As one term, at its place. */
static void add_term(Z3_context z, struct sum *sum, Z3_ast word, uint32_t factor)
{
	unsigned id = Z3_get_ast_id(z, word), place = 0;
	while (place < sum->count && Z3_get_ast_id(z, sum->terms[place].word) < id)
		place++;
	if (place < sum->count && sum->terms[place].word == word) {
		sum->terms[place].factor += factor;
		return;
	}
	if (sum->count == MOST_TERMS)
		abort();
	for (unsigned i = sum->count++; i > place; i--)
		sum->terms[i] = sum->terms[i - 1];
	sum->terms[place] = (struct term){ word, factor };
}

/* The word so often. A page and a number in it are the page and the number. */
static void add(Z3_context z, struct sum *sum, Z3_ast word, uint32_t factor)
{
	uint64_t number;
	if (is_numeral(z, word, &number)) {
		sum->constant += factor * (uint32_t)number;
		return;
	}
	Z3_app app = Z3_to_app(z, word);
	Z3_decl_kind kind = Z3_get_decl_kind(z, Z3_get_app_decl(z, app));
	unsigned count = Z3_get_app_num_args(z, app);
	Z3_ast last = count == 0 ? NULL : Z3_get_app_arg(z, app, count - 1);
	if (kind == Z3_OP_BADD) {
		for (unsigned i = 0; i < count; i++)
			add(z, sum, Z3_get_app_arg(z, app, i), factor);
	} else if (kind == Z3_OP_BMUL && count == 2 &&
	           is_numeral(z, Z3_get_app_arg(z, app, 0), &number)) {
		add(z, sum, last, factor * (uint32_t)number);
	} else if (kind == Z3_OP_CONCAT && count == 2 && is_numeral(z, last, &number) &&
	           number != 0) {
		unsigned bits = Z3_get_bv_sort_size(z, Z3_get_sort(z, last));
		Z3_ast page = Z3_get_app_arg(z, app, 0);
		add_term(z, sum, Z3_mk_concat(z, page, bits_term(z, bits, 0)), factor);
		sum->constant += factor * (uint32_t)number;
	} else {
		add_term(z, sum, word, factor);
	}
}

static struct sum difference_sum(Z3_context z, Z3_ast a, Z3_ast b)
{
	struct sum sum = { .count = 0 };
	add(z, &sum, Z3_simplify(z, a), 1);
	add(z, &sum, Z3_simplify(z, b), UINT32_MAX);
	return sum;
}

static Z3_ast word_of(Z3_context z, const struct sum *sum)
{
	Z3_ast total = word_term(z, sum->constant);
	for (unsigned i = 0; i < sum->count; i++) {
		Z3_ast factor = word_term(z, sum->terms[i].factor);
		total = Z3_mk_bvadd(z, total, Z3_mk_bvmul(z, factor, sum->terms[i].word));
	}
	return Z3_simplify(z, total);
}

Z3_ast difference(Z3_context z, Z3_ast a, Z3_ast b)
{
	const struct sum sum = difference_sum(z, a, b);
	return word_of(z, &sum);
}

Z3_ast is_behind(Z3_context z, Z3_ast a, Z3_ast b, uint32_t distance)
{
	struct sum sum = difference_sum(z, a, b);
	sum.constant -= distance;
	return Z3_simplify(z, Z3_mk_eq(z, word_of(z, &sum), word_term(z, 0)));
}

Z3_ast low_word(Z3_context z, Z3_ast wide)
{
	Z3_decl_kind kind = Z3_OP_UNINTERPRETED;
	if (Z3_get_ast_kind(z, wide) == Z3_APP_AST)
		kind = Z3_get_decl_kind(z, Z3_get_app_decl(z, Z3_to_app(z, wide)));
	if (kind != Z3_OP_BADD && kind != Z3_OP_BMUL && kind != Z3_OP_ITE)
		return Z3_simplify(z, Z3_mk_extract(z, 31, 0, wide));
	Z3_app app = Z3_to_app(z, wide);
	unsigned first = kind == Z3_OP_ITE ? 1 : 0;
	Z3_ast low = low_word(z, Z3_get_app_arg(z, app, first));
	for (unsigned i = first + 1; i < Z3_get_app_num_args(z, app); i++) {
		Z3_ast next = low_word(z, Z3_get_app_arg(z, app, i));
		low = kind == Z3_OP_ITE    ? Z3_mk_ite(z, Z3_get_app_arg(z, app, 0), low, next)
		      : kind == Z3_OP_BADD ? Z3_mk_bvadd(z, low, next)
		                           : Z3_mk_bvmul(z, low, next);
	}
	return Z3_simplify(z, low);
}
