package dev.brownout.language.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Variation.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing of {@code --vary}, and scaling of the load by it. */
class VariationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web.nodes=2..5                  | 2 3 4 5
            web.nodes=1..101                | 1 11 21 31 41 51 61 71 81 91 101
            web.nodes=1..4/2                | 1 3 4
            load=100/s..200/s/4             | 100/s 125/s 150/s 175/s 200/s
            load=100..200/s/2               | 100/s 150/s 200/s
            web.service=500us..2ms/3        | 500us 1ms 1.5ms 2ms
            faults.stop.for=1s..9s/3        | 1s 3.67s 6.33s 9s
            load=50/s..125/s/7              | 50/s 60.7/s 71.4/s 82.1/s 92.9/s 103.6/s 114.3/s 125/s
            db.memory=1GB..2GB/3            | 1GB 1.333GB 1.667GB 2GB
            db.loss=0%..1%/3                | 0% 0.333% 0.667% 1%
            db.loss=0%..1%/2                | 0% 0.5% 1%
            x.y=1,2,5                       | 1 2 5
            lb.algorithm=round-robin, random| round-robin random
            web.service=exp(5ms),uniform(1ms,2ms) | exp(5ms) uniform(1ms,2ms)
            """)
    void readsRangesAndLists(String typed, String values) {
        assertThat(texts(Variation.of(typed))).isEqualTo(List.of(values.split(" ", -1)));
    }

    /** Values of a range are short, parse again, increase, and differ from equal steps by half a percent of a step. */
    @ParameterizedTest
    @CsvSource({
        "1, 9, s",
        "7, 100, ms",
        "1000, 1010, ms",
        "0.5, 40, s",
        "50, 150, /s",
        "10, 11, /s",
        "1, 2, GB",
        "3, 700, MB",
        "0.1, 2, %",
        "90, 95, %",
    })
    void valuesOfARangeAreReadable(String from, String to, String unit) {
        for (int steps = 2; steps <= 40; steps++) {
            Variation variation = Variation.of("a.b=" + from + unit + ".." + to + unit + "/" + steps);
            double first = variation.values().get(0).number();
            double step = (variation.values().get(steps).number() - first) / steps;
            assertThat(variation.isOrdered()).isTrue();
            for (int i = 0; i <= steps; i++) {
                Value value = variation.values().get(i);
                assertThat(value.text()).hasSizeLessThanOrEqualTo(11);
                assertThat(value.number()).isCloseTo(first + i * step, within(0.00501 * step));
            }
        }
    }

    @Test
    void pathAloneHasNoValues() {
        assertThat(Variation.of("load")).isEqualTo(new Variation("load", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=1..2", "a.b=", "a.b=1,,2", "a.b=5..2", "a.b=1s..5", "a.b=1..2/0", "a.b=1..9/99999"})
    void rejectsInvalidVariations(String typed) {
        assertThatThrownBy(() -> Variation.of(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(typed)
                .hasMessageNotContaining("--");
    }

    @Test
    void increasingNumbersAreOrdered() {
        assertThat(Variation.of("a.b=1,2,5").isOrdered()).isTrue();
        assertThat(Variation.of("a.b=2,1").isOrdered()).isFalse();
        assertThat(Variation.of("a.b=2,1").growing().isOrdered()).isTrue();
        assertThat(Variation.of("a.b=random,ring-hash").isOrdered()).isFalse();
        Value value = Variation.of("a.b=20ms").values().get(0);
        assertThat(value).isEqualTo(new Value("20ms", 2e7, "ns"));
        assertThat(value.withNumber(5e6)).isEqualTo(new Value("5ms", 5e6, "ns"));
        assertThat(Variation.of("a.b=3").values().get(0).withNumber(4.6).text()).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            300/s | 600/s | 300/s
            ramp(100/s 500/s over=5m) | ramp(120/s 600/s over=5m) | 500/s
            step(10/s 40/s 20/s every=1m) | step(150/s 600/s 300/s every=1m) | 40/s
            spike(base=1k/s peak=3k/s at=1m for=2m) | spike(base=200/s peak=600/s at=1m for=2m) | 3000/s
            diurnal(min=30/min max=60/min peak=20h) | diurnal(min=300/s max=600/s peak=20h) | 1/s
            constant(12/s) | constant(600/s) | 12/s
            """)
    void varyingTheLoadScalesTheWholeProfile(String load, String scaled, String peak) throws Exception {
        ScenarioFile.Variant variant = loaded("load: " + load, "", "600/s");
        assertThat(setting(variant, "load")).isEqualTo(scaled);
        ScenarioFile.Variant plain = loaded("load: " + load, "", "");
        assertThat(Variation.peak(plain.settings()).map(Value::text)).contains(peak);
    }

    @Test
    void listOfLoadsIsScaledToOnePeak() throws Exception {
        ScenarioFile.Variant variant = loaded("load: [step(10/s 20/s every=1m), 5/s]", "", "200/s");
        assertThat(setting(variant, "load.0")).isEqualTo("step(100/s 200/s every=1m)");
        assertThat(setting(variant, "load.1")).isEqualTo("50/s");
    }

    @Test
    void usersAreScaledByNumber() throws Exception {
        ScenarioFile.Variant variant = loaded("load: users(500 think=exp(7s))", "", "40");
        assertThat(setting(variant, "load")).isEqualTo("users(40 think=exp(7s))");
        assertThatThrownBy(() -> loaded("load: users(500 think=exp(7s))", "", "40/s"))
                .isInstanceOf(InvalidScenarioException.class);
    }

    @Test
    void requestRatesAreScaledByTheirSum() throws Exception {
        ScenarioFile.Variant variant = loaded("", "rate: 30/s, ", "60/s");
        assertThat(setting(variant, "requests.page.rate")).isEqualTo("45/s");
        assertThat(setting(variant, "requests.other.rate")).isEqualTo("15/s");
        assertThat(Variation.peak(variant.settings()).map(Value::text)).contains("60/s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/s", "-5/s", "40", "5ms", "much"})
    void rejectsPeaksThatAreNoRate(String peak) {
        assertThatThrownBy(() -> loaded("load: 300/s", "", peak))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("--vary load");
    }

    private static String setting(ScenarioFile.Variant variant, String path) {
        return variant.settings().stream()
                .filter(s -> s.path().equals(path))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static List<String> texts(Variation variation) {
        return variation.values().stream().map(Value::text).toList();
    }

    private static ScenarioFile.Variant loaded(String load, String rate, String peak) throws InvalidScenarioException {
        String other = rate.isEmpty() ? "" : "  other: { rate: 10/s, path: [web] }\n";
        String text = load + "\ncomponents: { web: { kind: server } }\nrequests:\n  page: { " + rate + "path: [web] }\n"
                + other;
        return new Loader(parent -> Optional.empty())
                .load("test", text, Overrides.NONE.withPeak(peak))
                .variants()
                .get(0);
    }
}
