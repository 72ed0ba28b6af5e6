package dev.brownout.policy.ratelimit;

import dev.brownout.host.Host;
import java.util.Map;
import java.util.TreeMap;

/** The allowances of callers, at one machine or of all together; those that are full again are forgotten. */
final class ClientQuotas {
    private static final int FEW = 1000;

    private final RateLimitSpec spec;
    private final Map<Integer, ClientQuota> known = new TreeMap<>();
    private int many = FEW;

    /** Those of nobody yet, in a place that outlives machines. */
    ClientQuotas(RateLimitSpec spec) {
        this.spec = spec;
    }

    /** Those that one machine keeps, and forgets when it dies. */
    static ClientQuotas ofMachine(RateLimitSpec spec, Host machine) {
        ClientQuotas own = new ClientQuotas(spec);
        machine.attach(new Host.Resident() {
            @Override
            public void onCrash() {
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
    ClientQuota of(int client, long now) {
        ClientQuota its = known.get(client);
        if (its != null) {
            return its;
        }
        if (known.size() >= many) {
            known.values().removeIf(allowance -> allowance.full(now));
            many = Math.max(FEW, 2 * known.size());
        }
        ClientQuota fresh = spec.algorithm().allowance(spec);
        known.put(client, fresh);
        return fresh;
    }
}
