package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Cost of a selection among ten hosts by a load balancer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
public class ChoiceBenchmark {
    private static final int MACHINES = 10;

    /** Balancing algorithm. */
    @Param
    BalancingAlgorithm algorithm;

    private final int[] candidates = IntStream.range(0, MACHINES).toArray();
    private final int[] inFlight = new int[MACHINES];
    private BalancingStrategy choice;
    private long identity;

    /** Creates the algorithm, with all hosts in service. */
    @Setup
    public void choose() {
        List<Integer> weights = algorithm == BalancingAlgorithm.WEIGHTED ? Collections.nCopies(MACHINES, 1) : List.of();
        List<String> names =
                IntStream.rangeClosed(1, MACHINES).mapToObj(Integer::toString).toList();
        choice = LoadBalancerSpecs.spec(algorithm, b -> b.weights = weights)
                .selection()
                .strategy(new KeyedRandom(1), names, weights, () -> {});
        choice.membersChanged(candidates, MACHINES);
    }

    /** Picks a host, and completes a call of another. */
    @Benchmark
    public int pick() {
        int picked = choice.pick(candidates, MACHINES, inFlight, identity, KeyedRandom.mix(identity++));
        inFlight[picked]++;
        inFlight[(int) (identity % MACHINES)]--;
        return picked;
    }
}
