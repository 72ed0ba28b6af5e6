/**
 * Replication of writes. A write works on the primary, enters the log, and goes to each replica in a stream. It is
 * acknowledged when the replicas that its commit waits for have received it.
 */
package dev.brownout.component.database.replication;
