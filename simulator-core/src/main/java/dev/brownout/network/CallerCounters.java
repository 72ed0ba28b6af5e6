package dev.brownout.network;

/** Counters of the calls to a component, by caller: one for a component, or one for each request class of users. */
public interface CallerCounters {
    /** Returns the number of counters for a caller. */
    int number(String caller);

    /** Returns a counter of a caller, which is created on first use: most request classes call few components. */
    CallCounts of(String caller, int index);
}
