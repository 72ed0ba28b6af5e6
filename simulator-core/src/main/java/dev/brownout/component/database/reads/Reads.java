package dev.brownout.component.database.reads;

import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.ReadFrom;
import java.time.Duration;
import java.util.Optional;

/** Read routing of a database. */
@Doc("Routing of reads. In a database with several regions a caller reads from the nodes of its own region.")
public record Reads(
        @Doc("Nodes that serve reads: replicas, the primary, or any node.") @Default("replicas")
        ReadFrom from,

        @Doc("Load balancing between these nodes: round-robin, random, or least-connections.") @Default("round-robin")
        Algorithm algorithm,

        @Doc("Health checks of the nodes.") @Default("{}") HealthSpec health,

        @Doc("Node that serves reads if none of these is available.") @Default("primary")
        Fallback fallback,

        @Doc("Maximum replication lag of a replica that serves reads.") @Default("none") @NoneKeyword("none")
        Optional<Duration> maxLag,

        @Doc("Routing of the reads of a session, which is a visit of a journey or a single request, by its own writes "
                + "and earlier reads; default: none.")
        @NoneKeyword("none")
        Optional<SessionRouting> session) {

    /**
     * Returns the average share of the reads that primaries serve, 0 to 1. If each region has at most one node, that
     * node serves the reads of its region.
     *
     * @param setting read source of a step; empty for that of the database
     * @param primaries number of primaries
     * @param replicas current number of replicas
     * @param replicated whether the database is configured with replicas
     * @param oneEach whether each region has at most one node
     */
    public double byPrimaries(
            Optional<ReadFrom> setting, int primaries, int replicas, boolean replicated, boolean oneEach) {
        double evenly = primaries / Math.max(1.0, primaries + replicas);
        return switch (setting.orElse(from)) {
            case PRIMARY -> 1;
            case ANY -> evenly;
            case REPLICAS -> {
                if (oneEach) {
                    yield evenly;
                }
                yield !replicated || replicas == 0 && fallback == Fallback.PRIMARY ? 1 : 0;
            }
        };
    }

    /** Algorithm that chooses among several nodes. */
    public enum Algorithm {
        @Doc("In turn, with one rotation for all callers.")
        ROUND_ROBIN,
        @Doc("A random node.")
        RANDOM,
        @Doc("The node with the fewest reads in flight, ties in turn.")
        LEAST_CONNECTIONS
    }

    /** Fallback if no node is left. */
    public enum Fallback {
        @Doc("The primary.")
        PRIMARY,
        @Doc("No other node: the read fails as unavailable.")
        NONE
    }
}
