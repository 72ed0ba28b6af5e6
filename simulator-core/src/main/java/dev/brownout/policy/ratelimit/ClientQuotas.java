package dev.brownout.policy.ratelimit;

import dev.brownout.host.Host;
import java.util.Map;
import java.util.TreeMap;

/** The quotas of clients, for one host or shared by every host; full quotas are discarded from time to time. */
final class ClientQuotas {
    private static final int FEW = 1000;

    private final RateLimitSpec spec;
    private final Map<Integer, ClientQuota> known = new TreeMap<>();
    private int many = FEW;

    /** Creates an empty set of quotas that survives crashes of hosts. */
    ClientQuotas(RateLimitSpec spec) {
        this.spec = spec;
    }

    /** Creates the quotas of one host, which are lost when it crashes. */
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

    /** Returns the number of clients with a stored quota. */
    long clients() {
        return known.size();
    }

    /** Returns the quota of a client, created on first use. */
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
