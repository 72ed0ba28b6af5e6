package dev.brownout.spi;

import dev.brownout.sentence.Sentence;
import dev.brownout.service.PublicationFanOut;
import dev.brownout.service.Request.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Options of a call to a component: operation, endpoint, remaining steps, and timeouts.
 *
 * @param operation whether the call reads or writes; ignored by components that only forward
 * @param endpoint the called endpoint; empty for the component's own service
 * @param rest the steps behind the component, which it executes or forwards
 * @param timeout timeout of the caller; empty for none
 * @param between default timeout of calls behind this one; empty for none
 * @param region the called region; empty for the caller's own
 * @param handshakes round trips before the first byte, for a connection that is not open yet
 * @param from the nodes that may respond; empty for the component's default
 * @param fanOut number of messages per publication; empty for one
 */
public record CallTarget(
        Operation operation,
        String endpoint,
        List<Step> rest,
        Optional<Duration> timeout,
        Optional<Duration> between,
        Optional<String> region,
        int handshakes,
        Optional<ReadFrom> from,
        Optional<PublicationFanOut> fanOut) {

    /** Default timeout of a call between tiers if the network configures none: 1 s. */
    public static final Duration BETWEEN_TIERS = Duration.ofSeconds(1);

    /** Prefix of internal endpoints; no endpoint of a scenario begins with it. */
    private static final String INTERNAL_PREFIX = "/";

    /** Endpoint for a message to users with persistent connections to a host. */
    public static final String PUSH = INTERNAL_PREFIX + "push";

    /** Copies the list. */
    public CallTarget {
        rest = List.copyOf(rest);
    }

    /** Creates a call for which the component selects the responding nodes. */
    public CallTarget(
            Operation operation,
            String endpoint,
            List<Step> remainingSteps,
            Optional<Duration> timeout,
            Optional<Duration> between,
            Optional<String> region,
            int handshakes) {
        this(
                operation,
                endpoint,
                remainingSteps,
                timeout,
                between,
                region,
                handshakes,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns a call of a component's own service with the same timeout for itself and for calls behind it; empty for
     * none.
     */
    public static CallTarget waiting(Operation operation, Optional<Duration> timeout) {
        return new CallTarget(operation, "", List.of(), timeout, timeout, Optional.empty(), 0);
    }

    /** Returns a call behind this one, with the default timeout of calls behind it. */
    public CallTarget downstream(Operation next, List<Step> nextRest) {
        return new CallTarget(next, "", nextRest, between, between, Optional.empty(), 0);
    }

    /** Returns the call that forwards this one downstream, with the caller's timeout and no steps behind it. */
    public CallTarget forwarded() {
        return downstream(operation, List.of()).withPatience(timeout);
    }

    /** Returns this call with another operation, endpoint and node selection, and with no steps behind it. */
    public CallTarget withOperation(Operation newOperation, String requestedEndpoint, Optional<ReadFrom> answering) {
        return new CallTarget(
                newOperation, requestedEndpoint, List.of(), timeout, between, region, handshakes, answering, fanOut);
    }

    /** Returns this call with other steps behind it. */
    public CallTarget withRest(List<Step> other) {
        return new CallTarget(operation, endpoint, other, timeout, between, region, handshakes, from, fanOut);
    }

    /**
     * Rejects steps behind a component that executes and forwards none, at the first of them.
     *
     * @param component name of the component
     * @param reason the reason, and where the steps belong
     */
    public void requireLast(String component, Sentence reason) {
        if (!rest.isEmpty()) {
            throw ScenarioException.ofCall(component, Sentence.of("no component can follow {}: {}", component, reason))
                    .withStep(rest.get(0));
        }
    }

    /** Returns this call to another endpoint; the empty name is the component's own service. */
    public CallTarget withEndpoint(String other) {
        return new CallTarget(operation, other, rest, timeout, between, region, handshakes, from, fanOut);
    }

    /**
     * Returns this call to an internal endpoint, used between hosts or by client libraries, such as for an
     * acknowledgement. It is not a client call, so admission limits of the component do not apply.
     *
     * @param internalEndpoint name of the internal endpoint
     */
    public CallTarget internal(String internalEndpoint) {
        return withEndpoint(INTERNAL_PREFIX + internalEndpoint);
    }

    /** Returns whether the call is a client call, to which admission limits of a component apply. */
    public boolean isClientCall() {
        return !endpoint.startsWith(INTERNAL_PREFIX);
    }

    /** Returns this call with another timeout; empty for none. */
    public CallTarget withPatience(Optional<Duration> other) {
        return new CallTarget(operation, endpoint, rest, other, between, region, handshakes, from, fanOut);
    }

    /** Returns this call with the timeout configured on a step or component; this call if none is configured. */
    public CallTarget withStepTimeout(Step.Options options) {
        return options.hasTimeout() ? withPatience(options.timeout()) : this;
    }

    /** Returns this call independent of the caller: default timeout, no region and no handshakes. */
    public CallTarget ofAnyCaller() {
        return new CallTarget(operation, endpoint, rest, between, between, Optional.empty(), 0, from, fanOut);
    }

    /** Returns this call over a connection that is open. */
    public CallTarget withoutHandshakes() {
        return handshakes == 0
                ? this
                : new CallTarget(operation, endpoint, rest, timeout, between, region, 0, from, fanOut);
    }

    /** Returns this call into another region. */
    public CallTarget inRegion(String other) {
        return new CallTarget(
                operation, endpoint, rest, timeout, between, Optional.of(other), handshakes, from, fanOut);
    }

    /** Returns this call for publications of several messages. */
    public CallTarget withFanOut(PublicationFanOut fanOut) {
        return new CallTarget(
                operation, endpoint, rest, timeout, between, region, handshakes, from, Optional.of(fanOut));
    }

    /** Returns the timeout in nanoseconds; 0 for none. */
    public long patienceNanos() {
        return timeout.map(Duration::toNanos).orElse(0L);
    }
}
