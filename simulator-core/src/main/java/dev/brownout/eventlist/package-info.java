/**
 * The future-event list: a ladder queue for events at arbitrary times and one first-in-first-out lane for each constant
 * delay.
 *
 * <p>Both order events by (time, sequence). Times are nanoseconds from 0 to {@code Long.MAX_VALUE / 2}; sequence
 * numbers come from the caller, one for each scheduling, and are what decides among events of the same instant. Since a
 * lane keeps the sequence numbers too, taking always the least head of the ladder and of all lanes yields the very
 * order one single priority queue would.
 */
package dev.brownout.eventlist;
