/**
 * What has been written: the log of a primary in the order of its commits, where each key stands in it last, and what
 * became of each write that anybody asked for. Nothing here knows a machine or a clock.
 */
package dev.brownout.component.database.log;
