package dev.brownout.wiring;

import dev.brownout.random.NumberedKeys;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A component that keeps the sessions of users for a tier of servers, and may lose them. */
public interface SessionStore {
    /**
     * Keeps a session under each of some keys from the beginning of the run on.
     *
     * @param keys of the sessions
     * @param lost receives how many sessions are gone each time that some are; a negative number for sessions of which
     *     a copy was still on its way
     * @return a new count of the sessions that are gone
     */
    LongSupplier keepSessions(NumberedKeys keys, LongConsumer lost);
}
