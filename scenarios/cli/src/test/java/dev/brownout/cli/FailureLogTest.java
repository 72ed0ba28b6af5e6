package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log of failed requests of all hosts. */
class FailureLogTest {
    private static final String SITE = """
            version: 1
            scenario: site
            run: { duration: 40s, warmup: 5s, seed: 4 }
            load: 40/s
            components:
              lb: { kind: load-balancer, health: none }
              web: { kind: server, nodes: 4, service: exp(20ms) }
            requests:
              page: { path: [lb, web], timeout: 1s, good_within: 80ms }
            faults:
              - at 10s: crash web/2 for 10s as crash
              - at 30s: hang web/3 for 5s as hang
            variants:
              one: {}
              two: { set: { lb.redispatch: 1 } }
            """;

    @TempDir
    private Path folder;

    private Session run(String... more) throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), SITE);
        List<String> line = new ArrayList<>(List.of("run", site.toString(), "--format", "json"));
        line.addAll(List.of(more));
        return Session.of(line.toArray(String[]::new));
    }

    @Test
    void logHasOneLinePerFailureAndKeepsTheResult() throws IOException {
        Path log = folder.resolve("logs/failed.log");
        Session session = run("--log", log.toString());
        List<String[]> lines = Files.readAllLines(log).stream()
                .map(line -> line.split("\t", -1))
                .toList();
        JsonNode variants = new ObjectMapper().readTree(session.out()).at("/variants");
        for (JsonNode variant : variants) {
            long failed = variant.at("/requests/page/failed").asLong();
            String name = variant.get("name").asText();
            assertThat(lines.stream().filter(line -> line[1].equals(name)).count())
                    .as(name)
                    .isEqualTo(failed);
        }
        assertThat(run().out()).isEqualTo(session.out());
    }

    @Test
    void linesNameHostAndCause() throws IOException {
        Path log = folder.resolve("failed.log");
        run("--log", log.toString());
        List<String[]> one = Files.readAllLines(log).stream()
                .map(line -> line.split("\t", -1))
                .filter(line -> line[1].equals("one"))
                .toList();
        assertThat(one).allMatch(line -> line.length == 6 && line[2].equals("page"));
        assertThat(one)
                .isSortedAccordingTo((a, b) -> Double.compare(Double.parseDouble(a[0]), Double.parseDouble(b[0])));
        assertThat(one.stream().filter(line -> line[5].equals("refused")))
                .isNotEmpty()
                .allMatch(line -> line[4].endsWith("web/2") && Double.parseDouble(line[0]) < 20.1);
        assertThat(one.stream().filter(line -> line[5].startsWith("timed")))
                .isNotEmpty()
                .allMatch(line -> line[4].endsWith("web/3"));
        assertThat(one.stream().filter(line -> line[5].equals("late"))).isNotEmpty();
    }

    /** 100,050 requests fail, more than a log lists. Memory use does not grow with the remaining ones. */
    @Test
    @Tag("change")
    void logIsTruncatedWithACountOfTheRest() throws IOException {
        Path site = Files.writeString(folder.resolve("many.yaml"), """
                version: 1
                scenario: many
                run: 20010ms
                network: none
                load: constant(5000/s)
                components: { web: { kind: server, service: 1ms } }
                requests: { page: { path: [web] } }
                faults: [ at 0s: errors web 100% ]
                """);
        Path log = folder.resolve("many.log");
        assertThat(Session.of("run", site.toString(), "--quiet", "--log", log.toString())
                        .code())
                .isEqualTo(ExitCode.SUCCESS);
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSize(100_001);
        assertThat(lines.get(100_000)).contains("49 more requests failed; the log contains the first 100000");
    }
}
