package dev.brownout.importing.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Arrival times and durations of single requests of a log. */
class TimedLogTest {
    private static TimedLog read(String text) throws ImportException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TimedLog.read(new ImportSource("a.log", () -> new ByteArrayInputStream(bytes)), Optional.empty());
    }

    private static String line(int second, int micros, String path, int status, int elapsed) {
        return """
                {"start_time":"2026-03-01T10:00:%02d.%06dZ","method":"GET","path":"%s","status":%d,"duration_us":%d}
                """.formatted(second, micros, path, status, elapsed);
    }

    @Test
    void keepsSuccessesAndCountsFailures() throws ImportException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append(line(i, 1_001 + i, "/page/" + (100 + i % 4), i % 10 == 0 ? 503 : 200, 2_003 + i));
        }
        TimedLog log = read(text.toString());
        assertThat(log.lines()).isEqualTo(40);
        assertThat(log.failed()).isEqualTo(4);
        assertThat(log.responseNanos()).hasSize(36).startsWith(2_004_000, 2_005_000);
        assertThat(log.arrivedNanos()[1] - log.arrivedNanos()[0]).isEqualTo(1_000_001_000L);
        assertThat(log.names()).containsExactly("get-page-id");
        assertThat(log.types()).containsOnly(0);
        assertThat(log.keyCounts().get(0)).hasSize(4);
        assertThat(log.resolutionNanos()).isEqualTo(1_000);
    }

    @Test
    void detectsMillisecondResolution() throws ImportException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append(line(i, 7_000 * i, "/", 200, 1_000 * i));
        }
        assertThat(read(text.toString()).resolutionNanos()).isEqualTo(1_000_000);
    }

    @Test
    void rejectsResolutionOfSecondsWithSuggestion() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append(line(i, 0, "/", 200, 1_001 * i));
        }
        assertThatThrownBy(() -> read(text.toString()))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("arrival times are in whole seconds")
                .hasMessageContaining("$msec");
    }

    @Test
    void rejectsLogsWithoutDurations() {
        String line = "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.0\" 200 2326\n";
        assertThatThrownBy(() -> read(line.repeat(30)))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("have no response time")
                .hasMessageContaining("$request_time");
    }
}
