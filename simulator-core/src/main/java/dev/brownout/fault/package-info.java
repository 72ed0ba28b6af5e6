/**
 * The verbs of the fault timeline, one small record each: what a fault does to machines, links and components when it
 * begins, and how it takes that back when it ends. What callers see of each is the machine's own affair
 * ({@link dev.brownout.host.Host}, {@link dev.brownout.network.Edge}); faults of the same kind may overlap and are
 * taken back one by one.
 */
package dev.brownout.fault;
