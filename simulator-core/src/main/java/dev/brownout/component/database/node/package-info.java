/**
 * Nodes of a replica group: the role of each node, its cores, its received and applied log positions, and the current
 * primary.
 */
package dev.brownout.component.database.node;
