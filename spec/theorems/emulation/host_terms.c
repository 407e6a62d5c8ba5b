/* The host is uninterpreted: whatever it answers. */
#include "spec/theorems/emulation/host_terms.h"

#include <stddef.h>

const char *const host_part_names[HOST_PARTS] = {
	[HOST_POLLS] = "questions to the console", [HOST_OUTPUTS] = "bytes put out",
	[HOST_OUTPUT] = "the byte put out",        [HOST_TRANSFERS] = "disk transfers",
	[HOST_SECTOR] = "the transfer's sector",   [HOST_ADDRESS] = "the transfer's address",
	[HOST_COMMAND] = "the transfer's command",
};

struct host_terms untouched_host(Z3_context z)
{
	struct host_terms host;
	for (unsigned i = 0; i < HOST_PARTS; i++)
		host.parts[i] = word_term(z, 0);
	return host;
}

static Z3_ast apply(Z3_context z, const char *name, unsigned count, Z3_ast *arguments,
                    unsigned bits)
{
	Z3_sort word = Z3_mk_bv_sort(z, 32), domain[] = { word, word };
	Z3_func_decl function = Z3_mk_func_decl(z, Z3_mk_string_symbol(z, name), count, domain,
	                                        Z3_mk_bv_sort(z, bits));
	return Z3_mk_app(z, function, count, arguments);
}

Z3_ast host_answer(Z3_context z)
{
	return apply(z, "host_answer", 0, NULL, 32);
}

Z3_ast transfer_succeeds(Z3_context z)
{
	return Z3_mk_const(z, Z3_mk_string_symbol(z, "transfer_succeeds"), Z3_mk_bool_sort(z));
}

Z3_ast sector_byte(Z3_context z, Z3_ast sector, Z3_ast index)
{
	Z3_ast arguments[] = { sector, index };
	return apply(z, "sector_byte", 2, arguments, 8);
}
