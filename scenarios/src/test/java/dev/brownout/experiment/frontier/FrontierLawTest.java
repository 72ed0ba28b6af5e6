package dev.brownout.experiment.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.frontier.ParetoFrontier.Entry;
import dev.brownout.experiment.frontier.ParetoFrontier.Position;
import dev.brownout.experiment.sweep.Sweep;
import dev.brownout.experiment.sweep.SweepPlan;
import dev.brownout.random.KeyedRandom;
import dev.brownout.rounds.TestRound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Frontier of designs with known cost, 99th percentile and availability: n nodes with c cores, each an M/M/c/K queue
 * with 1/n of the load.
 */
@Tag("law")
class FrontierLawTest {
    /** Requests per second of all nodes. */
    private static final double LOAD = 150;

    /** Requests per second that a core serves. */
    private static final double SERVICE = 100;

    /** Requests that wait at a node, at most. */
    private static final int QUEUE = 3;

    private static final int[] NODES = {1, 2, 3};
    private static final int[] CORES = {1, 2, 3, 4};

    /** True values of a design. */
    private record Truth(double cost, double p99, double availability) {
        boolean dominates(Truth other) {
            return cost <= other.cost
                    && p99 <= other.p99
                    && availability >= other.availability
                    && (cost < other.cost || p99 < other.p99 || availability > other.availability);
        }
    }

    @Test
    @Tag("rows")
    void decidedPositionsEqualThoseOfAllTrueValues() {
        Map<String, Truth> truths = truths();
        int decided = 0;
        int dominated = 0;
        int wrong = 0;
        List<Integer> experiments = TestRound.rows(List.of(0, 1, 2, 3), 0);
        for (int i : experiments) {
            boolean isWrong = false;
            for (Entry entry : frontier("experiment " + i).entries()) {
                Truth truth = truths.get(entry.design().name());
                boolean trulyDominated = truths.values().stream().anyMatch(other -> other.dominates(truth));
                if (entry.position() == Position.DOMINATED) {
                    dominated++;
                    isWrong |=
                            !truths.get(entry.dominator().orElseThrow().name()).dominates(truth);
                }
                isWrong |= entry.position() == Position.FRONTIER && trulyDominated;
                decided += entry.position() == Position.UNDECIDED ? 0 : 1;
                assertThat(entry.position()).isNotEqualTo(Position.NO_DATA);
            }
            wrong += isWrong ? 1 : 0;
        }
        assertThat(wrong)
                .as("none of one; at most one of four with a probability of 98.6 percent")
                .isLessThanOrEqualTo(experiments.size() / 3);
        assertThat(decided).isGreaterThanOrEqualTo(experiments.size() * truths.size() / 2);
        assertThat(dominated).isGreaterThanOrEqualTo(experiments.size() * 3);
    }

    private static ParetoFrontier frontier(String name) {
        Sweep sweep = SweepPlan.of(
                        Experiment.text("""
                scenario: nodes and cores
                load: 150/s
                network: none
                components:
                  lb: { kind: load-balancer, algorithm: random, health: none }
                  box: { kind: server, nodes: 1, cores: 1, queue: 3, service: exp(10ms) }
                requests:
                  page: { path: [lb, box] }
                run: { duration: 62s, warmup: 2s, seed: %d }
                """.formatted(
                                                KeyedRandom.key(0, 0, "FrontierLawTest." + name) & Long.MAX_VALUE))
                                .replications(12),
                        "box.nodes=1..3",
                        "box.cores=1..4")
                .run();
        ComparableDesigns designs = sweep.comparableDesigns();
        FrontierObjectives objectives = FrontierObjectives.usual(designs.designs());
        assertThat(objectives.objectives())
                .extracting(FrontierObjective::metric)
                .containsExactly("all.cost", "page.p99", "page.availability");
        return ParetoFrontier.of(designs.designs(), objectives.objectives(), 0.95);
    }

    private static Map<String, Truth> truths() {
        Map<String, Truth> truths = new LinkedHashMap<>();
        for (int nodes : NODES) {
            for (int cores : CORES) {
                double[] states = states(LOAD / nodes, cores);
                truths.put(
                        "box.nodes " + nodes + ", box.cores " + cores,
                        new Truth(nodes * cores, p99(states, cores), 1 - states[cores + QUEUE]));
            }
        }
        return truths;
    }

    /** Returns the stationary probabilities of the numbers of requests at a node. */
    private static double[] states(double load, int cores) {
        double[] states = new double[cores + QUEUE + 1];
        states[0] = 1;
        double sum = 1;
        for (int n = 1; n < states.length; n++) {
            states[n] = states[n - 1] * load / (Math.min(n, cores) * SERVICE);
            sum += states[n];
        }
        for (int n = 0; n < states.length; n++) {
            states[n] /= sum;
        }
        return states;
    }

    /** Returns the 99th percentile of the response time of the accepted requests, in seconds, by bisection. */
    private static double p99(double[] states, int cores) {
        double low = 0;
        double high = 10;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (tail(states, cores, middle) > 0.01) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Returns the probability that an accepted request takes longer. One that finds n &lt; c requests takes a service
     * time. Otherwise it first waits for n - c + 1 departures, an Erlang time of rate c μ.
     */
    private static double tail(double[] states, int cores, double time) {
        double tail = 0;
        for (int n = 0; n < states.length - 1; n++) {
            int departures = n - cores + 1;
            double exponential = Math.exp(-SERVICE * time);
            double longer;
            if (departures <= 0) {
                longer = exponential;
            } else if (cores == 1) {
                longer = 1 - erlang(departures + 1, SERVICE, time);
            } else {
                longer = 1
                        - erlang(departures, cores * SERVICE, time)
                        + exponential
                                * Math.pow(cores / (cores - 1.0), departures)
                                * erlang(departures, (cores - 1) * SERVICE, time);
            }
            tail += states[n] * longer;
        }
        return tail / (1 - states[states.length - 1]);
    }

    private static double erlang(int stages, double rate, double time) {
        return new GammaDistribution(stages, 1 / rate).cumulativeProbability(time);
    }
}
