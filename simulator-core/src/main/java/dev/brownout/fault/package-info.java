/**
 * Faults of the fault timeline, one record each. A fault changes hosts, links and components when it begins, and
 * reverts the change when it ends. The effect on callers is defined by the host and its connections
 * ({@link dev.brownout.host.Host}, {@link dev.brownout.network.Edge}). Faults of the same kind may overlap and end
 * independently.
 */
package dev.brownout.fault;
