package dev.brownout.policy.ratelimit;

import dev.brownout.kernel.Phase;
import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Counter;
import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.Map;
import java.util.TreeMap;

/** The allowances of one machine's callers; those that are full again are forgotten. */
final class RateLimit implements Filter, Host.Resident {
    private static final int FEW = 1000;

    private final RateLimitSpec spec;
    private final Simulation simulation;
    private final Host place;
    private final int number;
    private final Counter limited;
    private final Map<Integer, Allowance> allowances = new TreeMap<>();
    private int many = FEW;

    RateLimit(RateLimitSpec spec, Simulation simulation, Host place, int number, Counter limited) {
        this.spec = spec;
        this.simulation = simulation;
        this.place = place;
        this.number = number;
        this.limited = limited;
        place.attach(this);
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        long now = simulation.now();
        long wait = allowance(spec.per().of(request), now).ask(now);
        if (wait == Allowance.NO) {
            limited.add(now);
            reply.accept(Outcome.LIMITED, number);
        } else if (wait == 0) {
            next.call(request, reply);
        } else {
            place.after(wait, Phase.WAITING, () -> next.call(request, reply));
        }
    }

    /** Of how many clients it knows. */
    long clients() {
        return allowances.size();
    }

    private Allowance allowance(int client, long now) {
        Allowance known = allowances.get(client);
        if (known != null) {
            return known;
        }
        if (allowances.size() >= many) {
            allowances.values().removeIf(allowance -> allowance.full(now));
            many = Math.max(FEW, 2 * allowances.size());
        }
        Allowance fresh = spec.algorithm().allowance(spec);
        allowances.put(client, fresh);
        return fresh;
    }

    @Override
    public void died() {
        allowances.clear();
    }
}
