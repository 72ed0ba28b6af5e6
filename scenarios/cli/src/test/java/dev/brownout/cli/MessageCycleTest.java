package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.export.ResultJsonReader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Message cycles: consumers that publish back to the queue from which they consume. */
@Timeout(60)
class MessageCycleTest {
    private static final String CYCLE = """
            scenario: round and round
            load: constant(10/s)
            network: none
            components:
              a: { kind: queue%s }
              b: { kind: queue }
              there: { kind: server, cores: 4, service: 1ms, consumes: { queue: a, steps: [%s] } }
              back: { kind: server, cores: 4, service: 1ms, consumes: { queue: b, steps: [%s] } }
            requests:
              go: { steps: [publish: a] }
            run: { duration: 5s, warmup: 0s }
            """;

    @TempDir
    private Path folder;

    private Path file(String capacity, String text, String back) throws Exception {
        return Files.writeString(folder.resolve("circle.yaml"), CYCLE.formatted(capacity, text, back));
    }

    private Map<String, Double> offeredLoad(String capacity, String text, String back) throws Exception {
        Analysis analysis = analysis(capacity, text, back);
        return analysis.stations().stream().collect(Collectors.toMap(Station::station, Station::offeredPerSecond));
    }

    private Analysis analysis(String capacity, String text, String back) throws Exception {
        ScenarioFile file =
                new ScenarioFinder().check(file(capacity, text, back).toString(), Overrides.NONE);
        return CapacityForecast.of(file.variants().get(0).scenario()).analysis();
    }

    @Test
    void partialCycleOfferedRateIsAGeometricSum() throws Exception {
        String back = "{ publish: a, when: 50% }, { publish: a, when: 40% }";
        assertThat(offeredLoad("", "publish: b", back))
                .hasEntrySatisfying("there", rate -> assertThat(rate).isCloseTo(10 / (1 - 0.9), within(1e-6)))
                .hasEntrySatisfying("back", rate -> assertThat(rate).isCloseTo(10 / (1 - 0.9), within(1e-6)));
        assertThat(offeredLoad("", "{ publish: b, when: 99.9% }", "publish: a"))
                .hasEntrySatisfying("there", rate -> assertThat(rate).isCloseTo(10_000, within(1e-3)))
                .hasEntrySatisfying("back", rate -> assertThat(rate).isCloseTo(9_990, within(1e-3)));
    }

    @Test
    void analyticalCycleRateMatchesTheRun() throws Exception {
        String path = file("", "publish: b", "{ publish: a, when: 60% }").toString();
        Session session = Session.of("run", path, "--for", "200s", "--format", "json");
        double measured = ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0)
                .components()
                .get("there")
                .measures()
                .get("throughput")
                .value();
        assertThat(offeredLoad("", "publish: b", "{ publish: a, when: 60% }").get("there"))
                .isCloseTo(25, within(1e-6))
                .isCloseTo(measured, within(1.5));
    }

    @Test
    void rejectsUnboundedMessageCyclesWithTheirPath() throws Exception {
        for (String back : new String[] {
            "publish: a, publish: a, publish: a", "{ publish: a }, { publish: a, when: 8% }", "publish: a"
        }) {
            String steps = back.startsWith("publish") ? replaceParts(back, "publish: a", "{ publish: a }") : back;
            Session session =
                    Session.of("validate", file("", "publish: b", steps).toString());
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(session.err())
                    .contains("a grows without limit: each message of the cycle a -> there -> b -> back -> a"
                            + " creates one or more, and no queue of it has a capacity");
        }
    }

    @Test
    void warnsThatABoundedQueueInACycleFillsUp() throws Exception {
        String three = "{ publish: a }, { publish: a }, { publish: a }";
        assertThat(analysis(", capacity: 100", "publish: b", three).warnings())
                .extracting(Object::toString)
                .contains("the cycle a -> there -> b -> back -> a amplifies its messages until a queue is full: each"
                        + " message creates one or more")
                .noneMatch(warning -> warning.contains("overloaded"));
        String path = file(", capacity: 100", "publish: b", three).toString();
        assertThat(Session.of("run", path).code()).isZero();
        assertThat(Session.of("explain", path).out()).contains("no estimate: messages multiply in a cycle");
    }

    @Test
    void consumerThatIsACacheSourceMayBeIdle() throws Exception {
        Path path = Files.writeString(folder.resolve("idle.yaml"), """
                scenario: idle
                load: step(0/s 10/s every=5s)
                components:
                  c: { kind: cache, source: w }
                  q: { kind: queue }
                  w: { kind: server, service: 1ms, consumes: { queue: q } }
                requests:
                  go: { share: 50%, steps: [publish: q] }
                  get: { share: 50%, path: [w, c] }
                run: { duration: 10s, warmup: 0s }
                """);
        assertThat(Session.of("run", path.toString()).code()).isZero();
    }

    @Test
    void longChainOfQueuesIsAnalyzed() throws Exception {
        StringBuilder chain = new StringBuilder("scenario: chain\nload: constant(1/s)\ncomponents:\n");
        for (int i = 0; i < 30; i++) {
            String steps = i == 29 ? "" : "{ publish: q" + (i + 1) + " }";
            String both = i == 29 ? "" : steps + ", { publish: q" + (i + 1) + ", when: 10% }, " + steps;
            chain.append("  q").append(i).append(": { kind: queue }\n  s").append(i);
            chain.append(": { kind: server, service: 1ms, consumes: { queue: q").append(i);
            chain.append(", steps: [").append(both).append("] } }\n");
        }
        chain.append("requests:\n  go: { steps: [publish: q0] }\nrun: 5s\n");
        Path path = Files.writeString(folder.resolve("chain.yaml"), chain);
        Session session = Session.of("validate", path.toString());
        assertThat(session.code()).isZero();
        assertThat(session.err()).contains("s7 overloaded");
    }
}
