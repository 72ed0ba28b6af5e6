/**
 * What has been written: the log of a primary in the order of its commits, where each key stands in it last, what
 * became of each write that anybody asked for, and what nodes have written that is not in the log. Nothing here knows a
 * machine, or what time it is.
 */
package dev.brownout.component.database.log;
