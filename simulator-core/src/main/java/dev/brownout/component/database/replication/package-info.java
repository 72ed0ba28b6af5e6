/**
 * How a write becomes one that several machines have: it works on the primary, enters the log, goes to each replica in
 * a stream, and is answered when those have received it that its commit waits for.
 */
package dev.brownout.component.database.replication;
