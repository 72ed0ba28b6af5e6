package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.TestRound;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unusual input leads to a run or a clear error, with limited memory and, in {@code .ci/run}, limited CPU time. */
@Tag("once")
@Tag("slow")
class HostileInputsTest {
    private static final int ROWS_LEAST = 400;
    private static final long CPU_NANOS_MOST = 2_000_000_000L;
    private static final long BYTES_MOST = 256_000_000L;

    @TempDir
    private Path folder;

    static List<HostileInput> all() {
        return HostileInput.all();
    }

    static List<HostileInput> everySecond() {
        return all().stream().filter(row -> row.line() % 2 == 0).toList();
    }

    static List<HostileInput> someOfThem() {
        return TestRound.rotating(everySecond(), everySecond().size() / 8);
    }

    static List<HostileInput> theOthers() {
        return all().stream().filter(row -> row.line() % 2 != 0).toList();
    }

    @ParameterizedTest(name = "{0}")
    @Tag("rows")
    @MethodSource("someOfThem")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void evenRowsRunOrAreRejected(HostileInput row) throws IOException {
        evaluate(row, TestRound.current() != TestRound.CHOSEN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("theOthers")
    @Tag("thorough")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void oddRowsRunOrAreRejected(HostileInput row) throws IOException {
        evaluate(row, true);
    }

    private void evaluate(HostileInput row, boolean limitsCpu) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long bytes = bytes(threads);
        long started = threads.getCurrentThreadCpuTime();
        Session session = row.play(folder);
        long used = threads.getCurrentThreadCpuTime() - started;
        String text = session.err() + session.out();
        assertThat(session.code()).as(text).isEqualTo(row.code());
        assertThat(text).contains(row.fragment());
        assertThat(text).doesNotContain("internal error:", "Exception", "\tat ", "java.");
        if (row.code() == ExitCode.BAD_INPUT) {
            assertThat(session.out()).isEmpty();
            if (!row.isTyped()) {
                assertThat(session.err()).containsPattern("hostile\\.yaml:\\d+:\\d+: ");
            }
        }
        if (limitsCpu) {
            assertThat(used).as("CPU time in ns").isLessThan(CPU_NANOS_MOST);
        }
        assertThat(bytes(threads) - bytes).as("allocated bytes").isLessThan(BYTES_MOST);
    }

    /** Returns the bytes allocated by this thread so far, an upper bound of its peak memory. */
    private static long bytes(ThreadMXBean threads) {
        return threads instanceof com.sun.management.ThreadMXBean counting
                ? counting.getCurrentThreadAllocatedBytes()
                : 0;
    }

    @Test
    void tableHasEnoughRows() {
        assertThat(everySecond()).hasSizeGreaterThanOrEqualTo(ROWS_LEAST);
    }
}
