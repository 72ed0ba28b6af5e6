/**
 * How reads are answered: the checks that find out who answers, the node that is asked, the work there, and whether
 * what was seen is stale.
 */
package dev.brownout.component.database.reads;
