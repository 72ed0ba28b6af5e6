package dev.brownout.bench;

import dev.brownout.eventlist.LadderQueue;
import dev.brownout.random.KeyedRandom;
import java.util.concurrent.TimeUnit;
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

/** Hold model on the event list with exponential increments. The measured time includes one random number. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
public class EventListBenchmark {
    /** Number of pending events. */
    @Param({"10", "1000", "100000", "1000000"})
    int pending;

    private final KeyedRandom random = new KeyedRandom(1);
    private final LadderQueue ladder = new LadderQueue();
    private long sequence;

    /** Fills the list. */
    @Setup
    public void fill() {
        for (int i = 0; i < pending; i++) {
            ladder.push((long) (1e9 * random.exponential()), sequence++);
        }
    }

    /** Removes the first event and schedules another. */
    @Benchmark
    public int hold() {
        long instant = ladder.peekAt();
        ladder.pop();
        return ladder.push(instant + (long) (1e9 * random.exponential()), sequence++);
    }
}
