/**
 * A tier of identical machines that work on requests: web servers, application servers, workers.
 *
 * <p>Modelled: each machine is G/G/c/K, first come first served or processor sharing, c being its cores; with
 * {@code workers} a request holds a thread from its acceptance to its answer, also while it waits for others, and waits
 * for a thread instead of a core. Work that nobody waits for any more is done all the same. Left out: memory, garbage
 * collection (use a pause), context switches. Checked by: M/M/1, M/M/c, M/M/c/K, M/G/1 and M/G/1-PS.
 */
package dev.brownout.component.server;
