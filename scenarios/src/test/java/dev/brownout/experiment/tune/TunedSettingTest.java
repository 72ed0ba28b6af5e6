package dev.brownout.experiment.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.tune.TunedSetting.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges and lists of settings, and the values at their positions. */
class TunedSettingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web.queue=1..4           | LINEAR      | true  | 1      | 3      | 4
            web.queue=5..5000        | LOGARITHMIC | true  | 5      | 158    | 5000
            page.timeout=100ms..900ms | LINEAR     | false | 100ms  | 500ms  | 900ms
            page.timeout=100ms..10s  | LOGARITHMIC | false | 100ms  | 1s     | 10s
            page.budget=1%..37%      | LINEAR      | false | 1%     | 19%    | 37%
            load=100/s..331.5/s      | LINEAR      | false | 100/s  | 216/s  | 331.5/s
            web.speed=0.5..2         | LINEAR      | false | 0.5    | 1.25   | 2
            lb.algorithm=a,b,c       | LISTED      | false | a      | b      | c
            web.queue=10..40/3       | LISTED      | false | 10     | 30     | 40
            load=1/s..9/s            | LINEAR      | false | 1/s    | 5/s    | 9/s
            """)
    void positionsAreMappedToReadableValues(
            String text, Scale scale, boolean whole, String low, String middle, String high) {
        TunedSetting setting = TunedSetting.of(text);
        assertThat(setting.scale()).isEqualTo(scale);
        assertThat(setting.whole()).isEqualTo(whole);
        assertThat(setting.value(0).text()).isEqualTo(low);
        assertThat(setting.value(0.5).text()).isEqualTo(middle);
        assertThat(setting.value(1).text()).isEqualTo(high);
        for (double position : new double[] {0, 0.13, 0.5, 0.77, 1}) {
            assertThat(setting.value(setting.position(setting.value(position)))).isEqualTo(setting.value(position));
        }
    }

    @Test
    void valuesHaveThreeDigits() {
        TunedSetting timeout = TunedSetting.of("page.timeout=100ms..10s");
        assertThat(timeout.value(0.377).text()).isEqualTo("568ms");
        assertThat(timeout.position(timeout.value(0.377))).isCloseTo(0.377, within(0.001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web.queue=1..6", "web.queue=a,b,c,d,e,f"})
    void eachValueHasTheSameShareOfThePositions(String text) {
        TunedSetting setting = TunedSetting.of(text);
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 600; i++) {
            counts.merge(setting.value((i + 0.5) / 600).text(), 1, Integer::sum);
        }
        assertThat(counts.values()).hasSize(6).allMatch(count -> count == 100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web.queue     | has no values
            web.queue=4   | has a single value
            web.queue=9..2 | is ascending
            =1..2         | varies nothing
            """)
    void invalidTextsAreRejected(String text, String message) {
        assertThatThrownBy(() -> TunedSetting.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void spaceHasOneToEightDifferentSettings() {
        TunedSetting setting = TunedSetting.of("web.queue=1..4");
        assertThatThrownBy(() -> new DesignSpace(List.of(setting, setting)))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("varied twice");
        List<TunedSetting> nine = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            nine.add(TunedSetting.of("web" + i + ".queue=1..4"));
        }
        assertThatThrownBy(() -> new DesignSpace(nine)).hasMessageContaining("1 to 8 settings, not 9");
        assertThat(new DesignSpace(nine.subList(0, 3)).sweepDesigns()).isEqualTo(64);
    }
}
