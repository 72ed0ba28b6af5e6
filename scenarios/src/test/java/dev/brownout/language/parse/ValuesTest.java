package dev.brownout.language.parse;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.ScenarioTexts;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ErlangDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.GammaDistribution;
import dev.brownout.random.HotKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.MixtureDistribution;
import dev.brownout.random.NormalDistribution;
import dev.brownout.random.ParetoDistribution;
import dev.brownout.random.ShiftedDistribution;
import dev.brownout.random.UniformDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.WeibullDistribution;
import dev.brownout.random.ZipfKeys;
import dev.brownout.workload.ClosedLoad;
import dev.brownout.workload.ConstantIntervalLoad;
import dev.brownout.workload.DiurnalLoad;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.PoissonLoad;
import dev.brownout.workload.RampLoad;
import dev.brownout.workload.SequentialLoad;
import dev.brownout.workload.SpikeLoad;
import dev.brownout.workload.StepLoad;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parsing of distributions, key distributions and loads. */
class ValuesTest {
    private static final ReferencedFiles NONE = ReferencedFiles.withoutFolder();
    private static final double MS = 1e6;

    private static Functions functions(Dimension dimension) {
        return new Functions(Vocabulary.standard(), dimension, NONE);
    }

    private static Distribution distribution(String text) {
        return new DistributionParser(functions(Dimension.TIME)).read(text);
    }

    private static LoadProfile load(String text) {
        return new LoadParser(functions(Dimension.TIME)).read(text);
    }

    @Test
    void readsEveryDistribution() {
        Map.<String, Distribution>ofEntries(
                        Map.entry("8ms", new ConstantDistribution(8 * MS)),
                        Map.entry("exp(20ms)", new ExponentialDistribution(20 * MS)),
                        Map.entry("exp(mean=20ms)", new ExponentialDistribution(20 * MS)),
                        Map.entry("lognormal(p50=8ms p99=40ms)", LognormalDistribution.byPercentiles(8 * MS, 40 * MS)),
                        Map.entry("lognormal(p50=8ms, p99=40ms)", LognormalDistribution.byPercentiles(8 * MS, 40 * MS)),
                        Map.entry("lognormal(mean=10ms sigma=0.5)", LognormalDistribution.byMeanSigma(10 * MS, 0.5)),
                        Map.entry("lognormal(mean=10ms cv=1.5)", LognormalDistribution.byMeanCv(10 * MS, 1.5)),
                        Map.entry("uniform(1ms 5ms)", new UniformDistribution(1 * MS, 5 * MS)),
                        Map.entry("erlang(k=4 mean=20ms)", new ErlangDistribution(4, 20 * MS)),
                        Map.entry("gamma(shape=2 mean=20ms)", new GammaDistribution(2, 20 * MS)),
                        Map.entry("weibull(shape=2 scale=20ms)", new WeibullDistribution(2, 20 * MS)),
                        Map.entry("pareto(min=1ms alpha=1.5 max=1s)", new ParetoDistribution(1 * MS, 1.5, 1000 * MS)),
                        Map.entry("normal(mean=10ms sd=2ms)", new NormalDistribution(10 * MS, 2 * MS)),
                        Map.entry("hyperexp(mean=10ms cv=2)", MixtureDistribution.hyperexponential(10 * MS, 2)),
                        Map.entry(
                                "mix(99% exp(5ms), 1% 1s)",
                                new MixtureDistribution(
                                        List.of(0.99, 0.01),
                                        List.of(
                                                new ExponentialDistribution(5 * MS),
                                                new ConstantDistribution(1000 * MS)))),
                        Map.entry(
                                "exp(5ms) + 3ms", new ShiftedDistribution(new ExponentialDistribution(5 * MS), 3 * MS)),
                        Map.entry(
                                "exp(5ms) +3ms", new ShiftedDistribution(new ExponentialDistribution(5 * MS), 3 * MS)))
                .forEach((text, expected) ->
                        assertThat(distribution(text)).as(text).isEqualTo(expected));
    }

    @Test
    void readsSizesAsDistributionsOfBytes() {
        assertThat(new DistributionParser(functions(Dimension.SIZE)).read("exp(10kB)"))
                .isEqualTo(new ExponentialDistribution(10_000));
        assertThatThrownBy(() -> new DistributionParser(functions(Dimension.SIZE)).read("exp(10ms)"))
                .hasMessage("'10ms' is a duration, not a size such as 64MB");
    }

