package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.catalog.Catalog;
import dev.brownout.export.ResultJsonReader;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.CallStep;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The source of the timeout of each step that calls a component: the step, else the component, else the network. The
 * callee is unreachable, and a fallback turns each timeout into a success of the same duration.
 */
@Tag("story")
class StepTimeoutTest {
    private static final String DATABASE = "{ kind: database, replicas: 0, %s }";
    private static final String STOCK = "{ kind: database, replicas: 0, stock: { units: 500, hold: 10m }, %s }";

    /** Callee of each step, by the kind of the step; {@code %s} stands for its timeout. */
    private static final Map<String, String> CALLEES = Map.of(
            "visit",
            "{ kind: server, %s }",
            "call",
            "{ kind: server, %s }",
            "read",
            DATABASE,
            "write",
            DATABASE,
            "increment",
            "{ kind: database, replicas: 0, counters: {}, %s }",
            "reserve",
            STOCK,
            "confirm",
            STOCK,
            "release",
            STOCK,
            "publish",
            "{ kind: queue, %s }",
            "push",
            "{ kind: server, connections: 1k, %s }");

    @TempDir
    private Path folder;

    static Iterable<String> kinds() {
        return CALLEES.keySet().stream().sorted().toList();
    }

    @Test
    void allStepsThatCallAreTested() {
        assertThat(Catalog.steps().stream()
                        .filter(CallStep.class::isAssignableFrom)
                        .map(type -> SpecFields.kind(type).orElseThrow())
                        .collect(Collectors.toSet()))
                .isEqualTo(CALLEES.keySet());
    }

    @ParameterizedTest
    @ChosenRows
    @MethodSource("kinds")
    void timeoutOfTheStepPrecedesThoseOfTheComponentAndTheNetwork(String kind) throws Exception {
        assertThat(seconds(kind, "", "")).isEqualTo(0.7);
        assertThat(seconds(kind, "", "timeout: 500ms")).isEqualTo(0.5);
        assertThat(seconds(kind, "timeout: 300ms, ", "timeout: 500ms")).isEqualTo(0.3);
    }

    /** Returns the median duration of a request with a step, in seconds. */
    private double seconds(String kind, String onStep, String onComponent) throws Exception {
        String held = kind.equals("confirm") || kind.equals("release")
                ? "{ reserve: target, timeout: 1ms, fallback: {} }, "
                : "";
        String connect = kind.equals("push")
                ? "  connect: { rate: connections(100 reconnect=uniform(0s 1s)), path: [target] }\n"
                : "";
        String text = """
                network: { timeout: 700ms }
                components:
                  web: { kind: server, service: 0ms }
                  target: %s
                requests:
                %s  page: { rate: 5/s, key: uniform(9), timeout: 5s, steps: [web, %s{ %s: target, %sfallback: {} }] }
                faults:
                  - at 5s: blackhole target
                run: { duration: 15s, warmup: 5s }
                """.formatted(CALLEES.get(kind).formatted(onComponent), connect, held, kind, onStep);
        Path file = Files.writeString(folder.resolve("step.yaml"), text.replace(", }", " }"));
        Session session = Session.of("run", file.toString(), "--format", "json");
        assertThat(session.out()).as(session.err()).isNotEmpty();
        double nanos = ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0)
                .requests()
                .get("page")
                .successes()
                .p50();
        return Math.floor(nanos / 1e8) / 10;
    }
}
