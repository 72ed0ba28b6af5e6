package dev.brownout.policy;

import dev.brownout.service.CancellationToken;
import dev.brownout.service.Filter;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTiming;
import dev.brownout.spi.FilterSpec;
import java.util.List;

/**
 * Timeouts around retries, hedges or fallbacks in a list of policies. After such a timeout there is no further attempt,
 * while attempts that have been sent continue.
 *
 * <p>Sources: in Envoy the timeout of a route includes all retries; in Polly a timeout strategy cancels the strategies
 * inside it.
 */
public final class AttemptScope {
    private final int outermost;
    private final int last;

    private AttemptScope(int outermost, int last) {
        this.outermost = outermost;
        this.last = last;
    }

    /**
     * Returns the scope of a list of policies.
     *
     * @param policies outermost first
     */
    public static AttemptScope of(List<FilterSpec> policies) {
        int timeout = -1;
        int reaction = -1;
        for (int i = 0; i < policies.size(); i++) {
            CallTiming timing = CallTiming.of(policies.get(i));
            if (timeout >= 0 && timing.reactsToFailures()) {
                reaction = i;
            } else if (timeout < 0 && timing.endsWait()) {
                timeout = i;
            }
        }
        return reaction < 0 ? new AttemptScope(-1, -1) : new AttemptScope(timeout, reaction);
    }

    /**
     * Wraps a service with one of the policies.
     *
     * @param index position of the policy in the list
     * @param next the service behind it
     */
    public Service wrap(int index, Filter policy, Service next) {
        Service wrapped = policy.wrap(index == last ? downstreamOfAttempts(next) : next);
        return index == outermost ? aroundAttempts(wrapped) : wrapped;
    }

    private static Service aroundAttempts(Service policies) {
        return (request, reply) -> policies.call(
                request.token() == CancellationToken.NONE
                        ? request.withCancellation(CancellationToken.ofAttempts())
                        : request,
                reply);
    }

    private static Service downstreamOfAttempts(Service called) {
        return (request, reply) -> called.call(
                request.token().endsAttemptsAlone() ? request.withCancellation(CancellationToken.NONE) : request,
                reply);
    }
}
