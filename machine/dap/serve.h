/* Serving the Debug Adapter Protocol. */
#ifndef PG32_MACHINE_DAP_SERVE_H
#define PG32_MACHINE_DAP_SERVE_H

struct tool;

/* Serves the client until it disconnects; the exit status. The tools are those of the machine alone
 * and of the VMM in this process. */
int dap_serve(const struct tool *bare, const struct tool *hosted, int in, int out);

#endif
