package dev.brownout.policy.ratelimit;

import dev.brownout.node.Host;
import java.util.Map;
import java.util.TreeMap;

/** The allowances of callers, at one machine or of all together; those that are full again are forgotten. */
final class Allowances {
    private static final int FEW = 1000;

    private final RateLimitSpec spec;
    private final Map<Integer, Allowance> known = new TreeMap<>();
    private int many = FEW;

    /** Those of nobody yet, in a place that outlives machines. */
    Allowances(RateLimitSpec spec) {
        this.spec = spec;
    }

    /** Those that one machine keeps, and forgets when it dies. */
    static Allowances ofMachine(RateLimitSpec spec, Host machine) {
        Allowances own = new Allowances(spec);
        machine.attach(new Host.Resident() {
            @Override
            public void died() {
                own.known.clear();
            }
        });
        return own;
    }

    /** Of how many clients something is known. */
    long clients() {
        return known.size();
    }

    /** What a client may still do. */
    Allowance of(int client, long now) {
        Allowance its = known.get(client);
        if (its != null) {
            return its;
        }
        if (known.size() >= many) {
            known.values().removeIf(allowance -> allowance.full(now));
            many = Math.max(FEW, 2 * known.size());
        }
        Allowance fresh = spec.algorithm().allowance(spec);
        known.put(client, fresh);
        return fresh;
    }
}
