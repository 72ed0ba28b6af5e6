package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.CacheClientSettings;
import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A client on one host that ejects unresponsive nodes for a while and spreads their keys over the remaining nodes
 * (twemproxy, {@code auto_eject_hosts}). A readmitted node starts without failures.
 */
final class EjectingClient extends CacheClient implements Host.Resident {
    private static final long NEVER = Long.MAX_VALUE;

    private final Simulation simulation;
    private final int failuresMost;
    private final long outNanos;
    private final BiConsumer<CacheClient, Host> onEjection;
    private final int[] failures;
    private final long[] outUntil;
    private long nextReturnAt = NEVER;

    /**
     * Creates a client without failures.
     *
     * @param onEjection called before a node is ejected
     */
    EjectingClient(
            CacheClientSettings settings,
            Simulation simulation,
            KeyDirectory directory,
            List<Host> nodes,
            BiConsumer<CacheClient, Host> onEjection) {
        super(directory, nodes);
        this.simulation = simulation;
        this.failuresMost = settings.ejectAfter().orElse(Integer.MAX_VALUE);
        this.outNanos = settings.ejectFor().toNanos();
        this.onEjection = onEjection;
        this.failures = new int[nodes.size()];
        this.outUntil = new long[nodes.size()];
    }

    @Override
    int nodeOf(int key) {
        if (simulation.now() >= nextReturnAt) {
            nextReturnAt = nextReadmission();
            discard();
        }
        return super.nodeOf(key);
    }

    /** Readmits all nodes, as a new process does not know the failures. */
    @Override
    public void onCrash() {
        Arrays.fill(failures, 0);
        Arrays.fill(outUntil, 0);
        nextReturnAt = NEVER;
        discard();
    }

    private long nextReadmission() {
        long now = simulation.now();
        return Arrays.stream(outUntil).filter(until -> until > now).min().orElse(NEVER);
    }

    @Override
    boolean uses(int node) {
        return super.uses(node) && outUntil[node] <= simulation.now();
    }

    @Override
    boolean watches() {
        return true;
    }

    @Override
    void recordOutcome(int node, Outcome outcome) {
        if (outcome != Outcome.TIMED_OUT && outcome != Outcome.REFUSED && outcome != Outcome.RESET) {
            failures[node] = 0;
        } else if (uses(node) && ++failures[node] >= failuresMost) {
            failures[node] = 0;
            onEjection.accept(this, nodes().get(node));
            outUntil[node] = simulation.now() + outNanos;
            nextReturnAt = nextReadmission();
            discard();
        }
    }
}
