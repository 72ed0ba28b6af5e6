package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that run a scenario many times. */
class ExperimentCommandsTest {
    private static final String SHOP = """
            scenario: A small shop
            load: 60/s
            network: none
            components:
              box: { kind: server, cores: 1, queue: unlimited, service: exp(10ms) }
            requests:
              page: { path: [box] }
            run: { duration: 20s, warmup: 1s, seed: 7 }
            sla:
              up: availability >= 99%
              fast: page.p99 < 2s
            variants:
              plain: {}
              quicker: { set: { box.service: exp(9ms) } }
            """;

    @TempDir
    private Path folder;

    @Test
    void replicationsGiveIntervalsAndVerdicts() throws Exception {
        Session session = Session.of("replicate", shop(), "-n", "6", "--variant", "plain");
        assertThat(session.code()).isEqualTo(ExitCode.HELD);
        assertThat(session.out())
                .startsWith("A small shop\nEvery assertion holds, with 95 % confidence in each (6 replications)\n")
                .containsPattern("held +fast: page.p99 < 2s +[0-9.]+ ms ± [0-9.]+ ms +6/6\n")
                .containsPattern("page.mean +[0-9.]+ ms ± [0-9.]+ ms\n");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(session.err()).isEmpty();
    }

    @Test
    void aBoundWithinTheIntervalIsUndecided() throws Exception {
        String csv = Session.of("replicate", shop(), "-n", "6", "--variant", "plain", "--format", "csv")
                .out();
        double mean = Double.parseDouble(cell(csv, "fast", "mean"));
        Session session = Session.of(
                "replicate",
                shop(),
                "-n",
                "6",
                "--variant",
                "plain",
                "--set",
                "sla.fast=page.p99 < " + (long) mean + "ns");
        assertThat(session.code()).isEqualTo(ExitCode.MISSED);
        assertThat(session.out()).contains("1 of 2 assertions cannot be decided by 6 replications", "undecided  fast");
    }

    @Test
    void precisionIsReachedOrGivenUp() throws Exception {
        Session reached = Session.of("replicate", shop(), "--precision", "20%", "--format", "csv");
        assertThat(reached.code()).isEqualTo(ExitCode.HELD);
        double n = Double.parseDouble(cell(reached.out(), "page.mean", "replications"));
        assertThat(n).isGreaterThanOrEqualTo(10);
        Session missed = Session.of("replicate", shop(), "--precision", "0.01%", "--most", "10");
        assertThat(missed.out().replace('\n', ' ')).contains("not every number is known to 0.01 % yet");
    }

    @Test
    void variantsAreComparedOnTheSameDraws() throws Exception {
        Session session = Session.of("compare", shop(), "-n", "8");
        assertThat(session.code()).isEqualTo(ExitCode.HELD);
        assertThat(session.out()).startsWith("'quicker' against 'plain': fast goes from ");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
        String csv = Session.of("compare", shop(), "-n", "8", "--format", "csv").out();
        assertThat(Double.parseDouble(cell(csv, "page.mean", "variance_removed")))
                .isBetween(0.8, 1.0);
        assertThat(cell(csv, "page.mean", "significant")).isEqualTo("true");
        assertThat(Double.parseDouble(cell(csv, "page.mean", "difference"))).isNegative();
    }

    @Test
    void aScenarioComparedWithItselfDiffersInNothing() throws Exception {
        Session session = Session.of("compare", shop(), shop(), "-n", "3");
        assertThat(session.out().replace('\n', ' '))
                .containsPattern("none of [0-9] numbers differs by more than chance explains");
    }

    @Test
    void theNumberOfThreadsChangesNoByte() throws Exception {
        List<Map<String, String>> all = new ArrayList<>();
        for (String threads : List.of("1", "3")) {
            Path out = folder.resolve("threads" + threads);
            sweep(out, "--threads", threads);
            all.add(files(out));
        }
        assertThat(all.get(0)).hasSizeGreaterThan(12).isEqualTo(all.get(1));
        assertThat(all.get(0)).containsKeys("index.json", "summary.csv", "trials/load=50-s/r1/result.json");
    }

    @Test
    void whatIsFinishedIsNotRunAgainAndWhatIsTornIs() throws Exception {
        Path out = folder.resolve("out");
        sweep(out);
        Map<String, String> whole = files(out);
        Path torn = out.resolve("trials/load=50-s/r0/result.json");
        Path gone = out.resolve("trials/load=60-s/r1/result.json");
        Path other = out.resolve("trials/load=70-s/r0/result.json");
        Path kept = out.resolve("trials/load=70-s/r1/result.json");
        byte[] bytes = Files.readAllBytes(torn);
        Files.write(torn, Arrays.copyOf(bytes, bytes.length / 2));
        Files.delete(gone);
        Files.copy(kept, other, StandardCopyOption.REPLACE_EXISTING);
        FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(kept, longAgo);
        sweep(out);
        assertThat(files(out)).isEqualTo(whole);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(longAgo);
    }

