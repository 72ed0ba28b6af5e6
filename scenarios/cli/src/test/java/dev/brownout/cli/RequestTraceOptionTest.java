package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces and latency breakdowns of single requests printed by {@code run}. They do not change the remaining result. */
class RequestTraceOptionTest {
    private static final String[] RUN = {"run", "retry-storm", "--variant", "4 attempts"};

    @TempDir
    private Path folder;

    private JsonNode result(String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of(RUN));
        line.addAll(List.of(more));
        line.addAll(List.of("--format", "json"));
        return new ObjectMapper()
                .readTree(Session.of(line.toArray(String[]::new)).out());
    }

    @Test
    void tracingDoesNotChangeTheResult() throws IOException {
        ObjectNode followed = (ObjectNode) result("--breakdown", "--trace", "slowest=2,failed=1")
                .get("variants")
                .get(0);
        JsonNode plain = result().get("variants").get(0);

        assertThat(followed.remove("breakdown").get("page").has("p99")).isTrue();
        JsonNode traces = followed.remove("traces");
        assertThat(traces).hasSize(3);
        assertThat(traces.get(0).get("latency_ns").asLong())
                .isEqualTo((long) plain.at("/requests/page/successes/max_ns").asDouble());
        followed.set("audit", plain.get("audit"));
        assertThat(followed).isEqualTo(plain);
        assertThat(plain.has("breakdown")).isFalse();
        assertThat(plain.has("traces")).isFalse();
    }

    @Test
    @Tag("change")
    void traceIsReproducedByIdAndWritesFiles() throws IOException {
        String id = result("--trace", "failed=1").at("/variants/0/traces/0/id").asText();
        List<String> line = new ArrayList<>(List.of(RUN));
        line.addAll(List.of("--trace", "id=" + id, "--out", folder.toString()));
        Session session = Session.of(line.toArray(String[]::new));

        assertThat(session.out())
                .contains("asked: page " + id + ", 4 s, timed out")
                .contains("web/1 try 4");
        assertThat(session.out().lines()).allMatch(text -> text.length() <= 80 || text.startsWith("report: "));
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("traces.otlp.json"));
        assertThat(Files.readString(folder.resolve("traces.chrome.json"))).contains(id);
        assertThat(Files.readString(folder.resolve("report.html"))).contains("web/1 try 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slowest", "slowest=0", "quickest=3", "id=xyz", "failed=1000", ""})
    void rejectsInvalidTraceSelections(String choice) {
        Session session = Session.of("run", "hello-world", "--trace", choice);

        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("is none of slowest=5, failed=3");
    }

    @Test
    void rejectsUnknownTraceIds() {
        Session session = Session.of("run", "hello-world", "--for", "5s", "--trace", "id=1");

        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("no completed request has the id 0000000000000001");
    }
}
