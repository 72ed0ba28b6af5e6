package dev.brownout.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Appends the time of each test class to the file named by {@code -Dbrownout.times}: the processor time of this process
 * and of the child processes that have ended. Each process runs one class at a time.
 */
public final class TestTimeListener implements TestExecutionListener {
    /** Name of the row with the time of a fixed computation, which measures the speed of the machine. */
    static final String LOOP = "(loop)";

    private static final int LOOP_STEPS = 10_000_000;

    private static final String FILE = System.getProperty("brownout.times", "");

    /** The first pass is also that of the compilation. */
    private static final int LOOP_PASSES = 3;

    private static boolean measured;

    private final Map<String, Double> startTimes = new HashMap<>();

    /** Measures the speed of the machine, once in a process: a build tool can run each class in a plan of its own. */
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (!FILE.isEmpty() && !measured) {
            measured = true;
            long[] table = new long[1 << 20];
            write(
                    LOOP,
                    IntStream.range(0, LOOP_PASSES)
                            .mapToDouble(pass -> loopSeconds(table))
                            .min()
                            .orElseThrow());
        }
    }

    /** Returns the time of one pass. As in tests, most of it is that of memory outside of the nearest caches. */
    private static double loopSeconds(long[] table) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long state = 1;
        for (int i = 0; i < LOOP_STEPS; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            table[(int) (state >>> 44)] += state;
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (isClass(test)) {
            startTimes.put(test.getUniqueId(), processorSeconds());
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Double start = startTimes.remove(test.getUniqueId());
        if (start != null) {
            ClassSource source = (ClassSource) test.getSource().orElseThrow();
            write(source.getClassName(), processorSeconds() - start);
        }
    }

    private boolean isClass(TestIdentifier test) {
        return !FILE.isEmpty()
                && test.getSource()
                        .filter(source -> source instanceof ClassSource one
                                && !one.getClassName().contains("$"))
                        .isPresent()
                && test.getUniqueIdObject().getSegments().size() == 2;
    }

    /** Appends a row to the file, if there is one. */
    static synchronized void write(String name, double seconds) {
        if (FILE.isEmpty()) {
            return;
        }
        String row = String.format(Locale.ROOT, "%d\t%s\t%.3f%n", System.currentTimeMillis(), name, seconds);
        try {
            Path times = Path.of(FILE);
            Files.createDirectories(times.getParent());
            Files.writeString(times, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the processor seconds of this process; on Linux with the children that have ended, by proc(5). */
    private static double processorSeconds() {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.isReadable(stat)) {
            var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return system.getProcessCpuTime() / 1e9;
        }
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / 100;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