    @Test
    void rejectsDistributionsWithMissingArguments() {
        assertThatThrownBy(() -> distribution("lognormal(p50=8ms)"))
                .hasMessage("lognormal needs p50 and p99, or mean and sigma, or mean and cv");
        assertThatThrownBy(() -> distribution("erlang(k=4)"))
                .hasMessage("erlang needs mean, and 'erlang(k=4)' has only k, as in erlang(k=4 mean=20ms)");
        assertThatThrownBy(() -> distribution("exp(20ms mode=3)"))
                .hasMessage("unknown argument of exp 'mode'; expected 'mean'");
        assertThatThrownBy(() -> distribution("mix(99%)"))
                .hasMessage("mix needs pairs of a share and a distribution, as in mix(99% exp(5ms), 1% 1s)");
    }

    @Test
    void readsEveryLoad() {
        Map.<String, LoadProfile>ofEntries(
                        Map.entry("720/s", new PoissonLoad(720)),
                        Map.entry("constant(60/min)", new ConstantIntervalLoad(1)),
                        Map.entry("ramp(100/s 500/s over=5m)", new RampLoad(100, 500, 300_000_000_000L)),
                        Map.entry(
                                "step(100/s 180/s 240/s every=2m)",
                                new StepLoad(List.of(100.0, 180.0, 240.0), 120_000_000_000L)),
                        Map.entry(
                                "spike(base=800/s peak=3k/s at=5m for=40m ramp=1m)",
                                new SpikeLoad(800, 3000, 300_000_000_000L, 2_400_000_000_000L, 60_000_000_000L)),
                        Map.entry(
                                "diurnal(min=10/s max=100/s peak=20h)", new DiurnalLoad(10, 100, 72_000_000_000_000L)),
                        Map.entry("users(500 think=exp(7s))", new ClosedLoad(500, new ExponentialDistribution(7e9))))
                .forEach((text, expected) -> assertThat(load(text)).as(text).isEqualTo(expected));
    }

    @Test
    void listOfLoadsIsSequential() {
        LoadProfile load = ScenarioTexts.scenario(
                        replaceParts(ScenarioTexts.GOOD, "load: 100/s", "load: [ramp(1/s 9/s over=1m), 9/s]"))
                .workload()
                .load()
                .orElseThrow();
        assertThat(load)
                .isEqualTo(new SequentialLoad(
                        List.of(new SequentialLoad.Stage(new RampLoad(1, 9, 60_000_000_000L), 60_000_000_000L)),
                        new PoissonLoad(9)));
    }

    @Test
    void readsKeyDistributions() {
        KeyPopularityParser keys = new KeyPopularityParser(functions(Dimension.TIME));
        assertThat(keys.read("uniform(100k)")).isEqualTo(new UniformKeys(100_000));
        assertThat(keys.read("hot(30% on bieber, 10% on 민수, rest uniform(1M))"))
                .isEqualTo(new HotKeys(
                        List.of(new HotKeys.Hot(0.3, "bieber"), new HotKeys.Hot(0.1, "민수")),
                        new UniformKeys(1_000_000)));
        KeyPopularity zipf = keys.read("zipf(1.0 100k)");
        assertThat(zipf).isInstanceOf(ZipfKeys.class);
        assertThat(zipf.size()).isEqualTo(100_000);
    }

    @Test
    void arithmeticTracksUnits() {
        Map<String, Amount> known = Map.of("rate", UnitParser.read("200/s"), "share", UnitParser.read("25%"));
        ExactArithmetic arithmetic = new ExactArithmetic(known::get);
        Map.of(
                        "rate * 4", "800/s",
                        "rate / 8 + 5/s", "30/s",
                        "(rate + rate) * share", "100/s",
                        "rate * 2s", "400",
                        "rate / rate", "1",
                        "100 / 2s", "50/s",
                        "rate - 50/s", "150/s",
                        "-rate", "-200/s",
                        "10s / 4", "2.5s")
                .forEach((text, expected) -> assertThat(UnitParser.write(arithmetic.evaluate(text)))
                        .as(text)
                        .isEqualTo(expected));
        assertThatThrownBy(() -> arithmetic.evaluate("rate / 0")).hasMessage("'rate / 0' divides by zero");
        assertThatThrownBy(() -> arithmetic.evaluate("2s * 3s")).hasMessageContaining("multiplies a duration by");
    }
}
