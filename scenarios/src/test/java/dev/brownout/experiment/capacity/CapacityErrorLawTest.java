package dev.brownout.experiment.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.random.KeyedRandom;
import dev.brownout.rounds.ChosenRows;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Error rate of the capacity search, on queues with a known capacity. */
@Tag("law")
class CapacityErrorLawTest {
    private static final double RARE = 1e-3;

    /** Service rate of the server, in requests per second. */
    private static final double SERVICE = 100;

    /** Maximum number of requests in the system, waiting or in service. */
    private static final int PLACES = 10;

    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource({"50, 110", "50, 150", "110, 60", "150, 60"})
    void searchBracketsTheKnownCapacity(double capacity, double start) {
        assertWrongAtMost(2, capacity, start);
    }

    @Tag("thorough")
    @ParameterizedTest
    @CsvSource({"50, 110", "50, 150", "110, 60", "150, 60"})
    void searchBracketsTheKnownCapacityForManySeeds(double capacity, double start) {
        assertWrongAtMost(200, capacity, start);
    }

    private static void assertWrongAtMost(int searches, double capacity, double start) {
        int wrong = 0;
        for (int i = 0; i < searches; i++) {
            String name = "search " + capacity + " " + start + " " + i;
            LargestLoad found = CapacitySearch.of(queue(name, capacity, start))
                    .tolerance(0.03)
                    .largestLoad()
                    .run();
            assertThat(found.found()).as(name).isTrue();
            assertThat(found.missed()).as(name).isFinite();
            wrong += found.largest() > capacity || found.missed() <= capacity ? 1 : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo((int) (searches * 0.05));
    }

    /**
     * The threshold is the true value, so that each verdict other than "undecided" is an error. The queue is judged at
     * an interim and a final analysis.
     */
    @Test
    @Tag("thorough")
    void interimAnalysisKeepsTheErrorRate() {
        int experiments = 100;
        int missed = 0;
        int held = 0;
        int early = 0;
        for (int i = 0; i < experiments; i++) {
            SmallestDesigns found = CapacitySearch.of(queue("looks " + i, 110, 110))
                    .smallestDesigns("box.cores=1")
                    .run();
            assertThat(found.searchResult().level()).isEqualTo(0.95);
            ReplicationSummary summary =
                    found.searchResult().summaries().values().iterator().next();
            DesignVerdict answer = DesignVerdict.of(summary.sla(0.95).values());
            missed += answer == DesignVerdict.MISSED ? 1 : 0;
            held += answer == DesignVerdict.HOLDS ? 1 : 0;
            early += summary.size() == 4 ? 1 : 0;
            assertThat(summary.size()).isEqualTo(answer == DesignVerdict.MISSED && summary.size() < 10 ? 4 : 10);
        }
        assertThat(missed).isBetween(1, maximum(experiments, 0.05));
        assertThat(held).isBetween(1, maximum(experiments, 0.025));
        assertThat(early).isBetween(1, maximum(experiments, 0.025));
    }

    /**
     * Returns an upper bound of the number of events out of {@code of}, exceeded with probability {@link #RARE} at the
     * given true share.
     */
    private static int maximum(int of, double share) {
        return new BinomialDistribution(of, share).inverseCumulativeProbability(1 - RARE);
    }

    /**
     * Returns a queue that meets its assertion up to a known load. Below the service rate it is M/M/1 with the mean
     * response time 1 / (μ - λ). Above it is M/M/1/K, which refuses a share (1 - ρ) ρ^K / (1 - ρ^(K + 1)) of the
     * requests.
     */
    private static Experiment queue(String name, double capacity, double load) {
        boolean open = capacity < SERVICE;
        double rho = capacity / SERVICE;
        double refused = (1 - rho) * Math.pow(rho, PLACES) / (1 - Math.pow(rho, PLACES + 1));
        String bound = open
                ? "page.mean < " + 1000 / (SERVICE - capacity) + "ms"
                : "page.availability >= " + 100 * (1 - refused) + "%";
        return Experiment.text("""
                scenario: a queue
                load: %s/s
                network: none
                components:
                  box: { kind: server, cores: 1, queue: %s, service: exp(10ms) }
                requests:
                  page: { path: [box] }
                run: { duration: 45s, warmup: 5s, seed: %d }
                sla:
                  bound: %s
                """.formatted(
                        load,
                        open ? "unlimited" : PLACES - 1,
                        KeyedRandom.key(0, 0, "CapacityErrorLawTest." + name) & Long.MAX_VALUE,
                        bound));
    }
}
