/* An address is one of a few numbers, by its form or on the path, or in the guest's memory. */
#include "spec/theorems/emulation/symbolic_access.h"

#include "spec/theorems/emulation/vmm_image.h"
#include "spec/theorems/terms/sums.h"

/* So many places can one instruction of the VMM reach in its own memory. */
enum { PLACES = 64 };

struct places {
	uint32_t at[PLACES];
	unsigned count;
};

/* Adds the number; false where there is no room. */
static bool add_place(struct places *places, uint32_t at)
{
	for (unsigned i = 0; i < places->count; i++)
		if (places->at[i] == at)
			return true;
	if (places->count == PLACES)
		return false;
	places->at[places->count++] = at;
	return true;
}

/* Every number below 2^bits. */
static bool list_all(unsigned bits, struct places *places)
{
	for (uint32_t i = 0; bits < 32 && i < UINT32_C(1) << bits; i++)
		if (!add_place(places, i))
			return false;
	return bits < 32;
}

static bool list_places(Z3_context z, Z3_ast term, struct places *places);

/* All numbers of a sum, or of parts one behind the other, from those of its parts. */
static bool list_combinations(Z3_context z, Z3_app app, bool is_sum, struct places *places)
{
	*places = (struct places){ { 0 }, 1 };
	for (unsigned i = 0; i < Z3_get_app_num_args(z, app); i++) {
		Z3_ast part = Z3_get_app_arg(z, app, i);
		unsigned shift = is_sum ? 0 : Z3_get_bv_sort_size(z, Z3_get_sort(z, part));
		const struct places before = *places;
		struct places of_part;
		if (!list_places(z, part, &of_part))
			return false;
		places->count = 0;
		for (unsigned j = 0; j < before.count * of_part.count; j++) {
			uint64_t first = before.at[j / of_part.count];
			uint32_t second = of_part.at[j % of_part.count];
			if (!add_place(places, (uint32_t)(first << shift) + second))
				return false;
		}
	}
	return true;
}

/* All numbers that the term, of at most 32 bits, can be by its form; false where they are many. */
static bool list_places(Z3_context z, Z3_ast term, struct places *places)
{
	uint64_t number;
	places->count = 0;
	if (is_number(z, term, &number))
		return add_place(places, (uint32_t)number);
	Z3_app app = Z3_to_app(z, term);
	Z3_decl_kind kind = Z3_get_decl_kind(z, Z3_get_app_decl(z, app));
	if (kind == Z3_OP_EXTRACT)
		return list_all(Z3_get_bv_sort_size(z, Z3_get_sort(z, term)), places);
	return (kind == Z3_OP_BADD || kind == Z3_OP_CONCAT) &&
	       list_combinations(z, app, kind == Z3_OP_BADD, places);
}

/* All numbers that the address can be on the path; false where they are too many. */
static bool find_places(struct prover *prover, const struct path *path, Z3_ast address,
                        struct places *places)
{
	Z3_context z = prover->z;
	struct path others = *path;
	Z3_model model = NULL;
	places->count = 0;
	while (can_be(prover, &others, Z3_mk_true(z), &model)) {
		Z3_ast value = NULL;
		uint64_t number;
		bool is_added = model != NULL && Z3_model_eval(z, model, address, true, &value) &&
		                is_number(z, value, &number) && add_place(places, (uint32_t)number);
		if (model != NULL)
			Z3_model_dec_ref(z, model);
		model = NULL;
		if (!is_added)
			return false;
		path_add(&others, Z3_mk_not(z, Z3_mk_eq(z, address, value)));
	}
	return places->count > 0;
}

static bool has_origin(const struct surroundings *surroundings, Z3_ast address)
{
	Z3_context z = surroundings->prover->z;
	Z3_ast page = Z3_simplify(z, Z3_mk_extract(z, 31, PAGE_BITS, surroundings->origin));
	Z3_ast other = bits_term(z, 32 - PAGE_BITS, 0);
	return Z3_substitute(z, address, 1, &page, &other) != address;
}

/* Whether the address is in the VMM's own memory, in one of the places. */
static bool is_own(const struct surroundings *surroundings, const struct path *path, Z3_ast address,
                   struct places *places)
{
	return list_places(surroundings->prover->z, address, places) ||
	       (!has_origin(surroundings, address) &&
	        find_places(surroundings->prover, path, address, places));
}

/* An access of the guest's memory. */
struct guest_access {
	Z3_ast offset;
	unsigned bytes;
	bool is_in_window; /* all of it, as far as is known */
};

/* Whether it is in the window that the guest's memory is written as. What is found out about a PSW
 * there is added to the path, for its words. */
static bool is_in_window(const struct surroundings *surroundings, struct path *path,
                         const struct guest_access *access)
{
	struct prover *prover = surroundings->prover;
	Z3_context z = prover->z;
	Z3_ast size = surroundings->guest.window_size;
	Z3_ast address = difference(z, access->offset, surroundings->guest.base);
	Z3_ast holds = holds_access(z, size, address, access->bytes);
	for (unsigned i = 0; i < path->count; i++)
		if (path->conditions[i] == holds)
			return true;
	if (!must_be(prover, path, holds_access(z, size, address, sizeof(struct psw))))
		return must_be(prover, path, holds);
	for (unsigned place = 0; place < sizeof(struct psw); place += 4) {
		Z3_ast word = Z3_simplify(z, Z3_mk_bvadd(z, address, word_term(z, place)));
		path_add(path, holds_access(z, size, word, 4));
	}
	return true;
}

