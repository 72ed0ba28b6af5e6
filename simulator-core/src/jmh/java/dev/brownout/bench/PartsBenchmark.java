package dev.brownout.bench;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Timer;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.Sampler;
import dev.brownout.random.ZipfKeys;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Cost of the parts of an event, each measured by itself. Tables look better here than in a model, where they share the
 * memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
public class PartsBenchmark {
    private final KeyedRandom random = new KeyedRandom(1);
    private final Simulation simulation = new Simulation();
    private final ConstantDelayQueue second = simulation.delay(1_000_000_000L);
    private final Timer timer = new Timer(null);
    private final KeySampler keys = new ZipfKeys(0.99, 1_000_000).sampler(new KeyNames(List.of()));
    private final Sampler lognormal =
            LognormalDistribution.byMeanSigma(10e6, 0.5).sampler();
    private final TimeGrid grid = new TimeGrid(1L << 60, 1L << 52, List.of());
    private final LatencyHistogram spread = new LatencyHistogram(grid);
    private final TimeWeighted queue = new TimeWeighted(grid);
    private final BoundedStore store = new BoundedStore(Eviction.LRU, 10_000, Long.MAX_VALUE);
    private long sequence;
    private long now;

    /** Samples the exponential distribution. */
    @Benchmark
    public double exponential() {
        return random.withIdentity(sequence++).exponential();
    }

    /** Arms a timeout and cancels it. */
    @Benchmark
    public void timer() {
        simulation.scheduleAfter(second, timer, 0);
        simulation.cancel(timer);
    }

    /** Samples a key. */
    @Benchmark
    public int zipf() {
        return keys.next(random.withIdentity(sequence++), 0);
    }

    /** Samples a time. */
    @Benchmark
    public long lognormal() {
        return lognormal.sampleNanos(random.withIdentity(sequence++));
    }

    /** Records a time in a histogram. */
    @Benchmark
    public void spread() {
        spread.recordIn(0, (random.next() & 0xFFFFFF) + 1_000_000);
    }

    /** Changes the length of a queue. */
    @Benchmark
    public void queue() {
        queue.add(now++, (now & 1) == 0 ? 1 : -1);
    }

    /**
     * Looks up a popular key among the 10,000 most recently used, and inserts it if it is absent. The measured time
     * includes the sampling of the key.
     */
    @Benchmark
    public int cache() {
        int key = keys.next(random.withIdentity(sequence++), 0);
        int slot = store.get(key, 0);
        if (slot == BoundedStore.ABSENT) {
            store.put(key, 0, 0, BoundedStore.NEVER);
        }
        return slot;
    }
}
