package dev.brownout.analysis;

import dev.brownout.wiring.Demand;

/**
 * A bulkhead around calls.
 *
 * @param callee who gets them
 * @param call what gets through it
 * @param each calls of a machine that may be under way at a time
 */
record Gate(String callee, Demand call, int each) {}