/* Whether all of the access is the guest's. */
static bool is_in_guest(const struct surroundings *surroundings, struct path *path, Z3_ast address,
                        unsigned bytes, struct guest_access *access)
{
	struct prover *prover = surroundings->prover;
	Z3_context z = prover->z;
	*access =
	        (struct guest_access){ difference(z, address, surroundings->origin), bytes, false };
	if (Z3_get_ast_kind(z, access->offset) != Z3_NUMERAL_AST)
		access->is_in_window = is_in_window(surroundings, path, access);
	return access->is_in_window ||
	       must_be(prover, path, holds_access(z, surroundings->size, access->offset, bytes));
}

/* An own access is within one word: a compiler makes no other. */
static bool is_within_word(uint32_t at, unsigned bytes)
{
	return at % 4 + bytes <= 4;
}

static Z3_ast part_of(Z3_context z, Z3_ast word, uint32_t at, unsigned bytes)
{
	unsigned low = 8 * (at % 4);
	return bytes == 4 ? word : Z3_simplify(z, Z3_mk_extract(z, low + 8 * bytes - 1, low, word));
}

static Z3_ast load_own(const struct surroundings *surroundings, const struct symbolic_cpu *cpu,
                       uint32_t at, unsigned bytes, const char **problem)
{
	Z3_context z = surroundings->prover->z;
	if (!is_within_word(at, bytes) || at >= surroundings->image->end) {
		*problem = "loads from what is neither its own nor its guest's";
		return bits_term(z, 8 * bytes, 0);
	}
	Z3_ast word =
	        at < PAGE_SIZE
	                ? own_word(cpu, at)
	                : word_term(z, vmm_image_word(surroundings->image, at & ~UINT32_C(3)));
	return part_of(z, word, at, bytes);
}

Z3_ast access_load(const struct surroundings *surroundings, struct symbolic_cpu *cpu,
                   Z3_ast address, unsigned bytes, const char **problem)
{
	Z3_context z = surroundings->prover->z;
	Z3_ast simple = Z3_simplify(z, address);
	struct places places;
	struct guest_access access;
	if (is_own(surroundings, &cpu->path, simple, &places)) {
		Z3_ast value = load_own(surroundings, cpu, places.at[0], bytes, problem);
		for (unsigned i = 1; i < places.count; i++)
			value = Z3_mk_ite(z, Z3_mk_eq(z, simple, word_term(z, places.at[i])),
			                  load_own(surroundings, cpu, places.at[i], bytes, problem),
			                  value);
		return Z3_simplify(z, value);
	}
	if (is_in_guest(surroundings, &cpu->path, simple, bytes, &access))
		return guest_read(z, &surroundings->guest, cpu->written, access.offset, bytes,
		                  access.is_in_window);
	*problem = "loads from what may be neither its own nor its guest's";
	return bits_term(z, 8 * bytes, 0);
}

/* Puts the value into its part of the word, where the condition is true. */
static const char *store_own(Z3_context z, struct symbolic_cpu *cpu, uint32_t at, unsigned bytes,
                             Z3_ast value, Z3_ast condition)
{
	if (!is_within_word(at, bytes) || at >= PAGE_SIZE)
		return "stores to what is neither its own page nor its guest's";
	Z3_ast *word = &cpu->own[at / 4];
	unsigned low = 8 * (at % 4), high = low + 8 * bytes;
	Z3_ast whole = value;
	if (low != 0)
		whole = Z3_mk_concat(z, whole, Z3_mk_extract(z, low - 1, 0, *word));
	if (high != 32)
		whole = Z3_mk_concat(z, Z3_mk_extract(z, 31, high, *word), whole);
	*word = Z3_simplify(z, Z3_mk_ite(z, condition, whole, *word));
	return NULL;
}

const char *access_store(const struct surroundings *surroundings, struct symbolic_cpu *cpu,
                         Z3_ast address, unsigned bytes, Z3_ast value)
{
	Z3_context z = surroundings->prover->z;
	Z3_ast simple = Z3_simplify(z, address);
	struct places places;
	struct guest_access access;
	const char *problem = NULL;
	if (is_own(surroundings, &cpu->path, simple, &places)) {
		for (unsigned i = 0; i < places.count && problem == NULL; i++)
			problem = store_own(z, cpu, places.at[i], bytes, value,
			                    Z3_mk_eq(z, simple, word_term(z, places.at[i])));
		return problem;
	}
	if (!is_in_guest(surroundings, &cpu->path, simple, bytes, &access))
		return "stores to what may be neither its own page nor its guest's";
	cpu->written = guest_write_word(z, surroundings->writes, cpu->written, access.offset, bytes,
	                                value);
	return NULL;
}
