package dev.brownout.importing.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.log.LogImporter;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.MixtureDistribution;
import dev.brownout.random.NormalDistribution;
import dev.brownout.random.ParetoDistribution;
import dev.brownout.random.Sampler;
import dev.brownout.random.UniformDistribution;
import dev.brownout.result.RequestResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Run;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs of known systems: the imported scenario has their mean, their percentiles and their availability. */
@Tag("once")
class ImportedLogAgreementTest {
    private static final double MS = 1e6;
    private static final int LINES = 4_000;
    private static final double RATE = 10;

    private static Distribution mix(double share, Distribution one, Distribution other) {
        return new MixtureDistribution(List.of(share, 1 - share), List.of(one, other));
    }

    static Stream<Arguments> systems() {
        Distribution hits = new LognormalDistribution(StrictMath.log(2 * MS), 0.15);
        List<Distribution> distributions = List.of(
                new LognormalDistribution(StrictMath.log(12 * MS), 0.6),
                mix(0.7, new NormalDistribution(15 * MS, 2 * MS), new NormalDistribution(120 * MS, 15 * MS)),
                mix(0.97, new ConstantDistribution(5 * MS), new ConstantDistribution(2_000 * MS)),
                new LognormalDistribution(StrictMath.log(4 * MS), 1.8),
                new ParetoDistribution(3 * MS, 1.6),
                new UniformDistribution(10 * MS, 90 * MS),
                mix(0.9, hits, new UniformDistribution(60 * MS, 200 * MS)),
                mix(0.75, hits, new ExponentialDistribution(80 * MS)));
        return distributions.stream()
                .flatMap(distribution ->
                        Stream.of(0.0, 0.003, 0.08).map(failing -> Arguments.of(distribution, failing)));
    }

    /** Log of a system with the times of its successful responses, in ms. Failed responses take half a second. */
    private record KnownLog(String text, double[] times, double availability) {
        static KnownLog of(Distribution distribution, double failing, String name) {
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, name));
            Sampler sampler = distribution.sampler();
            StringBuilder lines = new StringBuilder();
            List<Double> times = new ArrayList<>();
            double position = 1_772_323_200;
            for (int i = 0; i < LINES; i++) {
                position -= StrictMath.log(1 - random.uniform()) / RATE;
                boolean fails = random.uniform() < failing;
                double elapsed = fails ? 500 : Math.rint(sampler.sample(random) / MS);
                if (!fails) {
                    times.add(elapsed);
                }
                lines.append(String.format(
                        Locale.ROOT,
                        "%.3f \"GET /page HTTP/1.1\" %d 10 %.3f%n",
                        position + elapsed / 1e3,
                        fails ? 503 : 200,
                        elapsed / 1e3));
            }
            double[] sorted = times.stream().mapToDouble(time -> time).sorted().toArray();
            return new KnownLog(lines.toString(), sorted, sorted.length / (double) LINES);
        }

        double percentile(double p) {
            return times[(int) Math.ceil(p * times.length) - 1];
        }
    }

    private static ImportResult importResult(String log) throws Exception {
        ImportSource source =
                new ImportSource("a.log", () -> new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
        return ImportedFiles.read(
                new LogImporter(),
                List.of(source),
                "--format",
                List.of("$msec \"$request\" $status $bytes_sent $request_time"));
    }

    /** Returns the requests of a run that is long enough for the 99th percentile. */
    private static RequestResult run(String scenario) throws Exception {
        String longer = scenario.replaceFirst("duration: \\S+,", "duration: 12h,");
        ScenarioFile file = new Loader(new ShippedLibrary()).load("a", longer, Overrides.NONE);
        ScenarioFile.Variant variant = file.variants().get(0);
        return Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true)
                .requests()
                .get("get-page");
    }

    @ParameterizedTest
    @ChosenRows(20)
    @MethodSource("systems")
    void runHasTheFiguresOfTheLog(Distribution distribution, double failing) throws Exception {
        KnownLog log = KnownLog.of(distribution, failing, distribution + " " + failing);
        ImportResult imported = importResult(log.text());
        RequestResult run = run(imported.scenario());
        String text = imported.scenario();
        double mean = Arrays.stream(log.times()).average().orElseThrow() * MS;
        assertThat(run.successes().mean()).as(text).isCloseTo(mean, withinPercentage(6));
        for (double p : List.of(0.5, 0.9, 0.99)) {
            double measured = log.percentile(p) * MS;
            double simulated = p == 0.5
                    ? run.successes().p50()
                    : p == 0.9 ? run.successes().p90() : run.successes().p99();
            assertThat(simulated).as(p + text).isCloseTo(measured, within(Math.max(0.12 * measured, MS / 2)));
        }
        assertThat(run.availability()).as(text).isCloseTo(log.availability(), within(0.002));
        ImportResult checked = ImportCheck.checked(imported);
        assertThat(String.join("\n", checked.summary()))
                .contains("agree with the source")
                .doesNotContain("DIFFERS");
    }

    @Test
    void requestTypesFailApart() throws Exception {
        String broken = KnownLog.of(new UniformDistribution(MS, 9 * MS), 0.2, "broken")
                .text()
                .replace("/page", "/broken");
        String sound =
                KnownLog.of(new UniformDistribution(MS, 9 * MS), 0, "sound").text();
        ImportResult checked = ImportCheck.checked(importResult(sound + broken));
        assertThat(checked.summary())
                .anySatisfy(line -> assertThat(line).matches("  get-page availability +100 % +100 % .*"))
                .anySatisfy(line -> assertThat(line).matches("  get-broken availability +(79|80|81)[.\\d]* % +.*"))
                .noneSatisfy(line -> assertThat(line).contains("DIFFERS"));
    }

    /** Responses wait for one of two cores at the busiest time: with two cores the scenario has the same times. */
    @Test
    @Tag("change")
    void queueingOfTheBusiestTimeDeterminesTheCores() throws Exception {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "two cores"));
        double[] free = new double[2];
        List<double[]> responses = new ArrayList<>();
        double position = 0;
        while (position < 7200) {
            position -=
                    StrictMath.log(1 - random.uniform()) / (45 - 35 * StrictMath.cos(2 * Math.PI * position / 7200));
            int core = free[0] <= free[1] ? 0 : 1;
            free[core] = Math.max(position, free[core]) - StrictMath.log(1 - random.uniform()) * 0.02;
            responses.add(new double[] {free[core], free[core] - position});
        }
        responses.sort(Comparator.comparingDouble(response -> response[0]));
        StringBuilder lines = new StringBuilder();
        for (double[] response : responses) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%.3f \"GET /page HTTP/1.1\" 200 10 %.3f%n",
                    1_772_323_200 + response[0],
                    response[1]));
        }
        ImportResult checked = ImportCheck.checked(importResult(lines.toString()));
        assertThat(checked.scenario())
                .contains("    cores: 2   # unknown\n", "agree with the source")
                .containsPattern("cpu: exp\\((19|20)\\.?\\d*ms\\)");
    }
}
