package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Round trip: run a scenario, calibrate from its access log, run the calibrated scenario. */
@Tag("once")
class CalibrateCommandTest {
    @TempDir
    private static Path folder;

    private static final String TWO = """
            scenario: two pages
            run: { duration: 1m, seed: 3 }
            network: none
            components:
              web:
                kind: server
                cores: 2
                queue: unlimited
                endpoints:
                  read: { service: exp(10ms) }
                  save: { service: uniform(20ms 30ms) }
            requests:
              item: { share: 80%, key: zipf(0.9 1000), steps: [call: web/read] }
              sale: { share: 20%, steps: [call: web/save] }
            load: 100/s
            """;

    private static String log(String name) {
        return folder.resolve(name).toString();
    }

    @BeforeAll
    static void run() throws IOException {
        Path two = Files.writeString(folder.resolve("two.yaml"), TWO);
        Session.of("run", two.toString(), "--access-log", log("busy"));
        Session.of("run", two.toString(), "--set", "load=50/s", "--access-log", log("calm"));
    }

    @Test
    void loopOptionIsRequired() {
        Session session = Session.of("calibrate", log("busy"));
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err()).contains("--loop open", "--loop closed", "coordinated omission");
    }

    @Test
    void calibratedScenarioMatchesTheLogAndRuns() throws IOException {
        Path out = folder.resolve("out");
        Session session = Session.of(
                "calibrate", log("busy"), "--loop", "open", "--hold-out", log("calm"), "--out", out.toString());
        assertThat(session.err()).isEmpty();
        assertThat(session.code()).isZero();
        assertThat(session.out())
                .contains("2 and no other number", "get-item-id: exp(", "get-sale: uniform(", "hold-out", "Poisson");
        String yaml = Files.readString(out.resolve("calibrated.yaml"));
        assertThat(yaml).contains("cores: 2\n", "service: exp(", "service: uniform(", "key: zipf(0.");
        assertThat(Files.readString(out.resolve("calibration.txt"))).contains("hold-out");
        assertThat(Files.readString(out.resolve("qq-get-sale.svg")))
                .contains("get-sale service time: max quantile error")
                .containsOnlyOnce(">p50<");
        Session secondSession = Session.of("run", out.resolve("calibrated.yaml").toString(), "--quiet");
        assertThat(secondSession.err()).isEmpty();
        assertThat(secondSession.code()).isZero();
    }

    @Test
    @Tag("change")
    void closedLoopCalibrationStatesItsLimits() {
        Session session = Session.of("calibrate", log("busy"), "--loop", "closed");
        assertThat(session.code()).isZero();
        assertThat(session.out())
                .contains("closed loop: work and cores are reliable", "the largest number of concurrent requests")
                .contains("used for the fit: run with ", "throughput measured")
                .doesNotContain("run with its arrivals");
    }

    @Test
    @Timeout(60)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Tag("change")
    void pipeGivesTheSameResultAsAFile() throws Exception {
        String pipe = folder.resolve("pipe").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
        Process writer = new ProcessBuilder("cp", log("calm"), pipe).start();
        Session piped = Session.of("calibrate", pipe, "--loop", "closed");
        assertThat(writer.waitFor()).isZero();
        Session file = Session.of("calibrate", log("calm"), "--loop", "closed");
        assertThat(piped.code()).isZero();
        assertThat(piped.out().replace(pipe, log("calm"))).isEqualTo(file.out());
    }

    @Test
    @Tag("change")
    void fitReplacesParametersInTheScenarioText() throws IOException {
        String site = """
                load: 100/s
                run: { duration: 20s }
                components:
                  web: { kind: server, nodes: 2, cores: 2, service: exp(10ms) }  # guessed
                requests:
                  page: { path: [web] }
                """;
        Path one = Files.writeString(folder.resolve("one.yaml"), site);
        Path guess = Files.writeString(folder.resolve("guess.yaml"), replaceParts(site, "exp(10ms)", "exp(5ms)"));
        Session.of("run", one.toString(), "--access-log", log("one"));
        Session.of("run", one.toString(), "--seed", "7", "--access-log", log("other"));
        Path out = folder.resolve("fitted");
        Session session = Session.of(
                "calibrate",
                log("one"),
                "--loop",
                "open",
                "--hold-out",
                log("other"),
                "--scenario",
                guess.toString(),
                "--fit",
                "web.service",
                "--out",
                out.toString());
        assertThat(session.err()).isEmpty();
        assertThat(session.code()).isZero();
        assertThat(session.out()).contains("web.service exp(", "scenario: exp(5ms)", "hold-out");
        String yaml = Files.readString(out.resolve("calibrated.yaml"));
        assertThat(yaml).contains("# web.service: mean ", " }  # guessed\n").doesNotContain("exp(5ms)");
        assertThat(Session.of("validate", out.resolve("calibrated.yaml").toString())
                        .code())
                .isZero();
    }

    @Test
    void rejectsIncompleteFitOptions() {
        String two = folder.resolve("two.yaml").toString();
        assertThat(Session.of("calibrate", log("calm"), "--loop", "open", "--scenario", two)
                        .err())
                .contains("--scenario needs --fit, such as --fit web.service");
        Session names = Session.of(
                "calibrate", log("calm"), "--loop", "open", "--scenario", two, "--fit", "web.endpoints.read.service");
        assertThat(names.code()).isEqualTo(2);
        assertThat(names.err()).contains("request classes of the log are get-item-id, get-sale");
        Session missing =
                Session.of("calibrate", log("calm"), "--loop", "open", "--scenario", "no.yaml", "--fit", "web.service");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).isEqualTo("brownout: no.yaml: there is no such file\n");
    }

    @Test
    void rejectsFilesThatAreNotLogs() {
        Session session = Session.of("calibrate", folder.resolve("two.yaml").toString(), "--loop", "open");
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err()).startsWith("brownout: ");
    }

    private static final String CLOSED = """
            run: { duration: 40s, seed: 3 }
            network: none
            components:
              web: { kind: server, cores: 2, service: exp(10ms), queue: unlimited }
            requests:
              page: { path: [web] }
            load: users(5 think=exp(20ms))
            """;

    private static String closed(String name, String load) throws IOException {
        Path file = Files.writeString(folder.resolve("closed.yaml"), CLOSED);
        assertThat(Session.of("run", file.toString(), "--set", "load=" + load, "--access-log", log(name))
                        .code())
                .isZero();
        return log(name);
    }

    @Test
    @Tag("change")
    void closedLoopIsPredictedFromItsUsers() throws IOException {
        String five = closed("five.json", "users(5 think=exp(20ms))");
        String forty = closed("forty.json", "users(40 think=exp(20ms))");
        Session session = Session.of(
                "calibrate", five, "--users", "five.json=5", "--hold-out", forty, "--users", "forty.json=40");
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .contains(
                        "cores       2 and no other number",
                        "closed loop: users(5 think=exp(",
                        "hold-out: run with 40 users (as given by")
                .containsPattern("throughput measured +(19|20)[0-9.]+/s +simulated +(19|20)[0-9.]+/s");
        Session without = Session.of("calibrate", five, "--hold-out", forty);
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("missing --loop: ", "coordinated omission");
    }

    @Test
    @Tag("change")
    void scenarioIsFittedAndComparedUnderClosedLoads() throws IOException {
        String five = closed("few.json", "users(5 think=exp(20ms))");
        String scenario = Files.writeString(
                        folder.resolve("guessed.yaml"), replaceParts(CLOSED, "exp(10ms)", "exp(7ms)"))
                .toString();
        Session fitted = Session.of(
                "calibrate", five, "--users", "5", "--scenario", scenario, "--fit", "web.service", "--fit", "load");
        assertThat(fitted.err()).isEmpty();
        assertThat(fitted.out())
                .containsPattern("web.service exp\\((9[.][5-9]|10[.]?[0-4]?)[0-9]*ms\\)")
                .contains("load        users(5 think=exp(", "used for the fit: run with 5 users");
        String wrk = Files.writeString(folder.resolve("wrk.txt"), """
                Running 30s test @ http://localhost:8080/
                  2 threads and 20 connections
                  Thread Stats   Avg      Stdev     Max   +/- Stdev
                    Latency   100.00ms    9.10ms 300.00ms   80.00%
                  Latency Distribution
                     50%   97.00ms
                     90%  140.00ms
                     99%  180.00ms
                  6000 requests in 30.00s, 1.20MB read
                Requests/sec:    200.00
                """).toString();
        Session compared = Session.of(
                "calibrate", "--scenario", folder.resolve("closed.yaml").toString(), "--against", wrk);
        assertThat(compared.err()).isEmpty();
        assertThat(compared.out())
                .contains("wrk.txt: run with 20 users (as the results state) and no think time")
                .containsPattern("throughput measured +200/s +simulated +(19|20)[0-9.]*/s")
                .containsPattern("p50 +measured +97ms +simulated +9[0-9.]+ms");
        assertThat(Session.of("calibrate", "--scenario", scenario, "--against", wrk, "--users", "many")
                        .err())
                .contains("--users many: expected a number of users");
        assertThat(Session.of("calibrate", "--scenario", scenario, "--against", wrk, "--users", "other.txt=3")
                        .err())
                .contains("--users other.txt=...: no file has that name");
    }

    @Test
    void calibrationReplacesNoInput() throws IOException {
        Path out = Files.createDirectories(folder.resolve("replaced"));
        Path input = Files.copy(folder.resolve("calm"), out.resolve("calibration.txt"));
        Session session = Session.of("calibrate", input.toString(), "--loop", "open", "--out", out.toString());
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("is an input of this command");
        assertThat(input).hasSameTextualContentAs(folder.resolve("calm"));
    }
}
