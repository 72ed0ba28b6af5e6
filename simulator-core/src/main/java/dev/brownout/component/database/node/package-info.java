/**
 * The machines of a group: each with its role, its cores and as much of the log as it has received and applied; and
 * which of them is primary.
 */
package dev.brownout.component.database.node;
