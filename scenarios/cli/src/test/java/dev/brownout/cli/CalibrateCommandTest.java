package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Round trip: run a scenario, calibrate from its access log, run the calibrated scenario. */
class CalibrateCommandTest {
    @TempDir
    private static Path folder;

    private static final String TWO = """
            scenario: two pages
            run: { duration: 3m, seed: 3 }
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
                .contains("get-sale service time: max quantile error");
        Session again = Session.of("run", out.resolve("calibrated.yaml").toString(), "--quiet");
        assertThat(again.err()).isEmpty();
        assertThat(again.code()).isZero();
    }

    @Test
    void closedLoopCalibrationStatesItsLimits() {
        Session session = Session.of("calibrate", log("busy"), "--loop", "closed");
        assertThat(session.code()).isZero();
        assertThat(session.out())
                .contains("closed loop: work and cores are reliable", "clients")
                .doesNotContain("run with its arrivals");
    }

    @Test
    @Timeout(60)
    @EnabledOnOs({OS.LINUX, OS.MAC})
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
        Path guess = Files.writeString(folder.resolve("guess.yaml"), replaced(site, "exp(10ms)", "exp(5ms)"));
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
}
