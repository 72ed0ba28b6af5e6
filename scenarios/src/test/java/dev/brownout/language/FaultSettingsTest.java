package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.scenario.FaultEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of faults that the command line sets. */
class FaultSettingsTest {
    private static final String BOX = """
            scenario: a box
            load: 10/s
            run: { duration: 60s, seed: 5 }
            params: { span: 4s }
            components:
              box: { kind: server, nodes: 2, cores: 2, service: exp(10ms) }
            requests:
              page: { path: [box] }
            faults:
              - at 5s: FAULT
            """;

    private static FaultEntry fault(String sentence, String... sets) {
        Experiment experiment = Experiment.text(replaceParts(BOX, "FAULT", sentence));
        for (String set : sets) {
            experiment = experiment.set(set.substring(0, set.indexOf('=')), set.substring(set.indexOf('=') + 1));
        }
        return experiment
                .source()
                .check(experiment.changes())
                .variants()
                .get(0)
                .scenario()
                .faults()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pause box/1 for $span as outage | faults.outage.for=7s        | at 5s: pause box/1 for 7s as outage
            pause box/1 for $span           | faults.fault.for=7s         | at 5s: pause box/1 for 7s
            pause box/1 as outage           | faults.outage.for=7s        | at 5s: pause box/1 for 7s as outage
            pause box/1                     | faults.fault.for=7s         | at 5s: pause box/1 for 7s
            slow box x5 for $span as limp   | faults.limp.factor=x2.5     | at 5s: slow box x2.5 for 4s as limp
            slow box x5 for $span as limp   | faults.limp.factor=2.5      | at 5s: slow box x2.5 for 4s as limp
            slow box factor=x5 as limp      | faults.limp.factor=x2       | at 5s: slow box factor=x2 as limp
            slow box x5 as limp             | faults.limp.for=0s          | at 5s: slow box x5 for 0s as limp
            """)
    void partOfASentenceIsReplaced(String sentence, String set, String expected) {
        String used = sentence.contains("$span") ? sentence : sentence + "\n  - at 50s: pause box/2 for $span as z";
        assertThat(fault(used, set).sentence()).isEqualTo(expected);
    }

    @Test
    void lastSettingOfAPartApplies() {
        FaultEntry both = fault(
                "slow box x5 for $span as limp", "faults.limp.for=9s", "faults.limp.factor=x3", "faults.limp.for=2s");
        assertThat(both.sentence()).isEqualTo("at 5s: slow box x3 for 2s as limp");
        assertThat(both.durationNanos()).contains(2_000_000_000L);
    }

    @Test
    void partOfTheLongFormIsReplaced() {
        String text = replaceParts(
                BOX, "- at 5s: FAULT", "- { at: 5s, do: slow, target: box, factor: x5, for: $span, as: limp }");
        Experiment experiment =
                Experiment.text(text).set("faults.limp.for", "9s").set("faults.limp.factor", "x3");
        FaultEntry entry = experiment
                .source()
                .check(experiment.changes())
                .variants()
                .get(0)
                .scenario()
                .faults()
                .get(0);
        assertThat(entry.durationNanos()).contains(9_000_000_000L);
        assertThat(entry.sentence()).contains("factor=x3");
    }

    @Test
    void variantsWithoutTheFaultStayAsTheyAre() {
        String text = replaceParts(BOX, "faults:\n  - at 5s: FAULT\n", """
                variants:
                  calm: {}
                  hit: { faults: [at 5s: pause box/1 for $span as outage] }
                """);
        Experiment experiment = Experiment.text(text).set("faults.outage.for", "9s");
        var variants = experiment.source().check(experiment.changes()).variants();
        assertThat(variants.get(0).scenario().faults()).isEmpty();
        assertThat(variants.get(1).scenario().faults().get(0).durationNanos()).contains(9_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            faults.outrage.for=7s              | unknown fault 'outrage'; did you mean 'outage'?
            faults.outage.length=7s            | 'pause' has no part 'length' to set; expected for
            faults.outage=7s                   | sets no part of a fault; expected faults.NAME.for=20s
            faults.outage.for=7s as other      | sets no part of a fault
            faults.outage.for=7x               | scenario:10:28: for '7x'
            """)
    void rejectsInvalidSettings(String set, String message) {
        assertThatThrownBy(() -> fault("pause box/1 for $span as outage", set))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining(message);
    }
}
