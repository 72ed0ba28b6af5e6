package dev.brownout.spi.component;

import dev.brownout.random.KeyedRandom;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;
import java.util.function.IntUnaryOperator;

/**
 * Assignment of requests to the users of a region, with equal probability. All calls made for one request have the same
 * user, and so have all requests of a visitor's journey.
 *
 * @param draws random numbers of the selection
 * @param each number of users of a region, at least 1
 * @param numbers mapping from {@link Request#source} to the number of a request class among the classes that it shares
 *     components with, so that unrelated classes do not change its users
 */
public record UserAssignment(KeyedRandom draws, int each, IntUnaryOperator numbers) {
    /** Returns the number of a request's user. Users of the first region come first. */
    public int of(Request request) {
        long user = request.logical().user();
        long assignmentKey = user == LogicalRequest.UNKNOWN
                ? KeyedRandom.child(
                        request.number(), numbers.applyAsInt(request.source().number()), 0, 0)
                : user;
        return request.source().region() * each
                + draws.withIdentity(assignmentKey).nextInt(each);
    }
}
