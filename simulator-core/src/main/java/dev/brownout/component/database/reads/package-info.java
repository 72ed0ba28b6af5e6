/** Reads of a database: health checks, node selection, work on the node, and staleness. */
package dev.brownout.component.database.reads;
