package dev.brownout.component.quorumstore;

import dev.brownout.budget.LatenessThreshold;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import java.time.Duration;

/** The speculative retries of the reads that one node coordinates: their delay, and how many copies were asked. */
final class Speculation implements Host.Resident {
    private final StoreCluster cluster;
    private final Counter retried;
    private final long fixedNanos;
    /** {@code null} where the delay is fixed. */
    private final LatenessThreshold threshold;

    private long first;
    private long asked;

    Speculation(SpeculativeRetry spec, StoreCluster cluster, Host host, Counter retried) {
        this.cluster = cluster;
        this.retried = retried;
        this.threshold =
                spec.percentile().map(p -> new LatenessThreshold(p.ratio())).orElse(null);
        this.fixedNanos = spec.after()
                .map(Duration::toNanos)
                .orElse(cluster.spec().timeout().toNanos() / 2);
        host.attach(this);
    }

    /** The delay after which a read is late, in nanoseconds. */
    long delayNanos() {
        return threshold != null && threshold.known() ? threshold.delayNanos() : fixedNanos;
    }

    /** A read is sent to its first copies. */
    void began(int copies) {
        first += copies;
    }

    /** A read is sent to a copy. */
    void asked() {
        asked++;
    }

    /** A read is late, and is sent to one more copy. */
    void late() {
        retried.add(cluster.now());
    }

    /** A read has been answered. */
    void answered(long latencyNanos) {
        if (threshold != null) {
            threshold.answered(latencyNanos);
        }
    }

    /** The copies that reads were sent to first. */
    long firstCopies() {
        return first;
    }

    /** The copies that reads were sent to. */
    long copiesAsked() {
        return asked;
    }

    @Override
    public void onCrash() {
        if (threshold != null) {
            threshold.forget();
        }
    }
}
