package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.VariantResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cost per million successful requests is beside the cost where requests fail, which makes a run seem cheap. */
class SuccessCostTest {
    private static final double CAPACITY = 100;

    @TempDir
    private Path folder;

    private String scenario(int load, String variants) throws Exception {
        return Files.writeString(folder.resolve("box.yaml"), """
                        scenario: A box without a queue
                        network: none
                        load: constant(%d/s)
                        components: { box: { kind: server, cores: 1, service: 10ms, queue: 0 } }
                        requests: { page: { path: [box] } }
                        run: 20s
                        %s
                        """.formatted(load, variants))
                .toString();
    }

    /** A box without a queue serves min(load, capacity), which its price per hour is divided by. */
    @ParameterizedTest
    @ValueSource(ints = {25, 50, 80, 200, 300, 400, 1000})
    void costIsDividedByTheSuccessfulRequests(int load) throws Exception {
        String file = scenario(load, "");
        VariantResult variant = ResultJsonReader.read(
                        Session.of("run", file, "--format", "json").out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
        double expected = variant.cost().perHour() / 3600 / Math.min(load, CAPACITY) * 1e6;
        assertThat(variant.costPerMillionGood()).isCloseTo(expected, within(0.01 * expected));
        String screen = Session.of("run", file).out();
        if (load > CAPACITY) {
            assertThat(screen).containsPattern("cost .*\\$[0-9.]+/h, \\$[0-9.]+ per million");
        } else {
            assertThat(screen).doesNotContain("per million");
        }
    }

    @Test
    void variantsAreComparedByTheirSuccessfulRequests() throws Exception {
        String file = scenario(300, "variants: { one: {}, three: { set: { box.nodes: 3 } } }");
        assertThat(Session.of("run", file).out().replaceAll("\\s+", " ")).contains("per million");
        assertThat(Session.of("run", file, "--details").out()).containsPattern("per million +successful");
    }
}
