package dev.brownout.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.brownout.kernel.Simulation;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CancelledTimeoutWorkloadTest {
    private static final long MANY = 7_000_000;
    private static final long EVENTS = 2 * MANY;

    @Test
    void cancelledTimeoutsFreeTheirMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        CancelledTimeoutWorkload.run(10_000);
        long before = threads.getThreadAllocatedBytes(thread);
        long events = CancelledTimeoutWorkload.run(1_000_000);
        // Measured before the first assertion, which loads its library.
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(events).isEqualTo(2_000_000);
        assertThat(allocated).isLessThan(1 << 20);
    }

    @Test
    @Tag("story")
    void aMinuteOfTimeoutsFitsIntoASmallHeap() throws Exception {
        String classes = Stream.of(CancelledTimeoutWorkload.class, Simulation.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(place -> new File(place.getPath()).getPath())
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes,
                        CancelledTimeoutWorkload.class.getName(),
                        "" + MANY)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        assertThat(text.trim()).isEqualTo("" + EVENTS);
    }
}
