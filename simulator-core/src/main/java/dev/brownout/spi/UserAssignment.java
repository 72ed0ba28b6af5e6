package dev.brownout.spi;

import dev.brownout.random.KeyedRandom;
import dev.brownout.random.NumberedKeys;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The users of the regions, as far as it matters who of them sends a request: any of his region with equal probability,
 * and the same one in all calls that are made for it, and in all that a visitor asks for on his journey.
 *
 * @param draws what the choice is drawn from
 * @param each users of a region, at least 1
 * @param numbers the number of a class of requests, by its {@link Request#source}: of those that calls connect with it,
 *     so that classes that have nothing to do with it change none of its users
 */
public record UserAssignment(KeyedRandom draws, int each, IntUnaryOperator numbers) {
    /** The number of the user that a request is of: those of the first region first. */
    public int of(Request request) {
        long known = request.logical().user();
        long whose = known == LogicalRequest.UNKNOWN
                ? KeyedRandom.child(request.number(), numbers.applyAsInt(request.source()), 0, 0)
                : known;
        return request.region() * each + draws.at(whose).below(each);
    }

    /** A component that keeps the sessions of users for a tier of servers, and may lose them. */
    public interface SessionStore {
        /**
         * Keeps a session under each of some keys from the beginning of the run on.
         *
         * @param keys of the sessions
         * @param lost receives how many sessions are gone each time that some are; a negative number for sessions of
         *     which a copy was still on its way
         * @return a new count of the sessions that are gone
         */
        LongSupplier keepSessions(NumberedKeys keys, LongConsumer lost);
    }
}
