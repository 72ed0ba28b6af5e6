package dev.brownout.spi.component;

import dev.brownout.service.Request;

/** A component with units of each key that requests reserve, or with counters that they increment. */
public interface StockedComponent {
    /**
     * Returns whether data that a request has read shows a free unit of its key. If not, the request counts as a
     * reservation that finds nothing left.
     *
     * @param version version of the data; 0 for none, which shows the units at the start
     */
    boolean showsFreeUnit(Request request, long version);

    /**
     * Records the value of a counter in data that a request has read. The next increment of the request is based on it.
     *
     * @param version version of the data; 0 for none, which has the value at the start
     */
    void valueRead(Request request, long version);
}
