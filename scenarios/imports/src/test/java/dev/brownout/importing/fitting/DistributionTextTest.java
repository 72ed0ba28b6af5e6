package dev.brownout.importing.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.language.Loader;
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
import dev.brownout.rounds.ChosenRows;
import dev.brownout.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A distribution written to a scenario has the mean and the percentiles of the measured times, whatever they are. */
class DistributionTextTest {
    private static final double MICRO = 1e3;
    private static final double MS = 1e6;

    private static Distribution mix(double share, Distribution one, Distribution other) {
        return new MixtureDistribution(List.of(share, 1 - share), List.of(one, other));
    }

    static Stream<Arguments> systems() {
        Distribution hits = new LognormalDistribution(StrictMath.log(2 * MS), 0.2);
        return Stream.of(
                        new LognormalDistribution(StrictMath.log(8 * MS), 0.7),
                        new LognormalDistribution(StrictMath.log(3 * MS), 2),
                        new ParetoDistribution(2 * MS, 1.3),
                        new UniformDistribution(MS, 50 * MS),
                        new ConstantDistribution(7 * MS),
                        mix(0.97, new ConstantDistribution(2 * MS), new ConstantDistribution(900 * MS)),
                        mix(0.99, hits, new UniformDistribution(400 * MS, 900 * MS)),
                        mix(0.8, hits, new NormalDistribution(120 * MS, 20 * MS)),
                        mix(
                                0.6,
                                hits,
                                mix(0.8, new NormalDistribution(40 * MS, 3 * MS), new ConstantDistribution(5e9))),
                        mix(0.9, new ConstantDistribution(0.2 * MS), new ExponentialDistribution(30 * MS)),
                        mix(0.5, new NormalDistribution(10 * MS, 2 * MS), new NormalDistribution(16 * MS, 4 * MS)))
                .flatMap(distribution -> Stream.of(60, 300, 2_000, 50_000)
                        .flatMap(size -> Stream.of(1.0, 1000.0).map(unit -> Arguments.of(distribution, size, unit))));
    }

    private static long[] samples(Distribution distribution, int size, double unitMicros) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, distribution + " " + size));
        Sampler sampler = distribution.sampler();
        long[] micros = new long[size];
        for (int i = 0; i < size; i++) {
            micros[i] = Math.round(sampler.sample(random) / MICRO / unitMicros) * (long) unitMicros;
        }
        Arrays.sort(micros);
        return micros;
    }

    private static DistributionText written(long[] micros, double unitMicros) {
        TookHistogram times = new TookHistogram();
        for (long time : micros) {
            times.add(time);
        }
        double[] nanos = Arrays.stream(times.values(20_000, unitMicros))
                .map(time -> time * MICRO)
                .toArray();
        return DistributionText.of(
                WeightedSample.ofRounded(unitMicros * MICRO, nanos), times.sample(unitMicros, 0), "times");
    }

    /** Returns the distribution that the scenario language has for a text. */
    private static Distribution read(String text) throws Exception {
        String scenario = "run: 1s\nload: 1/s\ncomponents:\n  web: { kind: server, service: \"" + text
                + "\" }\nrequests:\n  page: { path: [web] }\n";
        Scenario read = new Loader(new ShippedLibrary())
                .load("a", scenario, Overrides.NONE)
                .variants()
                .get(0)
                .scenario();
        return ((ServerSpec) read.components().get("web").spec()).processing().service();
    }

    @ParameterizedTest
    @ChosenRows({3, 14, 22, 32, 34, 45, 53, 62, 67, 80, 86})
    @MethodSource("systems")
    void meanAndPercentilesAreThoseOfTheValues(Distribution distribution, int size, double unitMicros)
            throws Exception {
        long[] micros = samples(distribution, size, unitMicros);
        DistributionText written = written(micros, unitMicros);
        Distribution read = read(written.text());
        double mean = Arrays.stream(micros).average().orElseThrow() * MICRO;
        assertThat(read.mean()).as(written.text()).isCloseTo(mean, withinPercentage(5));
        for (double p : List.of(0.5, 0.9, 0.99)) {
            if ((1 - p) * size >= 10) {
                double measured = micros[(int) Math.ceil(p * size) - 1] * MICRO;
                double share = p < 0.99 && (1 - p) * size < 50 ? 0.21 : 0.11;
                double allowed = Math.max(share * measured, unitMicros * MICRO / 2);
                assertThat(read.quantile(p)).as(p + " of " + written.text()).isCloseTo(measured, within(allowed));
            }
        }
        assertThat(written.origin()).doesNotContain("NO DISTRIBUTION");
    }

    @Test
    void modesBecomeAMixture() {
        Distribution distribution =
                mix(0.9, new ConstantDistribution(2 * MS), new UniformDistribution(50 * MS, 170 * MS));
        DistributionText written = written(samples(distribution, 5_000, 1000), 1000);
        assertThat(written.text())
                .matches("mix\\((89|90)\\.[\\d]*% 2ms, (10|9)[\\d.]*% uniform\\([\\d.]+ms [\\d.]+ms\\)\\)");
        assertThat(written.origin()).contains("a mixture of the modes", "mean ", "p99 ");
    }

    /** A jump at a percentile, such as that of the first calls of connections, leaves the mean and the others right. */
    @ParameterizedTest
    @CsvSource({
        "0.99, 3000",
        "0.99, 20000",
        "0.9, 3000",
        "0.9, 20000",
        "0.5, 3000",
        "0.985, 3000",
        "0.992, 3000",
        "0.99, 1500"
    })
    void jumpAtAPercentileKeepsTheOthers(double jump, int size) throws Exception {
        int fast = (int) Math.round(jump * size);
        long[] micros = new long[size];
        Sampler sampler = new ExponentialDistribution(8 * MS).sampler();
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "jump " + jump + size));
        for (int i = 0; i < size; i++) {
            double time = sampler.sample(random) / MS;
            micros[i] = 1000L * (i < fast ? Math.max(1, Math.round(time * time / 10)) : 300 + Math.round(time / 2));
        }
        Arrays.sort(micros);
        DistributionText written = written(micros, 1000);
        Distribution read = read(written.text());
        assertThat(written.origin()).doesNotContain("NO DISTRIBUTION");
        double mean = Arrays.stream(micros).average().orElseThrow() * MICRO;
        assertThat(read.mean()).as(written.text()).isCloseTo(mean, withinPercentage(5));
        for (double p : List.of(0.5, 0.9, 0.99)) {
            double margin = 2.6 * Math.sqrt(p * (1 - p) / size);
            double least = micros[(int) ((p - margin) * size)] * MICRO;
            double most = micros[(int) Math.ceil(Math.min(1, p + margin) * size) - 1] * MICRO;
            assertThat(read.quantile(p)).as(p + " of " + written.text()).isBetween(0.9 * least - MS, 1.1 * most + MS);
        }
    }
}
