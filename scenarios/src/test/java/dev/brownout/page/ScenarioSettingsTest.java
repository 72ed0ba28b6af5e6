package dev.brownout.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The settings of a scenario are at the places of their numbers, and a changed number is an ordinary text. */
class ScenarioSettingsTest {
    private static final int SOME = 40;

    private final ShippedLibrary library = new ShippedLibrary();

    private static ScenarioSetting setting(String path, String text) {
        return ScenarioSettings.named(path, "test", text).orElseThrow();
    }

    @Test
    void placesHaveTheTextsOfTheNumbers() {
        for (String name : library.names()) {
            String text = library.text(name).orElseThrow();
            List<String> lines = text.lines().toList();
            List<ScenarioSetting> settings = ScenarioSettings.settings(name, text);
            assertThat(settings).as(name).isNotEmpty();
            assertThat(settings).extracting(ScenarioSetting::path).doesNotHaveDuplicates();
            for (ScenarioSetting setting : settings) {
                String line = lines.get(setting.line() - 1);
                int start = line.offsetByCodePoints(0, setting.column() - 1);
                assertThat(line.substring(start, line.offsetByCodePoints(start, setting.length())))
                        .as(name + " " + setting)
                        .isEqualTo(setting.value());
                if (!Double.isNaN(setting.number())) {
                    String number = setting.value()
                            .substring(
                                    0, setting.value().length() - setting.unit().length());
                    assertThat(new BigDecimal(number)).isEqualByComparingTo(BigDecimal.valueOf(setting.number()));
                    assertThat(setting.range().min()).isLessThanOrEqualTo(setting.number());
                    assertThat(setting.range().max()).isGreaterThanOrEqualTo(setting.number());
                }
                assertThat(setting.replace(text, setting.value())).isEqualTo(text);
            }
        }
    }

    @Test
    void changedNumbersAreReadOrRejected() {
        change(SOME);
    }

    @Test
    @Tag("thorough")
    void eachChangedNumberIsReadOrRejected() {
        change(1);
    }

    private void change(int step) {
        Loader loader = new Loader(library);
        int number = 0;
        int read = 0;
        for (String name : library.names()) {
            String text = library.text(name).orElseThrow();
            for (ScenarioSetting setting : ScenarioSettings.settings(name, text)) {
                number++;
                if (number % step == 0 && !Double.isNaN(setting.number())) {
                    String other = BigDecimal.valueOf(setting.range().max())
                            .stripTrailingZeros()
                            .toPlainString();
                    try {
                        loader.load(name, setting.replace(text, other + setting.unit()), Overrides.NONE);
                        read++;
                    } catch (InvalidScenarioException rejected) {
                        assertThat(rejected.all()).isNotEmpty();
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(number / step / 2);
    }

    @Test
    void parametersAreFirstWithTheirRangeInTheUnitOfTheText() {
        String text = """
                load: $peak
                params:
                  peak: { default: 720/s, range: 0.1k/s..2k/s, help: requests per second }
                  ttl: { default: 10s, choices: [10s, 1m] }
                """;
        List<ScenarioSetting> settings = ScenarioSettings.settings("test", text);
        assertThat(settings).extracting(ScenarioSetting::path).containsExactly("params.peak", "params.ttl");
        assertThat(settings.get(0).range()).isEqualTo(new SliderRange(100, 2000, false, false));
        assertThat(settings.get(0).help()).isEqualTo("requests per second");
        assertThat(settings.get(1).choices()).containsExactly("10s", "1m");
    }

    @Test
    void numbersInValuesAndKeysHaveLabels() {
        String text = """
                components:
                  web: { kind: server, nodes: 2, service: lognormal(p50=30ms p99=0.25s) }   # 5 of 6
                faults:
                  - at 2m: slow web/1 x10 for 30s
                """;
        assertThat(ScenarioSettings.settings("test", text))
                .extracting(setting -> setting.path() + " " + setting.value() + ", " + setting.label())
                .containsExactly(
                        "components.web.nodes 2, nodes of web",
                        "components.web.service[0] 30ms, service of web",
                        "components.web.service[1] 0.25s, service of web",
                        "faults.0.at 2m, start of fault",
                        "faults.0.at 2m[0] 30s, fault at 2m");
        ScenarioSetting nodes = setting("components.web.nodes", text);
        assertThat(nodes.range()).isEqualTo(new SliderRange(1, 10, true, false));
        assertThat(nodes.replace(text, "3")).contains("nodes: 3, service");
        assertThat(ScenarioSettings.settings("test", "a: [")).isEmpty();
    }
}
