package dev.brownout.wiring;

import dev.brownout.random.Draws;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;

/**
 * The users of the regions, as far as it matters who of them sends a request: any of his region with equal probability,
 * and the same one in all calls that are made for it, and in all that a visitor asks for on his journey.
 *
 * @param draws what the choice is drawn from
 * @param each users of a region, at least 1
 */
public record Visitors(Draws draws, int each) {
    /** The number of the user that a request is of: those of the first region first. */
    public int of(Request request) {
        long known = request.logical().user();
        long whose = known == LogicalRequest.UNKNOWN ? Draws.child(request.number(), request.source(), 0, 0) : known;
        return request.region() * each + draws.at(whose).below(each);
    }
}
