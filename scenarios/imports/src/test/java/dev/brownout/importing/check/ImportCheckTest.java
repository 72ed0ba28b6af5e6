package dev.brownout.importing.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.ImportResult;
import dev.brownout.importing.system.ImportedSystem.Header;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Check of scenarios with known results. */
@Tag("once")
class ImportCheckTest {
    private static String scenario(String load, String service, String predict) {
        return """
                # Made by 'brownout import log' of a.log.
                version: 1
                run: 10m
                load: LOAD
                network: none
                components:
                  web: { kind: server, cores: 100, service: SERVICE }
                requests:
                  page: { path: [web] }
                """.replace("LOAD", load).replace("SERVICE", service)
                + (predict.isEmpty() ? "" : "predict:\n" + predict);
    }

    private static ImportResult checked(String scenario, ImportResult... alternatives) throws Exception {
        return ImportCheck.checked(new ImportResult(scenario, List.of("read"), List.of(alternatives)));
    }

    @Test
    void agreementIsStatedAboveTheVersionAndBelowTheSummary() throws Exception {
        ImportResult checked = checked(scenario(
                "50/s", "exp(20ms)", "  mean: page.mean ~ 20ms +/- 5%\n  rate: page.throughput ~ 50/s +/- 5%\n"));
        assertThat(checked.scenario())
                .containsPattern("a.log.\n# Checked by 13 runs of 10 min with [\\d,]+ requests: all 2 figures under"
                        + " 'predict' agree with the source.\nversion: 1\n");
        assertThat(checked.summary().get(0)).isEqualTo("read");
        assertThat(checked.summary())
                .anySatisfy(line -> assertThat(line).matches("  mean +20 ms +(19.9|20|20.1) ms +[+-].* %"))
                .noneSatisfy(line -> assertThat(line).contains("DIFFERS"));
    }

    @Test
    void differenceIsStatedFirst() throws Exception {
        ImportResult checked = checked(scenario(
                "50/s", "exp(20ms)", "  mean: page.mean ~ 25ms +/- 10%\n  up: page.availability ~ 100% +/- 0.2%\n"));
        assertThat(checked.summary().get(0))
                .startsWith("DOES NOT AGREE WITH ITS SOURCE: 1 of 2 figures differ")
                .contains("mean is 25 ms in the source and ");
        assertThat(checked.scenario()).contains("\n# DOES NOT AGREE WITH ITS SOURCE: ");
        assertThat(checked.summary()).anySatisfy(line -> assertThat(line).matches("  mean .* -20 % ± .*DIFFERS"));
    }

    @Test
    @Tag("change")
    void failuresOfTheScenarioAreDifferences() throws Exception {
        String failing = scenario("50/s", "exp(20ms)", "  up: page.availability ~ 100% +/- 0.2%\n")
                + "faults: [at 0s: errors web 1%]\n";
        assertThat(checked(failing).summary())
                .anySatisfy(line -> assertThat(line).matches("  up +100 % +(98.9|99).* % +-.* points +DIFFERS"));
        String silent = scenario("50/s", "exp(20ms)", "") + "faults: [at 0s: errors web 5%]\n";
        assertThat(checked(silent).summary())
                .anySatisfy(line -> assertThat(line)
                        .matches("Checked by .* % of the requests fail, most of them failed at web, the .*"));
        String overloaded = scenario("50/s", "exp(20ms)", "").replace("cores: 100", "cores: 1, queue: 0");
        assertThat(checked(overloaded).summary().get(0))
                .startsWith("CHECK FAILED in 1 run of 10 min with ")
                .endsWith("of the requests fail, most of them rejected at web");
    }

