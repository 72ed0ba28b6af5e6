package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random host failures with nearly constant times, compared with a timeline computed by hand. */
class RandomHostFailureTest {
    /** Times are known to within a microsecond: each host works for 10 s and is repaired for 4 s. */
    private static final String THREE = """
            run: 36s
            network: none
            components:
              web:
                kind: server
                nodes: 3
                service: 1ms
                mtbf: uniform(10s 10.000001s)
                mttr: uniform(4s 4.000001s)
            requests:
              page: { rate: constant(100/s), path: [web], timeout: 500ms }
            """;

    @TempDir
    private Path folder;

    private VariantResult run(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("it.yaml"), text);
        Session session = Session.of("run", file.toString(), "--format", "json");
        assertThat(session.code()).as(session.err()).isNotEqualTo(ExitCode.BAD_INPUT);
        return ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
    }

    private static double measure(VariantResult result, String name) {
        return result.components().get("web").measures().get(name).value();
    }

    private static String with(String line) {
        return replaceParts(THREE, "    nodes: 3", "    nodes: 3\n    " + line);
    }

    /** The three hosts fail at 10 s and 24 s. They work for 10 of every 14 s. */
    @Test
    void unlimitedRepairCrewsRepairInParallel() throws IOException {
        VariantResult result = run(replaceParts(THREE, "36s", "28s"));
        assertThat(measure(result, "failures")).isEqualTo(6);
        assertThat(measure(result, "up")).isCloseTo(3 * 20 / 28.0, within(1e-6));
        assertThat(result.requests().get("page").availability()).isCloseTo(20 / 28.0, within(0.001));
    }

    /**
     * The three hosts fail at 10 s and are repaired one by one, at 14, 18 and 22 s. They fail again at 24, 28 and 32 s,
     * when the previous one is repaired. Working hosts: 3 for 10 s, 0, 1 and 2 for 4 s each, 3 for 2 s, and 2 for 12 s:
     * 72 host-seconds. None works from 10 to 14 s.
     */
    @Test
    void singleRepairCrewRepairsInSequence() throws IOException {
        VariantResult result = run(with("repair_crews: 1\n    needs: 1"));
        assertThat(measure(result, "failures")).isEqualTo(6);
        assertThat(measure(result, "up")).isCloseTo(2, within(1e-5));
        assertThat(measure(result, "enough")).isCloseTo(32 / 36.0, within(1e-5));
        assertThat(measure(result, "shortages")).isEqualTo(1);
        assertThat(result.history().timeline())
                .extracting(TimelineEvent::what)
                .containsExactly("too-few-machines", "enough-machines");
        assertThat(result.history().timeline().get(0).text().toString())
                .isEqualTo("web: 0 of 1 required nodes working");
    }

    /** The first host fails at 10 s. A second host starts at 11 s and does not fail in the remaining 2 s. */
    @Test
    void onlyExistingHostsFail() throws IOException {
        String scaled = replaceParts(with("needs: none"), "nodes: 3", "nodes: 1", "36s", "13s")
                + "faults: [at 11s: scale web to 2]\n";
        VariantResult result = run(scaled);
        assertThat(measure(result, "failures")).isEqualTo(1);
        assertThat(measure(result, "up")).isCloseTo((10 + 2) / 13.0, within(1e-5));
    }

    /**
     * 12 spot nodes live for 40 min on average from their launch. The last 25 s of the notice of 30 s and 90 s of boot
     * are out of service, so that a node is in service for e^(-85/2400) = 96.5 % of the time, and at least 10 of 12 are
     * for 99.3 %.
     */
    @Test
    void neededNodesAreCountedWithoutFailures() throws IOException {
        VariantResult result = run("""
                run: { duration: 50h, warmup: 10m }
                components:
                  web:
                    kind: server
                    nodes: 12
                    cores: 4
                    pre_stop: 5s
                    grace: 25s
                    needs: 10
                    spot: { every: exp(40m), notice: 30s }
                    autoscale: { target: 70%, min: 12, max: 12, startup: 90s }
                  lb: { kind: load-balancer, discovery_delay: 1s }
                requests: { page: { rate: 1/min, path: [lb, web] } }
                """);
        double inService = Math.exp(-85 / 2400.0);
        assertThat(measure(result, "up") / 12).isCloseTo(inService, within(0.003));
        assertThat(measure(result, "enough")).isCloseTo(0.993, within(0.002));
        assertThat(measure(result, "shortages")).isPositive();
        assertThat(measure(result, "failures")).isZero();
    }

    @Test
    void neededNodesCountPlannedOutages() throws IOException {
        String text =
                with("needs: 2").replaceAll("    (mtbf|mttr): .*\n", "") + "faults: [at 10s: crash web/2 for 9s]\n";
        VariantResult result = run(text.replace("needs: 2", "needs: 3"));
        assertThat(measure(result, "enough")).isCloseTo(27 / 36.0, within(1e-6));
        assertThat(measure(run(text), "enough")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "mttr: 5m | nodes without 'mtbf' do not fail; add, for example, mtbf: 2000h",
                "needs: 4 | 'needs' is 4, but web has 3 nodes"
            })
    void failureSettingsWithoutFailuresAreRejected(String setting, String message) throws IOException {
        String text = with(setting).replaceAll("    mt(bf|tr): uniform.*\n", "");
        Path file = Files.writeString(folder.resolve("it.yaml"), text);
        Session session = Session.of("validate", file.toString());
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(message);
    }

    @Test
    void repairTimeWithoutFailuresHasNoEffect() throws IOException {
        String text = with("needs: 2").replaceAll("    mtbf: .*\n", "");
        Path file = Files.writeString(folder.resolve("it.yaml"), text);
        assertThat(Session.of("validate", file.toString()).err())
                .contains("web has no random failures; add, for example, mtbf: 2000h");
    }

    @ParameterizedTest
    @CsvSource({"crash, refused", "power-off, timed_out", "blackhole, timed_out", "hang, timed_out", "pause, timed_out"
    })
    void failureModeDeterminesTheOutcomeOfCalls(String mode, String outcome) throws IOException {
        VariantResult result = run(with("fails_by: " + mode));
        assertThat(result.requests().get("page").outcomes().get(outcome)).isGreaterThan(500);
    }

    /** A bare duration is the mean of an exponential distribution. */
    @Test
    void bareDurationIsAnExponentialMean() throws IOException {
        VariantResult result = run("""
                run: 100000s
                components:
                  web: { kind: server, nodes: 20, mtbf: 90s, mttr: 10s }
                requests:
                  page: { rate: 1/h, path: [web] }
                """);
        assertThat(measure(result, "up") / 20).isCloseTo(0.9, within(0.005));
        assertThat(measure(result, "failures")).isCloseTo(20_000, within(600.0));
    }

    @Test
    void failureTimesAreIndependentOfTheLoad() throws IOException {
        String chance = "mtbf: 5s\n    mttr: 1s";
        String plain = THREE.replaceAll("mtbf: [^\n]*\n *mttr: [^\n]*", chance);
        String busy = replaceParts(
                plain,
                "service: 1ms",
                "service: exp(20ms)",
                "100/s), path",
                "150/s), path",
                "components:\n",
                "components:\n  also: { kind: server, mtbf: 3s, mttr: 1s }\n");
        assertThat(failures(busy)).isEqualTo(failures(plain)).hasSizeGreaterThan(8);
    }

    private List<String> failures(String text) throws IOException {
        return run(text).history().timeline().stream()
                .filter(h -> h.component().equals("web") && h.what().equals("failed"))
                .map(h -> h.atNanos() + " " + h.node())
                .limit(9)
                .toList();
    }

    @Test
    void timelineOfFailuresIsTruncated() throws IOException {
        List<TimelineEvent> timeline =
                run(replaceParts(THREE, "36s", "10m")).history().timeline();
        assertThat(timeline).hasSize(25);
        assertThat(timeline.get(24).text().toString()).isEqualTo("web: further failures are counted but not listed");
    }

    /**
     * By the binomial distribution with an availability of 99 % per host, the time with too few hosts is 7.7 %, 0.34 %
     * and 0.011 %.
     */
    @Tag("story")
    @Test
    void eachSpareHostAddsMoreThanOneNine() throws IOException {
        Session session = Session.of("run", "spare-capacity", "--format", "json");
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        Map<String, Double> unavailability = new TreeMap<>();
        for (VariantResult variant : ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()) {
            unavailability.put(variant.name(), 1 - measure(variant, "enough"));
        }
        assertThat(unavailability.get("no spare")).isCloseTo(0.0773, within(0.006));
        assertThat(unavailability.get("no spare") / unavailability.get("one spare"))
                .isBetween(15.0, 35.0);
        assertThat(unavailability.get("one spare") / unavailability.get("two spares"))
                .isGreaterThan(10);
    }
}
