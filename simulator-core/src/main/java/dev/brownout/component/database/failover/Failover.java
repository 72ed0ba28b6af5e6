package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import java.time.Duration;
import java.util.Optional;

/** Failover settings: how a new primary is determined. */
@Doc("How another node becomes primary: by a lease that the primary must renew, or by elections.")
public record Failover(
        @Doc("How long a lease lasts after it was last renewed.") @Default("30s") @DefaultSource("Patroni ttl")
        Duration lease,

        @Doc("Time between two renewals, at a phase of their own.")
        @Default("10s")
        @AtLeast(1_000_000)
        @DefaultSource("Patroni loop_wait")
        Duration loop,

        @Doc("Time from the end of the lease until the chosen node accepts writes.")
        @Default("3s")
        @DefaultSource("Patroni: election and promotion take 1 to 5 s")
        Duration takeover,

        @Doc("Who takes over: most-advanced, or the most advanced of a region, or a node.") @Default("most-advanced")
        String promote,

        @Doc("Whether a primary whose lease has run out stops by itself; if not, it goes on until its next renewal "
                + "tells it of another.")
        @Default("true")
        boolean fencing,

        @Doc("A failover by script instead of a lease: so long after the primary was lost another takes over.")
        @Default("none")
        @NoneKeyword("none")
        Optional<Duration> after,

        @Doc("Elections as in Raft instead of a lease: a node that has heard of no leader for so long, drawn anew each "
                + "time, stands for election, and leads with the votes of a majority; nobody votes twice in a term, "
                + "nor for a shorter log than its own. "
                + "There is no lease then, so that lease, loop and takeover cannot be said, and the lease store is of "
                + "no account.")
        @Default("none")
        @NoneKeyword("none")
        Optional<Distribution> election,

        @Doc("With election: time between two heartbeats of the leader, below the least election time; half of that "
                + "time unless set.")
        @AtLeast(1_000_000)
        @DefaultSource(
                "etcd: --heartbeat-interval 100 ms with --election-timeout 1000 ms; MongoDB: heartbeatIntervalMillis "
                        + "2000 with electionTimeoutMillis 10000")
        Optional<Duration> heartbeat,

        @Doc("How lost writes come back from the disk of the old primary; where it is not said, nobody looks there.")
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
            throw new IllegalArgumentException("loop is more than 0s");
        }
        if (lease.compareTo(loop) <= 0) {
            throw new IllegalArgumentException("lease is longer than loop, or it would run out between two renewals");
        }
        if (election.isPresent() && after.isPresent()) {
            throw new IllegalArgumentException(
                    "another one takes over by election or by script, after a time, not by both");
        }
        if (election.isPresent() && !(lease.equals(LEASE) && loop.equals(LOOP) && takeover.equals(TAKEOVER))) {
            throw new IllegalArgumentException(
                    "lease, loop and takeover go with a lease, and nodes that elect have none: leave them out");
        }
        if (election.isPresent() && !(election.get().quantile(0) >= LEAST_NANOS)) {
            throw new IllegalArgumentException(
                    "an election's least time is at least 1ms: its half is that of heartbeats");
        }
        if (heartbeat.isPresent() && election.isEmpty()) {
            throw new IllegalArgumentException(
                    "'heartbeat' is that of an elected leader: set 'election' as well, such as uniform(1s 2s)");
        }
        if (heartbeat.isPresent()
                && !(heartbeat.get().toNanos() < election.orElseThrow().quantile(0))) {
            throw new IllegalArgumentException("'heartbeat' is below the least election time, or a live leader would "
                    + "be replaced between two heartbeats");
        }
    }

    /** Returns the minimum election timeout, in nanoseconds; only with elections. */
    long leastElectionNanos() {
        return StrictMath.round(election.orElseThrow().quantile(0));
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