    @Test
    void aKilledSweepGoesOnWhereItWas() throws Exception {
        Path out = folder.resolve("killed");
        String[] arguments = {"sweep", shop(), "--vary", "load=50/s..80/s/40", "--for", "90s", "--out", out.toString()};
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        while (process.isAlive() && results(out).size() < 3) {
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        List<Path> before = results(out);
        assertThat(before).hasSizeBetween(3, 40);
        Map<Path, FileTime> times = new TreeMap<>();
        for (Path one : before) {
            ResultJson.read(Files.readAllBytes(one));
            times.put(one, Files.getLastModifiedTime(one));
        }
        assertThat(Session.of(arguments).code()).isEqualTo(ExitCode.HELD);
        for (Path one : before) {
            assertThat(Files.getLastModifiedTime(one)).isEqualTo(times.get(one));
        }
        Path fresh = folder.resolve("fresh");
        arguments[arguments.length - 1] = fresh.toString();
        assertThat(Session.of(arguments).code()).isEqualTo(ExitCode.HELD);
        assertThat(files(out)).isEqualTo(files(fresh));
    }

    @Test
    void aSweepTellsWhereAssertionsHold() throws Exception {
        Session session = Session.of(
                "sweep",
                shop(),
                "--variant",
                "plain",
                "--vary",
                "load=50/s..150/s/2",
                "--set",
                "sla.fast=page.p99 < 600ms");
        assertThat(session.code()).isEqualTo(ExitCode.HELD);
        assertThat(session.out()).contains("fast (page.p99 < 600ms) holds up to load 50/s");
        assertThat(session.out()).containsPattern("150/s +100 % +[0-9.]+ s !");
        Session grid = Session.of(
                "sweep",
                shop(),
                "--variant",
                "plain",
                "--vary",
                "box.cores=1..2",
                "--vary",
                "load=50/s,90/s",
                "--format",
                "csv");
        assertThat(grid.out().lines()).hasSize(5);
        assertThat(grid.out()).startsWith("box.cores,load,variant,replications,up [ratio],");
    }

    @Test
    void theBestOfTheSmallestDesignsIsFound() throws Exception {
        Path out = folder.resolve("capacity");
        Session session = Session.of(
                "capacity",
                shop(),
                "--set",
                "load=150/s",
                "--vary",
                "box.cores=1..4",
                "--vary",
                "box.nodes=1..3",
                "--minimise",
                "box.utilization",
                "--out",
                out.toString(),
                "-n",
                "4");
        assertThat(session.code()).isEqualTo(ExitCode.HELD);
        assertThat(session.out())
                .contains("The best of those that hold is box.cores 2, box.nodes 1, with box.utilization\n")
                .contains("Next: box.cores 1, box.nodes 2, with box.utilization");
        assertThat(files(out)).containsKeys("index.json", "summary.csv", "sweep-fast.svg");
        Session none = Session.of("capacity", shop(), "--vary", "box.nodes=1..2", "-n", "3", "--set", "load=900/s");
        assertThat(none.code()).isEqualTo(ExitCode.MISSED);
        assertThat(none.out()).contains("No design that was tried holds every assertion");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicate SHOP -n 0                           | -n is 1 to 10000, not 0
            replicate SHOP -n 3 --precision 5%            | exclude each other
            replicate SHOP --precision 5                  | no percentage
            replicate SHOP -n 2 --metric box.utilisation  | did you mean 'box.utilization'?
            compare SHOP --variant plain                  | takes two variants
            compare SHOP --variant plane                  | unknown variant 'plane'
            sweep SHOP                                    | say what to vary
            sweep SHOP --vary load                        | has no values
            sweep SHOP --vary load=9..2                   | goes upwards
            sweep SHOP --vary load=1..2                   | did you mean '1/s'?
            sweep SHOP --vary bux.cores=1..2              | did you mean 'box'?
            sweep SHOP --vary box.cores=1..2000/999 --vary box.queue=1..2000/999 | at most 10000 points
            capacity SHOP --vary load --minimise x.y      | --minimise is for designs
            capacity SHOP --vary load --set sla=null      | asserts nothing
            """)
    void whatIsWrongIsSaid(String line, String said) throws Exception {
        Session session = Session.of(line.replace("SHOP", shop()).split(" +"));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(said).doesNotContain("internal error");
    }

    private void sweep(Path out, String... more) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("sweep", shop(), "--vary", "load=50/s..70/s/2", "-n", "2", "--out", out.toString()));
        all.addAll(List.of(more));
        assertThat(Session.of(all.toArray(String[]::new)).code()).isEqualTo(ExitCode.HELD);
    }

    private String shop() throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), SHOP).toString();
    }

    private static List<Path> results(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(path -> path.endsWith("result.json")).toList();
        }
    }

    private static Map<String, String> files(Path out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                String name = out.relativize(one).toString().replace('\\', '/');
                files.put(name, new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    /** A cell of the first row in which a cell is as given. */
    private static String cell(String csv, String row, String column) {
        List<String> lines = csv.lines().toList();
        int at = List.of(lines.get(0).split(",", -1)).indexOf(column);
        return lines.stream()
                .map(line -> List.of(line.split(",", -1)))
                .filter(cells -> cells.contains(row))
                .findFirst()
                .orElseThrow()
                .get(at);
    }
}
