package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting requests while a host is paused. */
class PausedHostTest {
    private static final String PAUSE = """
            scenario: A pause of ten seconds
            load: constant(20/s)
            network: none
            components:
              box: { kind: server, cores: 1, service: 1ms }
            requests:
              page: { path: [box], timeout: 60s }
            run: 30s
            faults:
              - at 10s: %s
            sla:
              piled up: box.waiting > 70 from 10s to 20s
              gone: box.waiting == 0 from 21s to 30s
            """;

    @TempDir
    private Path folder;

    private VariantResult run(String fault) throws Exception {
        Path file = Files.writeString(folder.resolve("pause.yaml"), PAUSE.formatted(fault));
        Session session = Session.of("run", file.toString(), "--format", "json");
        return ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
    }

    @Test
    void requestsWaitDuringAPauseAndAreProcessedAfterIt() throws Exception {
        VariantResult result = run("pause box for 10s");
        assertThat(result.evaluation().sla())
                .allSatisfy((name, sla) -> assertThat(sla.asExpected()).isTrue());
        double[] waiting = result.series().columns().stream()
                .filter(column -> column.name().equals("box.waiting"))
                .findFirst()
                .map(Column::values)
                .orElseThrow();
        int perSecond = waiting.length / 30;
        assertThat(waiting[10 * perSecond - 1]).isZero();
        assertThat(waiting[20 * perSecond - 1]).isCloseTo(200, within(45.0));
        assertThat(waiting[20 * perSecond + 1]).isZero();
        assertThat(result.components().get("box").measures().get("waiting").value())
                .isCloseTo(200 * 10 / 2 / 30.0, within(8.0));
        assertThat(result.accounting().audit()).anySatisfy(line -> {
            assertThat(line.name()).isEqualTo("box/1: arrived during a pause = resumed + lost + waiting");
            assertThat(line.left()).isBetween(150L, 250L).isEqualTo(line.right());
        });
    }

    @Test
    void waitingRequestsAreLostInACrash() throws Exception {
        assertThat(run("crash box for 1s").series().columns().stream().map(Column::name))
                .doesNotContain("box.waiting");
        Path file = Files.writeString(
                folder.resolve("both.yaml"),
                replaceParts(PAUSE.formatted("pause box for 10s"), "sla:", "  - at 15s: crash box for 10s\nsla:"));
        Session session = Session.of("run", file.toString(), "--format", "json");
        VariantResult result = ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
        assertThat(result.accounting().audit()).anySatisfy(line -> {
            assertThat(line.name()).startsWith("box/1: arrived during a pause");
            assertThat(line.left()).isBetween(60L, 140L).isEqualTo(line.right());
        });
    }
}
