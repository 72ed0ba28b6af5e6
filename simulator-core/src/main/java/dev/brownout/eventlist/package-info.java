/**
 * Future-event list: a ladder queue for events at arbitrary times.
 *
 * <p>Events are ordered by (time, sequence). Times are nanoseconds from 0 to {@code Long.MAX_VALUE / 2}. The caller
 * assigns one sequence number per scheduling. It determines the order of events at the same instant.
 */
package dev.brownout.eventlist;
