package dev.brownout.importing.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.importing.calibrate.Calibration.RequestFit;
import dev.brownout.importing.calibrate.CalibrationPrediction.Row;
import dev.brownout.importing.calibrate.MachineEstimate.CoreCertainty;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.random.Distribution;
import dev.brownout.random.ErlangDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.GammaDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.UniformDistribution;
import dev.brownout.random.WeibullDistribution;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random models are run, calibrated from client-side measurements, and validated against a load unknown to the
 * calibration. With 50,000 lines or more each: mean service time within 2 %, its p99 within 5 %, exact number of cores,
 * exponent of the keys within 0.03. For the other load: p50 within 10 %, and all percentiles up to p99 within 20 %.
 */
@Tag("law")
class CalibrationRoundTripTest {
    private static final double MS = 1e6;
    private static final int LINES = 50_000;
    private static final int HELD_OUT = 20_000;

    /** Random model of one server. */
    private record Model(Distribution work, String text, int cores, double load, double offset, double s, int keys) {
        static Model number(int number) {
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "RoundTripTest " + number));
            double mean = uniform(random, 2, 40);
            double shape = uniform(random, 0.7, 3);
            Distribution work;
            String text;
            switch (number % 6) {
                case 0 -> {
                    work = new ExponentialDistribution(mean * MS);
                    text = format("exp(%.6fms)", mean);
                }
                case 1 -> {
                    double sigma = uniform(random, 0.3, 1);
                    work = LognormalDistribution.byMeanSigma(mean * MS, sigma);
                    text = format("lognormal(mean=%.6fms sigma=%.6f)", mean, sigma);
                }
                case 2 -> {
                    work = new GammaDistribution(shape, mean * MS);
                    text = format("gamma(shape=%.6f mean=%.6fms)", shape, mean);
                }
                case 3 -> {
                    work = new WeibullDistribution(shape, mean * MS);
                    text = format("weibull(shape=%.6f scale=%.6fms)", shape, mean);
                }
                case 4 -> {
                    int k = 2 + random.nextInt(5);
                    work = new ErlangDistribution(k, mean * MS);
                    text = format("erlang(k=%d mean=%.6fms)", k, mean);
                }
                default -> {
                    work = new UniformDistribution(mean / 2 * MS, 1.5 * mean * MS);
                    text = format("uniform(%.6fms %.6fms)", mean / 2, 1.5 * mean);
                }
            }
            int cores = 1 + random.nextInt(8);
            double load = uniform(random, 0.6, 0.85);
            double offset = random.uniform() < 0.5 ? 0 : uniform(random, 1, 10);
            double s = uniform(random, 0.5, 1.3);
            return new Model(work, text, cores, load, offset, s, 100 << random.nextInt(8));
        }

        private static double uniform(KeyedRandom random, double low, double high) {
            return low + (high - low) * random.uniform();
        }

        private static String format(String text, Object... values) {
            return String.format(Locale.ROOT, text, values);
        }

        /** Returns the model with two thirds of its load. */
        Model slower() {
            return new Model(work, text, cores, load * 2 / 3, offset, s, keys);
        }

        double rate() {
            return load * cores / (work.mean() / 1e9);
        }

        String yaml(int lines) {
            return format(
                    """
                    scenario: drawn
                    run: { duration: %.6fs }
                    network: %s
                    components:
                      web: { kind: server, cores: %d, queue: unlimited, service: %s }
                    requests:
                      page: { path: [web], key: zipf(%.6f %d), timeout: 1h }
                    load: %.6f/s
                    """,
                    lines / rate(),
                    offset == 0 ? "none" : format("{ rtt: 0ms, last_mile: %.6fms }", offset),
                    cores,
                    text,
                    s,
                    keys,
                    rate());
        }

        /** Returns the client-side measurements of a run in whole microseconds, as in logs. */
        MeasuredLog measure(int lines) throws InvalidScenarioException {
            List<long[]> seen = new ArrayList<>();
            Map<Integer, Long> counts = new TreeMap<>();
            var file = new Loader(new ShippedLibrary()).load("drawn", yaml(lines), Overrides.NONE);
            VariantRuns.run(
                    file,
                    file.variants(),
                    Execution.withDefaults(),
                    new TraceOptions(false, TraceSelector.NONE).logging((type, request, endedAt, outcome) -> {
                        seen.add(
                                new long[] {micros(request.intendedSendAt()), micros(endedAt - request.intendedSendAt())
                                });
                        counts.merge(request.key(), 1L, Long::sum);
                    }));
            CallSample calls = CallSample.of(
                    seen.stream().mapToLong(line -> line[0]).toArray(),
                    seen.stream().mapToLong(line -> line[1]).toArray(),
                    new int[seen.size()]);
            long[] keyed = counts.values().stream().mapToLong(Long::longValue).toArray();
            return new MeasuredLog(
                    "drawn", seen.size(), 0, calls, List.of("page"), List.of(keyed), 1000, Optional.empty());
        }

        private static long micros(long nanos) {
            return Math.round(nanos / 1e3) * 1000;
        }
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(ints = {0, 4, 7})
    void calibrationRecoversTheModel(int number) throws InvalidScenarioException, IOException {
        calibrated(Model.number(number), LINES);
    }

    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void calibrationRecoversMoreModels(int number) throws InvalidScenarioException, IOException {
        calibrated(Model.number(number), 2 * LINES);
    }

    private static void calibrated(Model model, int lines) throws InvalidScenarioException, IOException {
        Calibration fitted = Calibration.of(List.of(model.measure(lines)));
        RequestFit page = fitted.requests().get(0);
        Distribution distribution = page.work().best().orElseThrow().distribution();
        assertThat(fitted.machine().coreCertainty()).isEqualTo(CoreCertainty.EXACTLY);
        assertThat(fitted.machine().cores()).isEqualTo(model.cores());
        assertThat(page.work().rivals()).isEmpty();
        assertThat(distribution.mean() / model.work().mean()).isCloseTo(1, within(0.02));
        assertThat(distribution.quantile(0.99) / model.work().quantile(0.99)).isCloseTo(1, within(0.05));
        assertThat(fitted.machine().offsetNanos() / MS)
                .isCloseTo(model.offset(), within(0.03 * model.work().mean() / MS));
        assertThat(page.keys().orElseThrow().exponent()).isCloseTo(model.s(), within(0.03));
        assertThat(fitted.arrivals().get(0).orElseThrow().rate() / model.rate()).isCloseTo(1, within(0.02));
        for (Row row : CalibrationPrediction.of(fitted, model.slower().measure(HELD_OUT))
                .rows()) {
            if (!row.number().equals("p99.9")) {
                double near = row.number().equals("p50") ? 0.1 : 0.2;
                assertThat(row.error()).as(row.number()).isCloseTo(0, within(near));
            }
        }
    }
}
