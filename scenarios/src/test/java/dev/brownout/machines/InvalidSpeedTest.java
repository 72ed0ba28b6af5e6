package dev.brownout.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.language.ScenarioTexts;
import dev.brownout.spi.ScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid speeds are rejected with an error that names the correction. */
class InvalidSpeedTest {
    private static final String SITE = """
            run: 2s
            load: 50/s
            components:
              web: { kind: server, %s }
            requests:
              page: { path: [web] }
            """;

    private static String problem(String settings) {
        return ScenarioTexts.rejection("version: 1\nscenario: site\n" + SITE.formatted(settings))
                .render();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            speed: fast                      | expected one of linear, usl, table
            speed: 50%                       | speed
            speed: linear(5ms)               | per_call
            speed: linear(0s 0s)             | 'base' and 'per_call' must not both be 0s
            speed: linear(5 1ms)             | 5
            speed: usl()                     | sigma
            speed: usl(2)                    | at most 1
            speed: usl(0.1 -1)               | kappa
            speed: table                     | at least one number of calls above 1
            speed: { table: {} }             | at least one number of calls above 1
            speed: { table: { a: 50% } }     | not 'a'
            speed: { table: { 0: 50% } }     | not '0'
            speed: { table: { 4: 0% } }      | must be more than 0%
            speed: { table: { 1: 90%, 4: 50% } } | 100%, not 90%
            speed: { table: { 4: 150% } }    | 150
            speed: { tabel: { 4: 50% } }     | speed is
            """)
    void errorNamesTheCorrection(String settings, String expected) {
        assertThat(problem(settings)).contains(expected);
    }

    @Test
    void processOnASharedMachineHasNoSpeed() {
        String shared =
                SITE.formatted("host: box, speed: usl(0.1)").replace("  web:", "  box: { kind: machine }\n  web:");
        assertThatThrownBy(() -> TestScenarioRunner.run(shared))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("remove 'speed' or 'host'");
    }

    @Test
    void fullSpeedIsTheSpeedWithout() {
        String plain = SITE.formatted("cores: 1, service: exp(15ms)");
        String full = SITE.formatted("cores: 1, service: exp(15ms), speed: usl(0 0)");
        assertThat(TestScenarioRunner.run(full).requests().get("page"))
                .isEqualTo(TestScenarioRunner.run(plain).requests().get("page"));
    }
}
