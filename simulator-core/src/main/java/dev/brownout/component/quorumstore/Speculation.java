package dev.brownout.component.quorumstore;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.policy.LatenessThreshold;
import java.time.Duration;

/** Speculative retries of the reads that one node coordinates: their delay, and counts of contacted copies. */
final class Speculation implements Host.Resident {
    private final StoreCluster cluster;
    private final Counter retried;
    private final long fixedNanos;
    /** Delay by percentile; {@code null} if the delay is fixed. */
    private final LatenessThreshold threshold;

    private long first;
    private long readMessages;

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

    /** Returns the delay before a speculative retry, in ns. */
    long delayNanos() {
        return threshold != null && threshold.isKnown() ? threshold.delayNanos() : fixedNanos;
    }

    /** Counts the copies to which a read is sent first. */
    void recordStart(int copies) {
        first += copies;
    }

    /** Counts a read message to a copy. */
    void countRead() {
        readMessages++;
    }

    /** Counts a read that is late and is sent to one more copy. */
    void recordLate() {
        retried.add(cluster.now());
    }

    /** Records the latency of a completed read, in ns. */
    void recordLatency(long latencyNanos) {
        if (threshold != null) {
            threshold.record(latencyNanos);
        }
    }

    /** Returns the number of copies to which reads were sent first. */
    long firstCopies() {
        return first;
    }

    /** Returns the number of read messages sent to copies, with the speculative ones. */
    long readMessages() {
        return readMessages;
    }

    @Override
    public void onCrash() {
        if (threshold != null) {
            threshold.discard();
        }
    }
}
