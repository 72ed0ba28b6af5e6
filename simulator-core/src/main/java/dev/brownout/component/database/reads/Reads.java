package dev.brownout.component.database.reads;

import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.ReadFrom;
import java.time.Duration;
import java.util.Optional;

/** Which node answers a read. */
@Doc("Which node answers a read. In a database of several regions a caller asks the nodes of its own region.")
public record Reads(
        @Doc("Who is asked: replicas, the primary, or any node.") @Default("replicas")
        ReadFrom from,

        @Doc("How one of them is chosen: round-robin, random, or least-connections.") @Default("round-robin")
        Algorithm algorithm,

        @Doc("Checks that find out who answers.") @Default("{}")
        HealthSpec health,

        @Doc("Who is asked where none of those is left.") @Default("primary")
        Fallback fallback,

        @Doc("A replica further behind than this is not asked.") @Default("none") @NoneKeyword("none")
        Optional<Duration> max_lag) {

    /**
     * Share of the reads that primaries answer, on average, 0 to 1. Where each region has one node, that node answers
     * the region's reads.
     *
     * @param said whom a step asks; empty for whom all do
     * @param primaries how many there are
     * @param replicas how many there are now
     * @param replicated whether there are to be replicas
     * @param oneEach whether each region has at most one node
     */
    public double byPrimaries(
            Optional<ReadFrom> said, int primaries, int replicas, boolean replicated, boolean oneEach) {
        double evenly = primaries / Math.max(1.0, primaries + replicas);
        return switch (said.orElse(from)) {
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

    /** How one of several nodes is chosen. */
    public enum Algorithm {
        @Doc("One after the other, one turn for all callers.")
        ROUND_ROBIN,
        @Doc("By a keyed draw.")
        RANDOM,
        @Doc("The one with the fewest reads in flight, ties in turn.")
        LEAST_CONNECTIONS
    }

    /** Who is asked when no node is left. */
    public enum Fallback {
        @Doc("The primary.")
        PRIMARY,
        @Doc("Nobody: unavailable.")
        NONE
    }
}
