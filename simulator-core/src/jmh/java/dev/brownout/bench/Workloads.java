package dev.brownout.bench;

import com.sun.management.ThreadMXBean;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Repeats one workload and prints the median repetition by CPU time of the simulating thread: name, requests per
 * second, nanoseconds per event, events per request, bytes allocated per request, and the mean time of a request in
 * milliseconds. For W1 without hosts, the mean is that of the waiting time in the queue. The mean shows that it was the
 * right model.
 *
 * <p>Arguments: name, requests per repetition, repetitions. A tight loop and the code that is compared with it must run
 * in separate processes, as the profile of one would influence the compilation of the other.
 */
public final class Workloads {
    /** Factor of the rate and the servers, for 27,000 requests in flight instead of 27. */
    private static final int LARGE = 1000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Sample(double rate, double bytes, Tally tally) {}

    private Workloads() {}

    /** Runs one workload. */
    public static void main(String[] arguments) {
        String name = arguments[0];
        long requests = Long.parseLong(arguments[1]);
        Sample[] samples = new Sample[Integer.parseInt(arguments[2])];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(name, requests, i);
        }
        Sample median = median(samples);
        double eventsPerRequest =
                (double) median.tally().events() / median.tally().requests();
        System.out.printf(
                Locale.ROOT,
                "%s %.0f %.1f %.2f %.0f %.2f%n",
                name,
                median.rate(),
                1e9 / median.rate() / eventsPerRequest,
                eventsPerRequest,
                median.bytes(),
                median.tally().meanMillis());
    }

    /** Prepares a workload. The measurement covers the supplier that is returned. */
    private static Supplier<Tally> workload(String name, long requests, long seed) {
        return switch (name) {
            case "w1-tight" -> () -> TightW1.run(requests, seed);
            case "w1-kernel" -> () -> KernelW1.run(requests, seed);
            case "w1" -> () -> run(BenchmarkScenarios.w1(requests), "job");
            case "w2-tight" -> () -> TightW2.run(requests, seed, 1);
            case "w2" -> () -> run(BenchmarkScenarios.w2(requests, 1), "get");
            case "w2-large-tight" -> () -> TightW2.run(requests, seed, LARGE);
            case "w2-large" -> () -> run(BenchmarkScenarios.w2(requests, LARGE), "get");
            case "w2plus-tight" -> () -> TightW2Plus.run(requests, seed);
            case "w2plus" -> () -> run(BenchmarkScenarios.w2plus(requests), "get");
            case "hold-10" -> new HoldModel(10, requests);
            case "hold-1000" -> new HoldModel(1000, requests);
            case "hold-100000" -> new HoldModel(100_000, requests);
            case "hold-1000000" -> new HoldModel(1_000_000, requests);
            case "timeouts" -> () -> new Tally(requests, CancelledTimeoutWorkload.run(requests), 0);
            default -> throw new IllegalArgumentException("no workload is called " + name);
        };
    }

    private static Tally run(Scenes scene, String request) {
        VariantResult result = scene.run();
        return new Tally(
                result.run().simulatedRequests(),
                result.run().simulatedEvents(),
                result.requests().get(request).successes().mean() / 1e6);
    }

    private static Sample sample(String name, long requests, long seed) {
        Supplier<Tally> workload = workload(name, requests, seed);
        long thread = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long nanos = THREADS.getCurrentThreadCpuTime();
        Tally tally = workload.get();
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        bytes = THREADS.getThreadAllocatedBytes(thread) - bytes;
        return new Sample(tally.requests() * 1e9 / nanos, (double) bytes / tally.requests(), tally);
    }

    /** Returns the median without the first third, which is the warm-up. */
    private static Sample median(Sample[] samples) {
        Sample[] warm = Arrays.copyOfRange(samples, samples.length / 3, samples.length);
        Arrays.sort(warm, (a, b) -> Double.compare(a.rate(), b.rate()));
        return warm[warm.length / 2];
    }
}
