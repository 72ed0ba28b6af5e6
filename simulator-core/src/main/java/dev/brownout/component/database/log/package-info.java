/**
 * The log of a primary in commit order, the index of the last write of each key, the state of each write, and the
 * writes of nodes that are not in the log. Independent of hosts.
 */
package dev.brownout.component.database.log;
