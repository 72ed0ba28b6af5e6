package dev.brownout.policy.ratelimit;

import dev.brownout.kernel.Simulation;
import dev.brownout.spi.AdjustableLimit;
import dev.brownout.spi.LimitUnit;
import dev.brownout.spi.RateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The quotas of clients, for one host or shared by every host; full quotas are discarded from time to time. */
final class ClientQuotas implements AdjustableLimit {
    private static final int FEW = 1000;

    private final RateLimitSpec initial;
    private final Simulation simulation;
    private final boolean inProcess;
    private final List<RateChange> changes = new ArrayList<>();
    private final Map<Integer, ClientQuota> known = new TreeMap<>();
    private RateLimitSpec spec;
    private int many = FEW;
    private int hosts;

    /**
     * Creates an empty set of quotas.
     *
     * @param inProcess whether the quotas are lost when the host crashes
     */
    ClientQuotas(RateLimitSpec spec, Simulation simulation, boolean inProcess) {
        this.initial = spec;
        this.spec = spec;
        this.simulation = simulation;
        this.inProcess = inProcess;
    }

    /** Counts a host that uses these quotas. */
    void onHost() {
        hosts++;
    }

    /** Returns the number of hosts of users that use these quotas. */
    int hosts() {
        return hosts;
    }

    @Override
    public void onCrash() {
        if (inProcess) {
            known.clear();
        }
    }

    @Override
    public LimitUnit unit() {
        return initial.limitUnit();
    }

    @Override
    public boolean hasBurst() {
        return initial.algorithm().hasBurst();
    }

    @Override
    public void begin(RateChange change) {
        changes.add(change);
        apply(change.fresh());
    }

    @Override
    public void end(RateChange change) {
        changes.remove(change);
        apply(change.fresh());
    }

    private void apply(boolean fresh) {
        spec = initial;
        for (RateChange change : changes) {
            spec = spec.withRate(change);
        }
        if (fresh) {
            known.clear();
        } else {
            long now = simulation.now();
            known.values().forEach(quota -> quota.change(now, spec));
        }
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
            known.values().removeIf(allowance -> allowance.isReset(now));
            many = Math.max(FEW, 2 * known.size());
        }
        ClientQuota fresh = spec.algorithm().allowance(spec);
        known.put(client, fresh);
        return fresh;
    }
}
