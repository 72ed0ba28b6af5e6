package dev.brownout.policy.ratelimit;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.RetryAfter;
import dev.brownout.service.Service;

/** A rate limit on incoming calls of a host. */
final class RateLimit implements Filter {
    private final RateLimitSpec spec;
    private final ClientQuotas allowances;
    private final Simulation simulation;
    private final Host place;
    private final int number;
    private final Counter limited;

    RateLimit(
            RateLimitSpec spec,
            ClientQuotas allowances,
            Simulation simulation,
            Host place,
            int number,
            Counter limited) {
        this.spec = spec;
        this.allowances = allowances;
        this.simulation = simulation;
        this.place = place;
        this.number = number;
        this.limited = limited;
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        long now = simulation.now();
        ClientQuota quota = allowances.of(spec.per().of(request), now);
        long wait = quota.reserve(now);
        if (wait == ClientQuota.NO) {
            limited.add(now);
            reply.accept(Outcome.LIMITED, spec.statesWait() ? RetryAfter.detail(number, quota.untilNext(now)) : number);
        } else if (wait == 0) {
            next.call(request, reply);
        } else {
            place.schedule(wait, RequestPhase.WAITING, () -> next.call(request, reply));
        }
    }
}
