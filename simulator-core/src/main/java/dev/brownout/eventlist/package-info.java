/**
 * The future-event list: a ladder queue for events at arbitrary times.
 *
 * <p>It orders events by (time, sequence). Times are nanoseconds from 0 to {@code Long.MAX_VALUE / 2}; sequence numbers
 * come from the caller, one for each scheduling, and are what decides among events of the same instant.
 */
package dev.brownout.eventlist;
