package dev.brownout.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.brownout.fault.CrashFault;
import dev.brownout.fault.PauseFault;
import dev.brownout.runtime.Scenes;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSpec;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Memory use and pooling of the request path. Assertions switch off the pooling of its only pooled class. Each side of
 * a comparison is therefore loaded by a new class loader, with or without assertions.
 */
class RequestAllocationTest {
    private static final int MOST_BYTES = 388;

    @Test
    @Tag("story")
    void allocationPerRequestIsBounded() throws Exception {
        Supplier<String> run = loaded("Allocation", false);
        assertThat(Long.parseLong(run.get())).isPositive().isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    @Tag("story")
    @Tag("change")
    void poolingDoesNotChangeTheResult() throws Exception {
        assertThat(loaded("Trouble", false).get())
                .isEqualTo(loaded("Trouble", true).get())
                .contains("timed_out", "reset", "refused");
    }

    @SuppressWarnings("unchecked")
    private static Supplier<String> loaded(String name, boolean assertions) throws ReflectiveOperationException {
        List<Class<?>> from =
                List.of(RequestAllocationTest.class, Scenes.class, CrashFault.class, Histogram.class, FastMath.class);
        URL[] places = from.stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .distinct()
                .toArray(URL[]::new);
        ClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
        loader.setDefaultAssertionStatus(assertions);
        var constructor = loader.loadClass("dev.brownout.bench.RequestAllocationTest$" + name)
                .getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Supplier<String>) constructor.newInstance();
    }

    /** Allocated bytes per request, from the difference between a longer run and a shorter one. */
    static final class Allocation implements Supplier<String> {
        @Override
        public String get() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            BenchmarkScenarios.w2plus(20_000).run();
            long start = threads.getThreadAllocatedBytes(thread);
            BenchmarkScenarios.w2plus(20_000).run();
            long middle = threads.getThreadAllocatedBytes(thread);
            BenchmarkScenarios.w2plus(120_000).run();
            long end = threads.getThreadAllocatedBytes(thread);
            return String.valueOf((end - middle - (middle - start)) / 100_000);
        }
    }

    /** Outcomes and digest of a run with crashes, a pause, and a timeout that many requests exceed. */
    static final class Trouble implements Supplier<String> {
        @Override
        public String get() {
            try {
                var result = BenchmarkScenarios.withShortTimeout(16_000)
                        .withFault(fault(1, 2, "web", "1", new CrashFault()))
                        .withFault(fault(4, 1, "web", "2", new PauseFault()))
                        .withFault(fault(6, 1, "cache", "1", new CrashFault()))
                        .run();
                return result.requests().get("get").outcomes() + " " + ResultDigest.digest(result);
            } catch (ReflectiveOperationException | java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private static FaultEntry fault(long second, long seconds, String tier, String node, FaultSpec verb) {
            return new FaultEntry(
                    second * 1_000_000_000L,
                    Optional.of(seconds * 1_000_000_000L),
                    tier + " " + node,
                    Optional.of(new Selector(tier, List.of(node))),
                    Optional.empty(),
                    verb,
                    "trouble at " + tier);
        }
    }
}
