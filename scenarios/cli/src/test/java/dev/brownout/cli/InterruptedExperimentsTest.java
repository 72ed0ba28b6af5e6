package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Interrupted commands keep, print and mark their finished runs, at whatever point they are interrupted. */
@Tag("slow")
class InterruptedExperimentsTest {
    private static final String BOX = """
            scenario: Box
            load: 20/s
            run: { duration: 3s, warmup: 1s }
            components:
              box: { kind: server, nodes: 2, service: exp(10ms), mtbf: 90d, mttr: 1h }
            requests:
              page: { path: [box] }
            faults:
              - at 2s: crash box/1 for 100ms as stop
            sla:
              up: availability >= 50%
              fast: page.p99 < 10s
            variants:
              one: {}
              other: { set: { box.cores: 2 } }
            """;

    private static final List<String> EXPERIMENTS = List.of(
            "replicate %s -n 8",
            "compare %s -n 8",
            "sweep %s --vary load=10/s..40/s/4 -n 2",
            "capacity %s --variant one --vary box.cores=1..4 -n 4",
            "tune %s --variant one --vary box.cores=1..4 --runs 42 -n 2 --sensitivity none",
            "falsify %s --variant one --runs 12 -n 1",
            "stability %s --variant one --vary load=10/s..20/s/1 --trigger faults.stop.for=100ms..900ms"
                    + " --within 1s --for 14s -n 1",
            "reliability %s --variant one -n 2 --precision 50%");

    /** Number of trials with which each experiment has a first result: one value, a pair, a point, a state. */
    private static final Map<String, Integer> FIRST_RESULT = Map.of(
            "replicate", 1,
            "compare", 2,
            "sweep", 2,
            "capacity", 4,
            "tune", 1,
            "falsify", 1,
            "stability", 1,
            "reliability", 2);

    private static final int POINTS = 10;

    @TempDir
    private Path folder;

    @AfterEach
    void noInterruption() {
        ShutdownHook.interruptWhen(() -> false);
    }

    /**
     * Runs a command that is interrupted when it asks for the n-th time. Returns the number of times in {@code calls}.
     */
    private Session run(String line, long point, AtomicLong calls) throws IOException {
        Path scenario = Files.writeString(folder.resolve("box.yaml"), BOX);
        ShutdownHook.interruptWhen(() -> calls.incrementAndGet() >= point);
        return Session.of(
                (line + " --threads 1").replace("%s", scenario.toString()).split(" "));
    }

    static Stream<Arguments> points() {
        return EXPERIMENTS.stream()
                .flatMap(line -> Stream.iterate(0, i -> i < POINTS, i -> i + 1).map(i -> Arguments.of(line, i)));
    }

    @ParameterizedTest
    @ChosenRows
    @MethodSource("points")
    void finishedRunsAreKeptAndMarked(String line, int point) throws IOException {
        AtomicLong all = new AtomicLong();
        run(line, Long.MAX_VALUE, all);
        Path out = folder.resolve("out");
        long instant = 1 + all.get() * point / POINTS;
        Session session = run(line + " --out " + out, instant, new AtomicLong());
        assertThat(session.code()).as(session.toString()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(session.err()).doesNotContain("internal error");
        assertThat(session.err()).contains("brownout: interrupted");
        assertThat(out.resolve(".brownout.lock")).doesNotExist();
        boolean findings = Files.exists(out.resolve("index.json"));
        assertThat(findings).isEqualTo(!session.out().isBlank());
        if (findings) {
            assertThat(session.out()).contains("Interrupted after ");
            for (String file : List.of("report.html", "index.json", "summary.csv")) {
                assertThat(out.resolve(file))
                        .content()
                        .contains(file.endsWith(".csv") ? "partial" : "Interrupted after ");
            }
            assertThat(session.out() + Files.readString(out.resolve("report.html")))
                    .doesNotContain("met everywhere", "PASS: each");
        }
    }

    static List<String> experiments() {
        return EXPERIMENTS;
    }

    /** An experiment that is interrupted by the end of the last trial of its first result prints this result. */
    @ParameterizedTest
    @MethodSource("experiments")
    void firstResultIsPrinted(String line) throws IOException {
        Path scenario = Files.writeString(folder.resolve("box.yaml"), BOX);
        Path out = folder.resolve("out");
        int trials = FIRST_RESULT.get(line.substring(0, line.indexOf(' ')));
        ShutdownHook.interruptWhen(() -> stored(out) >= trials);
        Session session = Session.of((line + " --threads 1 --out " + out)
                .replace("%s", scenario.toString())
                .split(" "));
        assertThat(session.code()).as(session.toString()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(stored(out)).isEqualTo(trials);
        assertThat(session.out())
                .containsPattern(
                        "\\AInterrupted after " + trials + " (of \\d+ )?[a-z]+: the results are partial.\n\n.+");
    }

    /** Returns the number of trials in a folder. */
    private static long stored(Path out) {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(file -> file.endsWith("result.json")).count();
        } catch (IOException none) {
            return 0;
        }
    }

    /** At nine tenths each experiment has findings, which each format marks. */
    @ParameterizedTest
    @ChosenRows
    @MethodSource("experiments")
    void eachFormatMarksPartialFindings(String line) throws IOException {
        AtomicLong all = new AtomicLong();
        run(line, Long.MAX_VALUE, all);
        for (String format : List.of("text", "json", "csv", "markdown")) {
            Session session = run(line + " --format " + format, all.get() * 9 / 10, new AtomicLong());
            assertThat(session.code()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(session.out()).as(format).contains(format.equals("csv") ? "partial" : "Interrupted after ");
        }
    }

    /** Each form of a run that is interrupted at any time, also between its variants, is partial. */
    @Test
    void eachFormatMarksAPartialRun() throws IOException {
        AtomicLong all = new AtomicLong();
        run("run %s", Long.MAX_VALUE, all);
        for (int point = 0; point < POINTS; point++) {
            for (String format : List.of("text", "json", "junit", "markdown", "github")) {
                Session session = run("run %s --format " + format, 1 + all.get() * point / POINTS, new AtomicLong());
                assertThat(session.code()).as(session.toString()).isEqualTo(ExitCode.INTERRUPTED);
                assertThat(session.out().toLowerCase(Locale.ROOT))
                        .as("%s at %d of %d", format, point, POINTS)
                        .contains("interrupted");
            }
        }
    }

    @Test
    void logsOfAnInterruptedRunAreMarked() throws IOException {
        List<String> wrong = new ArrayList<>();
        AtomicLong all = new AtomicLong();
        run("run %s --variant one", Long.MAX_VALUE, all);
        for (int point = 0; point < POINTS; point++) {
            Path access = folder.resolve("access" + point);
            Path failures = folder.resolve("failures" + point);
            run(
                    "run %s --variant one --quiet --access-log " + access + " --log " + failures,
                    1 + all.get() * point / POINTS,
                    new AtomicLong());
            for (Path log : List.of(access, failures)) {
                if (!Files.readString(log).contains("ended early, at ")) {
                    wrong.add(log.toString());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
