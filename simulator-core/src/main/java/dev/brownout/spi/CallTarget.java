package dev.brownout.spi;

import dev.brownout.service.PublicationFanOut;
import dev.brownout.service.Request.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a component, and what lies behind it.
 *
 * @param operation whether the component is read or written; a component that only passes on does not care
 * @param endpoint the endpoint that is called; empty for the component's own service
 * @param rest the steps behind the component, its own to carry out or to pass on
 * @param patience how long the caller waits for the answer; empty for ever
 * @param between patience of calls behind this one that say nothing themselves; empty for ever
 * @param region the region to call; empty for the caller's own
 * @param handshakes round trips before the first byte, for a connection that is not open yet
 * @param from which nodes are to answer; empty for those that the component asks by itself
 * @param fanOut how many messages a publication is; empty where it is one
 */
public record CallTarget(
        Operation operation,
        String endpoint,
        List<Step> rest,
        Optional<Duration> patience,
        Optional<Duration> between,
        Optional<String> region,
        int handshakes,
        Optional<ReadFrom> from,
        Optional<PublicationFanOut> fanOut) {

    /** Patience of a call between tiers that says nothing itself, where there is no network to say it: 1 s. */
    public static final Duration BETWEEN_TIERS = Duration.ofSeconds(1);

    /** What no endpoint of a scenario begins with. */
    private static final String BEHIND = "/";

    /** What is asked of a machine that sends a message to users who keep connections to it. */
    public static final String PUSH = BEHIND + "push";

    /** Takes the list as it is now. */
    public CallTarget {
        rest = List.copyOf(rest);
    }

    /** A call that leaves it to the component who answers. */
    public CallTarget(
            Operation operation,
            String endpoint,
            List<Step> rest,
            Optional<Duration> patience,
            Optional<Duration> between,
            Optional<String> region,
            int handshakes) {
        this(operation, endpoint, rest, patience, between, region, handshakes, Optional.empty(), Optional.empty());
    }

    /** A call of a component's own service that waits so long, and has those behind it wait as long; empty for ever. */
    public static CallTarget waiting(Operation operation, Optional<Duration> timeout) {
        return new CallTarget(operation, "", List.of(), timeout, timeout, Optional.empty(), 0);
    }

    /** A call behind this one, with the patience that calls between tiers have. */
    public CallTarget downstream(Operation next, List<Step> nextRest) {
        return new CallTarget(next, "", nextRest, between, between, Optional.empty(), 0);
    }

    /** The same call behind this one, by somebody who passes it on and has the patience of who called him. */
    public CallTarget forwarded() {
        return downstream(operation, List.of()).withPatience(patience);
    }

    /** The same route for an operation on a component, or one of its endpoints, with nothing behind it. */
    public CallTarget withOperation(Operation asked, String askedEndpoint, Optional<ReadFrom> answering) {
        return new CallTarget(
                asked, askedEndpoint, List.of(), patience, between, region, handshakes, answering, fanOut);
    }

    /** The same route with other steps behind it. */
    public CallTarget withRest(List<Step> other) {
        return new CallTarget(operation, endpoint, other, patience, between, region, handshakes, from, fanOut);
    }

    /** The same route to another endpoint; the empty name is the component's own service. */
    public CallTarget withEndpoint(String other) {
        return new CallTarget(operation, other, rest, patience, between, region, handshakes, from, fanOut);
    }

    /**
     * The same route to something that machines do for each other, or for who works for them, such as taking a receipt:
     * no call of a client, so that limits at the door are not for it.
     *
     * @param what told from other things that a machine does
     */
    public CallTarget internal(String what) {
        return withEndpoint(BEHIND + what);
    }

    /** Whether limits at the door of a component are for its calls. */
    public boolean isClientCall() {
        return !endpoint.startsWith(BEHIND);
    }

    /** The same route with another patience; empty for ever. */
    public CallTarget withPatience(Optional<Duration> other) {
        return new CallTarget(operation, endpoint, rest, other, between, region, handshakes, from, fanOut);
    }

    /** The same route with the patience that a step has, or a component wants its callers to have. */
    public CallTarget withStepTimeout(Step.Options options) {
        return options.hasTimeout() ? withPatience(options.timeout()) : this;
    }

    /** The same route as any caller's: what is asked, without how long this one waits and how it gets there. */
    public CallTarget ofAnyCaller() {
        return new CallTarget(operation, endpoint, rest, between, between, Optional.empty(), 0, from, fanOut);
    }

    /** The same route into a region. */
    public CallTarget inRegion(String other) {
        return new CallTarget(
                operation, endpoint, rest, patience, between, Optional.of(other), handshakes, from, fanOut);
    }

    /** The same route for publications of several messages. */
    public CallTarget withFanOut(PublicationFanOut many) {
        return new CallTarget(
                operation, endpoint, rest, patience, between, region, handshakes, from, Optional.of(many));
    }

    /** The patience in nanoseconds; 0 for ever. */
    public long patienceNanos() {
        return patience.map(Duration::toNanos).orElse(0L);
    }
}
