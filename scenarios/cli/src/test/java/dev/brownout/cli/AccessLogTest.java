package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access log of a run. */
class AccessLogTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String[] RUN = {"run", "retry-storm", "--variant", "4 attempts", "--format", "json"};

    @TempDir
    private Path folder;

    private static Session run(String... more) {
        List<String> line = new ArrayList<>(List.of(RUN));
        line.addAll(List.of(more));
        return Session.of(line.toArray(String[]::new));
    }

    @Test
    void logHasOneLinePerCompletedRequestAndDoesNotChangeTheResult() throws IOException {
        Path log = folder.resolve("access.json");
        Session session = run("--access-log", log.toString());
        JsonNode page = MAPPER.readTree(session.out()).at("/variants/0/requests/page");
        long good = 0;
        long endAt = 0;
        long before = 0;
        double longest = 0;
        for (String text : Files.readAllLines(log)) {
            JsonNode line = MAPPER.readTree(text);
            double elapsed = line.get("duration_us").asDouble() * 1e3;
            Instant startTime = Instant.parse(line.get("start_time").asText());
            long end = startTime.getEpochSecond() * 1_000_000_000L + startTime.getNano() + Math.round(elapsed);
            assertThat(end).isGreaterThanOrEqualTo(before);
            assertThat(line.get("path").asText()).isEqualTo("/page");
            before = end;
            endAt++;
            boolean well = line.get("status").asInt() == 200;
            good += well ? 1 : 0;
            longest = well ? Math.max(longest, elapsed) : longest;
        }
        assertThat(good).isEqualTo(page.at("/successes/count").asLong());
        assertThat(endAt).isGreaterThan(good);
        assertThat(Math.round(longest))
                .isEqualTo((long) page.at("/successes/max_ns").asDouble());
        assertThat(run().out()).as("result without a log").isEqualTo(session.out());
    }

    @Test
    void accessLogRequiresASingleVariant() {
        Session session = Session.of(
                "run", "retry-storm", "--access-log", folder.resolve("a").toString());
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err()).contains("--access-log needs one variant: select it with --variant");
    }
}
