package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import java.time.Duration;
import java.util.Optional;

/** Failover settings: how a new primary is determined. */
@Doc("Promotion of another node to primary, by a lease that the primary renews, by a script, or by elections.")
public record Failover(
        @Doc("Lease duration after the last renewal (TTL).") @Default("30s") @DefaultSource("Patroni ttl")
        Duration lease,

        @Doc("Interval between lease renewals, with a random phase.")
        @Default("10s")
        @AtLeast(1_000_000)
        @DefaultSource("Patroni loop_wait")
        Duration loop,

        @Doc("Time from the expiry of the lease until the chosen node accepts writes.")
        @Default("3s")
        @DefaultSource("Patroni: election and promotion take 1 to 5 s")
        Duration takeover,

        @Doc("Node to promote: most-advanced, the most advanced of a region, or a named node.")
        @Default("most-advanced")
        String promote,

        @Doc("Whether a primary stops when its lease expires. Otherwise it continues until its next renewal "
                + "shows it that another node is primary.")
        @Default("true")
        boolean fencing,

        @Doc("Failover by script instead of a lease: time from the loss of the primary until another node takes "
                + "over.")
        @Default("none")
        @NoneKeyword("none")
        Optional<Duration> after,

        @Doc("Election timeout, for elections as in Raft instead of a lease. A node that has received no message "
                + "of a leader for this time, drawn randomly each time, becomes a candidate and leads with the "
                + "votes of a majority. A node votes once per term, and not for a log shorter than its own. Not "
                + "with lease, loop or takeover; faults of the lease store have no effect.")
        @Default("none")
        @NoneKeyword("none")
        Optional<Distribution> election,

        @Doc("With election: heartbeat interval of the leader, below the minimum election timeout; default: half "
                + "of that minimum.")
        @AtLeast(1_000_000)
        @DefaultSource(
                "etcd: --heartbeat-interval 100 ms with --election-timeout 1000 ms; MongoDB: heartbeatIntervalMillis "
                        + "2000 with electionTimeoutMillis 10000")
        Optional<Duration> heartbeat,

        @Doc("Recovery of lost writes from the disk of the old primary; default: none.")
        Optional<WriteRecoverySpec> recover) {

    private static final long LEAST_NANOS = 1_000_000;

    /** Value of {@code promote} that selects the candidate with most of the log. */
    public static final String MOST_ADVANCED = "most-advanced";

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LOOP = Duration.ofSeconds(10);
    private static final Duration TAKEOVER = Duration.ofSeconds(3);

    /**
     * Rejects a lease that expires between two renewals, and settings that an election does not use or cannot satisfy,
     * with an IllegalArgumentException.
     */
    public Failover {
        if (loop.toNanos() <= 0) {
            throw new InvalidValueException("loop must be more than 0s");
        }
        if (lease.compareTo(loop) <= 0) {
            throw new InvalidValueException(
                    "lease must be longer than loop, otherwise it expires between two renewals");
        }
        if (election.isPresent() && after.isPresent()) {
            throw new InvalidValueException("'election' and 'after' exclude each other: use one of them");
        }
        if (election.isPresent() && !(lease.equals(LEASE) && loop.equals(LOOP) && takeover.equals(TAKEOVER))) {
            throw new InvalidValueException("lease, loop and takeover have no effect with 'election': remove them");
        }
        if (election.isPresent() && !(election.get().quantile(0) >= LEAST_NANOS)) {
            throw new InvalidValueException(
                    "the minimum election timeout must be at least 1ms, as heartbeats use half of it");
        }
        if (heartbeat.isPresent() && election.isEmpty()) {
            throw new InvalidValueException("'heartbeat' requires 'election', such as uniform(1s 2s)");
        }
        if (heartbeat.isPresent()
                && !(heartbeat.get().toNanos() < election.orElseThrow().quantile(0))) {
            throw new InvalidValueException(
                    "'heartbeat' must be below the minimum election timeout, otherwise a live leader "
                            + "would be replaced between two heartbeats");
        }
    }

    /** Returns the minimum election timeout, in nanoseconds; only with elections. */
    long leastElectionNanos() {
        return Math.round(election.orElseThrow().quantile(0));
    }

    /** Returns the time between two heartbeats of an elected leader, in nanoseconds; only with elections. */
    long heartbeatNanos() {
        return heartbeat.map(Duration::toNanos).orElse(leastElectionNanos() / 2);
    }

    /** Returns whether a node is a candidate for takeover. */
    public boolean means(DatabaseNode node) {
        return promote.equals(MOST_ADVANCED)
                || promote.equals(node.host().site().region())
                || node.name().equals(promote)
                || node.name().endsWith("/" + promote);
    }
}