    @Test
    @Tag("change")
    void firstAlternativeThatAgreesIsUsed() throws Exception {
        String predict = "  mean: page.mean ~ 25ms +/- 5%\n";
        ImportResult nearer = new ImportResult(scenario("50/s", "exp(23ms)", predict), List.of("nearer"));
        ImportResult right = new ImportResult(scenario("50/s", "exp(25ms)", predict), List.of("right"));
        String first = scenario("50/s", "exp(20ms)", predict);
        assertThat(checked(first, nearer, right).summary().get(0)).isEqualTo("right");
        assertThat(checked(first, nearer).summary())
                .contains("nearer")
                .anySatisfy(line -> assertThat(line).startsWith("DOES NOT AGREE"));
    }

    @Test
    @Tag("change")
    void longLoadIsShortenedInItsWholeCourse() throws Exception {
        isShortened("step(1000/s 5000/s 3000/s every=4h)");
        isShortened("[step(1000/s every=4h), step(6000/s 4000/s every=2h), step(3000/s every=1h)]");
    }

    private static void isShortened(String steps) throws Exception {
        ImportResult checked = checked(scenario(steps, "1ms", "  rate: page.throughput ~ 3000/s +/- 5%\n")
                .replace("run: 10m", "run: 12h"));
        assertThat(checked.scenario()).contains(", the load shortened 260 times: all 1 figures");
        assertThat(checked.summary()).noneSatisfy(line -> assertThat(line).contains("DIFFERS"));
    }

    @Test
    void scenarioWithoutFiguresMustReachEachComponent() throws Exception {
        String lonely = scenario("50/s", "exp(20ms)", "").replace("requests:", "  db: { kind: database }\nrequests:");
        assertThat(checked(lonely).summary().get(0)).startsWith("CHECK FAILED").endsWith("no call reaches db");
        assertThat(checked(scenario("50/s", "exp(20ms)", "")).summary())
                .anySatisfy(line -> assertThat(line)
                        .matches("Checked by .*: every component is reached, no request fails, the busiest is web at"
                                + " (1|1.01|0.99\\d*) %"));
    }

    @Test
    void checkOfTheSameScenarioIsTheSame() throws Exception {
        String scenario = scenario("50/s", "exp(20ms)", "  mean: page.mean ~ 20ms +/- 5%\n")
                .replace("run: 10m", "run: 1m");
        assertThat(checked(scenario).summary()).isEqualTo(checked(scenario).summary());
    }

    /** Failures of a scenario with a guessed load come from the guesses; a part without calls does not. */
    @Test
    void failuresAtGuessesAreNoFailureOfTheImport() throws Exception {
        String guessed = scenario("50/s", "exp(20ms)", "")
                .replace("a.log.\n", "a.yaml.\n# " + Header.GUESSES + "\n")
                .replace("cores: 100", "cores: 1, queue: 0");
        assertThat(checked(guessed).summary().get(0))
                .matches("FAILS AT ITS GUESSES in 1 run of .*: .* % of the requests fail, most of them .* at web;"
                        + " the load and the service times are guesses: .*");
        String lonely = guessed.replace("requests:", "  db: { kind: database }\nrequests:");
        assertThat(checked(lonely).summary().get(0)).startsWith("CHECK FAILED").endsWith("no call reaches db");
    }

    /** The work is limited by requests and events, so equal scenarios have equal checks on any machine. */
    @Test
    void uncomparedScenariosHaveAtMostFiftyThousandRequests() throws Exception {
        assertThat(checked(scenario("500/s", "1ms", "")).summary().get(1))
                .matches("Checked by 1 run of 100 s with (49|50),\\d+ requests, the load shortened 6 times: .*");
    }

    @Test
    void runWithoutRequestsIsNotChecked() throws Exception {
        String scenario = scenario("0.001/s", "exp(20ms)", "").replace("run: 10m", "run: 1s");
        assertThat(checked(scenario).summary())
                .contains("read")
                .anySatisfy(line -> assertThat(line).startsWith("Not checked: 1 run of 1 s with 0 requests"))
                .noneSatisfy(line -> assertThat(line).contains("FAILED"));
    }
}
