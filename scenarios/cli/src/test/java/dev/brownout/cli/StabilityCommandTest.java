package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code stability}: output forms, folder, exit codes and errors. */
@Tag("once")
class StabilityCommandTest {
    @TempDir
    private Path folder;

    private String loop() throws IOException {
        return Files.writeString(folder.resolve("loop.yaml"), """
                        scenario: A retry loop
                        load: 40/s
                        run: { duration: 40s, seed: 5 }
                        network: none
                        components:
                          box: { kind: server, cores: 1, queue: unlimited, service: exp(20ms) }
                        requests:
                          page: { path: [box], timeout: 1s, retry: { attempts: 2, backoff: none } }
                        faults:
                          - at 5s: pause box/1 for 1s as outage
                        sla:
                          late: availability >= 99% from 25s to 35s
                        """).toString();
    }

    private Session stability(String... more) throws Exception {
        List<String> typed = new ArrayList<>(List.of(
                "stability",
                loop(),
                "--trigger",
                "faults.outage.for=0s..6s/3",
                "--within",
                "15s",
                "--risk",
                "30%",
                "--tolerance",
                "10%",
                "-n",
                "4"));
        typed.addAll(List.of(more));
        return Session.of(typed.toArray(String[]::new));
    }

    @Test
    void printsTheLargestSafeTriggerAndTheMap() throws Exception {
        Session session = stability("--vary", "load=10/s,40/s");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .startsWith("A retry loop\nRecovers from faults.outage.for up to 6 s at 10/s, up to 500 ms at 40/s\n"
                        + "Recovered: from 15 s after the end of 'outage' at the latest")
                .containsPattern("\n +10/s +6 s +0 of 1[0-9] +none +unknown\n")
                .containsPattern("\n +40/s +[0-9.]+ m?s +0 of 1[0-9] +[0-9.]+ s ")
                .containsPattern("\n +40/s +0/4 ✓ .*4/4 ✗\n")
                .contains("95 % confidence at each load, at most 30 %");
        assertThat(session.err()).isEmpty();
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    @Tag("change")
    void folderHasTheMapAndRunsAreReused() throws Exception {
        Path out = folder.resolve("out");
        String[] typed = {"--vary", "load=30/s,40/s", "--out", out.toString(), "--format", "csv"};
        Session first = stability(typed);
        assertThat(first.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(first.out())
                .startsWith("load,faults.outage.for,runs,not_recovered,share,low,high,test_runs,verdict\n")
                .contains(",unsafe\n", ",safe\n");
        String summary = Files.readString(out.resolve("summary.csv"));
        String map = Files.readString(out.resolve("stability-map.svg"));
        assertThat(Files.exists(out.resolve("stability-boundary.svg"))).isTrue();
        assertThat(Files.readString(out.resolve("report.html"))).contains("Largest safe trigger");
        Session secondSession = stability(typed);
        assertThat(secondSession.out()).isEqualTo(first.out()).isEqualTo(summary);
        assertThat(Files.readString(out.resolve("stability-map.svg"))).isEqualTo(map);
    }

    /** Runs after the one that decided a test leave nothing in the folder, at each number of threads. */
    @Test
    @Tag("change")
    void folderIsIndependentOfTheNumberOfThreads() throws Exception {
        List<String> files = new ArrayList<>();
        for (int threads : List.of(1, 3)) {
            Path out = folder.resolve("out" + threads);
            stability("--vary", "load=40/s", "--out", out.toString(), "--threads", "" + threads);
            try (Stream<Path> all = Files.walk(out)) {
                files.add(all.map(path -> out.relativize(path).toString())
                                .sorted()
                                .toList() + "\n" + Files.readString(out.resolve("index.json")));
            }
        }
        assertThat(files.get(1)).isEqualTo(files.get(0)).contains("result.json");
    }

    @Test
    @Tag("change")
    void overloadHasNoSafeTrigger() throws Exception {
        Session session = stability("--vary", "load=80/s", "--format", "json");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out()).contains("\"experiment\" : \"stability\"", "\"80/s\" : \"\"");
    }

    @ParameterizedTest
    @ChosenRows({1, 4, 9})
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --vary load=40/s                                 | needs --within T, such as --within 5m, or --recovered
            --vary load=40/s --within 5s --recovered late    | exclude each other
            --vary load=40/s --fault outage --recovered late | --fault belongs to --within
            --vary load=40/s --within 5                      | has no unit; did you mean '5s'?
            --vary load=40/s --within 5m                     | use --for
            --vary load=40/s --within 5s --fault outrage     | did you mean 'outage'?
            --vary load=40/s --recovered laet                | did you mean 'late'?
            --vary load --within 5s                          | --vary load has no values
            --vary load=40/s --within 5s --shard 1/2         | --shard: stability selects each run
            --vary load=40/s --within 5s --risk 0.001%       | runs of a trigger; at most 10000 are possible
            --vary load=40/s --within 5s -n 0                | -n is 1 to 10000, not 0
            """)
    void rejectsInvalidArguments(String options, String message) throws Exception {
        List<String> typed = new ArrayList<>(List.of("stability", loop(), "--trigger", "faults.outage.for=0s..6s/3"));
        typed.addAll(List.of(options.split(" +", -1)));
        Session session = Session.of(typed.toArray(String[]::new));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(message).doesNotContain("internal error");
    }

    @Test
    void triggerNeedsValues() throws Exception {
        Session session = Session.of(
                "stability", loop(), "--vary", "load=40/s", "--trigger", "faults.outage.for", "--within", "5s");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("--trigger faults.outage.for has no values");
    }
}
