package dev.brownout.language.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.ScenarioTexts;
import dev.brownout.load.ConstantInterval;
import dev.brownout.load.Diurnal;
import dev.brownout.load.Profile;
import dev.brownout.load.Ramp;
import dev.brownout.load.Sequence;
import dev.brownout.load.Spike;
import dev.brownout.load.Steady;
import dev.brownout.load.Steps;
import dev.brownout.load.Users;
import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.random.Erlang;
import dev.brownout.random.Exponential;
import dev.brownout.random.Gamma;
import dev.brownout.random.HotKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.Lognormal;
import dev.brownout.random.Mixture;
import dev.brownout.random.Normal;
import dev.brownout.random.Pareto;
import dev.brownout.random.Shifted;
import dev.brownout.random.Uniform;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.Weibull;
import dev.brownout.random.ZipfKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Laws, keys and loads are read as they are defined. */
class ValuesTest {
    private static final Files NONE = new Files(Optional.empty(), Optional.empty());
    private static final double MS = 1e6;

    private static Functions functions(Dimension dimension) {
        return new Functions(Vocabulary.standard(), dimension, NONE);
    }

    private static Distribution law(String text) {
        return new Laws(functions(Dimension.TIME)).read(text);
    }

    private static Profile load(String text) {
        return new Loads(functions(Dimension.TIME)).read(text);
    }

    @Test
    void everyLawIsRead() {
        Map.<String, Distribution>ofEntries(
                        Map.entry("8ms", new Constant(8 * MS)),
                        Map.entry("exp(20ms)", new Exponential(20 * MS)),
                        Map.entry("exp(mean=20ms)", new Exponential(20 * MS)),
                        Map.entry("lognormal(p50=8ms p99=40ms)", Lognormal.byPercentiles(8 * MS, 40 * MS)),
                        Map.entry("lognormal(p50=8ms, p99=40ms)", Lognormal.byPercentiles(8 * MS, 40 * MS)),
                        Map.entry("lognormal(mean=10ms sigma=0.5)", Lognormal.byMeanSigma(10 * MS, 0.5)),
                        Map.entry("lognormal(mean=10ms cv=1.5)", Lognormal.byMeanCv(10 * MS, 1.5)),
                        Map.entry("uniform(1ms 5ms)", new Uniform(1 * MS, 5 * MS)),
                        Map.entry("erlang(k=4 mean=20ms)", new Erlang(4, 20 * MS)),
                        Map.entry("gamma(shape=2 mean=20ms)", new Gamma(2, 20 * MS)),
                        Map.entry("weibull(shape=2 scale=20ms)", new Weibull(2, 20 * MS)),
                        Map.entry("pareto(min=1ms alpha=1.5 max=1s)", new Pareto(1 * MS, 1.5, 1000 * MS)),
                        Map.entry("normal(mean=10ms sd=2ms)", new Normal(10 * MS, 2 * MS)),
                        Map.entry("hyperexp(mean=10ms cv=2)", Mixture.hyperexponential(10 * MS, 2)),
                        Map.entry(
                                "mix(99% exp(5ms), 1% 1s)",
                                new Mixture(
                                        List.of(0.99, 0.01),
                                        List.of(new Exponential(5 * MS), new Constant(1000 * MS)))),
                        Map.entry("exp(5ms) + 3ms", new Shifted(new Exponential(5 * MS), 3 * MS)),
                        Map.entry("exp(5ms) +3ms", new Shifted(new Exponential(5 * MS), 3 * MS)))
                .forEach((text, expected) -> assertThat(law(text)).as(text).isEqualTo(expected));
    }

    @Test
    void aSizeIsALawOfBytes() {
        assertThat(new Laws(functions(Dimension.SIZE)).read("exp(10kB)")).isEqualTo(new Exponential(10_000));
        assertThatThrownBy(() -> new Laws(functions(Dimension.SIZE)).read("exp(10ms)"))
                .hasMessage("'10ms' is a duration, not a size such as 64MB");
    }

    @Test
    void aLawThatLacksSomethingSaysWhat() {
        assertThatThrownBy(() -> law("lognormal(p50=8ms)"))
                .hasMessage("lognormal needs p50 and p99, or mean and sigma, or mean and cv");
        assertThatThrownBy(() -> law("erlang(k=4)"))
                .hasMessage("erlang needs mean, and 'erlang(k=4)' has only k, as in erlang(k=4 mean=20ms)");
        assertThatThrownBy(() -> law("exp(20ms mode=3)")).hasMessage("unknown argument of exp 'mode'; expected 'mean'");
        assertThatThrownBy(() -> law("mix(99%)"))
                .hasMessage("mix needs pairs of a share and a law, as in mix(99% exp(5ms), 1% 1s)");
    }

    @Test
    void everyLoadIsRead() {
        Map.<String, Profile>ofEntries(
                        Map.entry("720/s", new Steady(720)),
                        Map.entry("constant(60/min)", new ConstantInterval(1)),
                        Map.entry("ramp(100/s 500/s over=5m)", new Ramp(100, 500, 300_000_000_000L)),
                        Map.entry(
                                "step(100/s 180/s 240/s every=2m)",
                                new Steps(List.of(100.0, 180.0, 240.0), 120_000_000_000L)),
                        Map.entry(
                                "spike(base=800/s peak=3k/s at=5m for=40m ramp=1m)",
                                new Spike(800, 3000, 300_000_000_000L, 2_400_000_000_000L, 60_000_000_000L)),
                        Map.entry("diurnal(min=10/s max=100/s peak=20h)", new Diurnal(10, 100, 72_000_000_000_000L)),
                        Map.entry("users(500 think=exp(7s))", new Users(500, new Exponential(7e9))))
                .forEach((text, expected) -> assertThat(load(text)).as(text).isEqualTo(expected));
    }

    @Test
    void aListOfLoadsRunsOneAfterAnother() {
        Profile load = ScenarioTexts.scenario(
                        ScenarioTexts.GOOD.replace("load: 100/s", "load: [ramp(1/s 9/s over=1m), 9/s]"))
                .load()
                .orElseThrow();
        assertThat(load)
                .isEqualTo(new Sequence(
                        List.of(new Sequence.Stage(new Ramp(1, 9, 60_000_000_000L), 60_000_000_000L)), new Steady(9)));
    }

    @Test
    void keysAreRead() {
        KeyLaws keys = new KeyLaws(functions(Dimension.TIME));
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
    void arithmeticCountsUnits() {
        Map<String, Amount> known = Map.of("rate", Units.read("200/s"), "share", Units.read("25%"));
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
                        "10s / 4", "2500ms")
                .forEach((text, expected) -> assertThat(Units.write(arithmetic.evaluate(text)))
                        .as(text)
                        .isEqualTo(expected));
        assertThatThrownBy(() -> arithmetic.evaluate("rate / 0")).hasMessage("'rate / 0' divides by zero");
        assertThatThrownBy(() -> arithmetic.evaluate("2s * 3s")).hasMessageContaining("multiplies a duration by");
    }
}
