package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random choice of a route per request, and parameters that change during a run. */
class RouteChoiceTest {
    /** 100 requests per second. Bounds are four standard deviations of the binomial distribution. */
    private static final String ROLLOUT = """
            run: 10m
            params: { canary: { default: 10%, range: 0%..80% } }
            components:
              stable: { kind: server, service: 1ms }
              canary: { kind: server, service: 1ms }
              db: { kind: database, replicas: 0, read: 1ms }
            requests:
              page:
                rate: constant(100/s)
                steps:
                  - choose: [ $canary: canary, rest: stable ]
                  - read: db
            faults:
              - at 5m: set params.canary to 50% for 2m as rollout
              - { at: 8m, do: set, parameter: canary, to: 0% }
            sla:
              a tenth: canary.offered ~ 3000 +/- 6.93% from 0s to 5m
              half: canary.offered ~ 6000 +/- 3.65% during rollout
              a tenth again: canary.offered ~ 600 +/- 15.5% from 7m to 8m
              nobody: canary.offered == 0 from 8m1s to 10m
              what follows is done there: db.offered >= 59999
            """;

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("it.yaml"), text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void parameterChangesDuringTheRun(int seed) throws IOException {
        Session session = Session.of("run", write(ROLLOUT).toString(), "--seed", String.valueOf(seed));
        assertThat(session.code()).as(session.out() + session.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).contains("A 5:00 canary 50%");
    }

    /** A {@code set} fault is equivalent to a share that changes over time, as written in the resolved scenario. */
    @Test
    void timedShareIsEquivalentToASetFault() throws IOException {
        Path file = write(ROLLOUT);
        String whole = "10% until 5m then 50% until 7m then 10% until 8m then 0%";
        assertThat(Session.of("show", "--resolved", file.toString()).out().replaceAll("\\s+", " "))
                .contains(whole + ": canary");
        String set = Session.of("run", file.toString(), "--format", "json").out();
        String written = Session.of(
                        "run",
                        write(replaceParts(ROLLOUT, "$canary:", whole + ":")).toString(),
                        "--format",
                        "json")
                .out();
        assertThat(components(written)).isEqualTo(components(set));
    }

    private static String components(String json) {
        return json.substring(
                json.indexOf("\"components\""), json.indexOf("\"requests\"", json.indexOf("\"components\"")));
    }

    @Test
    void explainUsesTheShareOfEachStage() throws IOException {
        String estimate = Session.of("explain", write(ROLLOUT).toString()).out();
        assertThat(estimate)
                .containsPattern("canary +0:00 +10/s")
                .containsPattern("canary +5:00 +50/s")
                .containsPattern("canary +7:00 +10/s")
                .containsPattern("stable +5:00 +50/s")
                .containsPattern("stable +8:00 +100/s")
                .containsPattern("db/primary +5:00 +100/s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rest: stable          | 45%: stable       | add up to less than 100%
            rest: stable          | 95%: stable       | add to more than 100%
            $canary: canary       | rest: canary      | at most one with the share rest
            $canary: canary       | ten: canary       | share 'ten' is not a percentage
            $canary: canary       | $cnaary: canary   | unknown parameter 'cnaary'; did you mean 'canary'?
            , rest: stable        | ''                | choose needs at least two alternatives
            rest: stable          | rest: stabel      | unknown component 'stabel'; did you mean 'stable'?
            to 50%                | to 90%            | canary '90%' is outside of its range 0%..80%
            params.canary to      | params.cnaary to  | unknown parameter 'cnaary'; did you mean 'canary'?
            params.canary to      | canary.nodes to   | only a parameter can be set during a run
            service: 1ms }        | nodes: $canary }  | parameter 'canary' is set during the run
            $canary: canary       | 5%: canary        | add up to less
            at 5m: set            | at 11m: set       | the fault at 11m begins after the end of the run (10m)
            """)
    void rejectsInvalidChoices(String content, String replacement, String message) throws IOException {
        String text = ROLLOUT.replaceFirst(
                java.util.regex.Pattern.quote(content), java.util.regex.Matcher.quoteReplacement(replacement));
        if (message.equals("add up to less")) {
            text = replaceParts(text, "rest: stable", "94%: stable");
        }
        Session session = Session.of("validate", write(text).toString());
        assertThat(session.err()).contains(message);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            choose: { 10%: canary, rest: stable }        | choose is a list of shares and routes
            choose: [ 10%: canary, stable ]              | choose is a list of shares and routes
            choose: canary                               | choose is a list of shares and routes
            { choose: [ 10%: canary, rest: stable ], timeout: 1s } | timeout applies to a call
            """)
    void rejectsMalformedChoices(String step, String message) throws IOException {
        String text = replaceParts(ROLLOUT, "choose: [ $canary: canary, rest: stable ]", step);
        assertThat(Session.of("validate", write(text).toString()).err()).contains(message);
    }

    /** Twenty binary choices in a row would make a million routes. */
    @Test
    void rejectsTooManyRoutes() throws IOException {
        String choice = "      - choose: [ $canary: canary, rest: stable ]\n";
        String text = replaceParts(ROLLOUT, choice, choice.repeat(20));
        assertThat(Session.of("validate", write(text).toString()).err()).contains("form more than 1000 paths");
    }
}
