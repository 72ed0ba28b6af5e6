package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brownout.io.OutputFolder;
import dev.brownout.rounds.ChosenRows;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of output are reported in one sentence, and files of other programs are not modified. */
@Tag("once")
class HostileFoldersTest {

    /** Commands that write to a folder. */
    private static final List<String> WRITERS = List.of(
            "run %s --out %o",
            "sweep %s --vary load=1/s,2/s --out %o",
            "replicate %s -n 2 --out %o",
            "capacity %s --vary box.cores=1..2 -n 2 --out %o",
            "baseline save %s --dir %o",
            "compare %s -n 2 --out %o",
            "sweep %s --vary load=1/s,2/s --shard 1/2 --out %o",
            "falsify %s --runs 1 -n 1 --out %o");

    @TempDir
    private Path folder;

    private String shop;
    private Path out;

    @BeforeEach
    void aShop() throws IOException {
        out = folder.resolve("out");
        shop = write(replaceParts(Shop.TEXT, "duration: 20s, warmup: 1s", "duration: 2s, warmup: 1s"));
    }

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), text).toString();
    }

    private Session run(String line) {
        String[] args = Stream.of(line.split(" ", -1))
                .map(word -> word.replace("%s", shop).replace("%o", out.toString()))
                .toArray(String[]::new);
        return Session.of(args);
    }

    private void onRefused(String line, String text) {
        Session session = run(line);
        assertThat(session.code()).as(session.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err())
                .contains("brownout: cannot write to " + out + ": ", text)
                .doesNotContain("internal error");
    }

    static Stream<String> writers() {
        return WRITERS.stream();
    }

    @ParameterizedTest
    @ChosenRows
    @MethodSource("writers")
    void rejectsFolderLockedByAnotherCommand(String line) throws IOException {
        try (OutputFolder held = OutputFolder.at(out, "brownout sweep something")) {
            onRefused(
                    line,
                    "another command is writing there, process "
                            + ProcessHandle.current().pid());
            assertThat(Shop.files(out)).containsOnlyKeys(".brownout.lock");
            assertThat(held.doubt()).isEmpty();
        }
        assertThat(out).isEmptyDirectory();
    }

    @Test
    @Tag("change")
    void folderIsReusableAfterACommandEnds() throws IOException {
        assertThat(run(WRITERS.get(2)).code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(run(WRITERS.get(4)).code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(Shop.files(out)).containsKeys("index.json", "shop.txt").doesNotContainKey(".brownout.lock");
    }

    @ParameterizedTest
    @ChosenRows
    @MethodSource("writers")
    void rejectsFileInPlaceOfTheFolder(String line) throws IOException {
        Files.writeString(out, "mine");
        onRefused(line, "is no folder");
        assertThat(out).hasContent("mine");
    }

    static Stream<Arguments> obstacles() {
        return Stream.of(
                Arguments.of(WRITERS.get(0), "result.json", true),
                Arguments.of(WRITERS.get(0), ".brownout.lock", true),
                Arguments.of(WRITERS.get(1), "trials", false),
                Arguments.of(WRITERS.get(1), "index.json", true),
                Arguments.of(WRITERS.get(2), "trials", false),
                Arguments.of(WRITERS.get(2), "trials/r0/result.json", true),
                Arguments.of(WRITERS.get(2), "trials/r0/trial.json", true),
                Arguments.of(WRITERS.get(3), "trials", false),
                Arguments.of(WRITERS.get(3), "summary.csv", true),
                Arguments.of(WRITERS.get(4), "shop.txt", true),
                Arguments.of(WRITERS.get(5), "trials/r0/trial.json", true),
                Arguments.of(WRITERS.get(6), "experiment.json", true),
                Arguments.of(WRITERS.get(6), "trials", false));
    }

    @ParameterizedTest
    @ChosenRows
    @MethodSource("obstacles")
    void reportsUnwritableFilesInOneSentence(String line, String name, boolean isFolder) throws IOException {
        Path existing = out.resolve(name);
        if (isFolder) {
            Files.createDirectories(existing.resolve("mine"));
        } else {
            Files.createDirectories(out);
            Files.writeString(existing, "mine");
        }
        onRefused(line, "");
    }

    @Test
    void rejectsLinksOutOfTheFolder() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(out);
        Files.createSymbolicLink(out.resolve("trials"), outside);
        onRefused(WRITERS.get(1), "is a link that leads out of the folder");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    @Tag("change")
    void storedTrialsDependOnReferencedFileContents() throws IOException {
        String line = "replicate %s -n 2 --out %o";
        shop = write(replaceParts(
                Files.readString(Path.of(shop)), "exp(10ms)", "file(values.csv)", "queue: unlimited, ", ""));
        Files.writeString(folder.resolve("values.csv"), "1ms\n2ms\n");
        Session first = run(line + " --format csv");
        Files.writeString(folder.resolve("values.csv"), "10ms\n20ms\n");
        Session second = run(line + " --format csv");
        assertThat(second.out()).isNotEqualTo(first.out());
        out = folder.resolve("fresh");
        assertThat(second.out()).isEqualTo(run(line + " --format csv").out());
    }

    @Test
    @Tag("change")
    void storedTrialsDependOnReplayedArrivals() throws IOException {
        shop = write(replaceParts(Files.readString(Path.of(shop)), "load: 60/s", "load: trace(at.csv)"));
        Files.writeString(folder.resolve("at.csv"), "1.1s\n1.2s\n");
        String line = "replicate %s -n 2 --format csv --metric page.throughput --out %o";
        Session first = run(line);
        Files.writeString(folder.resolve("at.csv"), "1.1s\n1.2s\n1.3s\n1.4s\n");
        assertThat(run(line).out()).isNotEqualTo(first.out());
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"\"program\" : \"0.0.1\"", "\"program\" : \"\"", "{"})
    void trialsOfOtherVersionsAreRunAgain(String other) throws IOException {
        String line = "replicate %s -n 2 --out %o";
        run(line);
        Path kept = out.resolve("trials/r0/result.json");
        byte[] right = Files.readAllBytes(kept);
        Path stamp = kept.resolveSibling("trial.json");
        String text = Files.readString(stamp);
        Files.writeString(stamp, text.replaceFirst("\"program\" : \"[^\"]*\"", other));
        Files.write(kept, "{}".getBytes(StandardCharsets.UTF_8));
        run(line);
        assertThat(kept).hasBinaryContent(right);
        assertThat(stamp).hasContent(text.strip());
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(
            strings = {
                "run %s",
                "run %s --format json",
                "run %s --format junit",
                "replicate %s -n 2 --format csv",
                "compare %s -n 2",
                "sweep %s --vary load=1/s,2/s --format json",
                "validate %s",
                "validate %s --format sarif",
                "show %s",
                "show %s --resolved",
                "explain %s",
                "explain --all",
                "list",
                "schema",
                "prices",
                "--help",
                "run --help",
                "--version"
            })
    void unwritableStandardOutputIsAnError(String line) throws IOException {
        String full = "No space left on device";
        Session lost = runInto(failing(full), line);
        assertThat(lost.code()).as(lost.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(lost.err()).endsWith("brownout: cannot write to standard output: " + full + "\n");
        Session left = runInto(failing("Broken pipe"), line);
        assertThat(left.code()).as(left.toString()).isEqualTo(ExitCode.OUTPUT_CLOSED);
        assertThat(left.err()).doesNotContain("brownout:");
    }

    @Test
    void fullDeviceIsAnError() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no device that is always full");
        try (OutputStream stream = new FileOutputStream(full.toFile())) {
            assertThat(runInto(stream, "list").code()).isEqualTo(ExitCode.BAD_INPUT);
        }
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    private Session runInto(OutputStream out, String line) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.execute(Session.pipe(out, err), line.replace("%s", shop).split(" ", -1));
        return new Session(code, "", err.toString(StandardCharsets.UTF_8));
    }

    /** A separate process, as only its file system is full. */
    @Test
    @Tag("change")
    void fullDiskIsReportedInOneSentence() throws Exception {
        Path unshare = Path.of("/usr/bin/unshare");
        assumeTrue(Files.isExecutable(unshare), "no disk may be made here: there is no " + unshare);
        Files.createDirectory(out);
        Process process = new ProcessBuilder(
                        unshare.toString(),
                        "-rm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=40k small \"$1\" 2>&1 && exec \"$2\" -cp \"$3\" dev.brownout.cli.Main"
                                + " replicate \"$4\" -n 2 --out \"$1\"",
                        "sh",
                        out.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        shop)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assumeTrue(!text.contains("unshare:") && !text.contains("mount:"), "no disk may be made here: " + text);
        assertThat(text).isEqualTo("brownout: cannot write to " + out + ": No space left on device\n");
        assertThat(process.exitValue()).isEqualTo(ExitCode.BAD_INPUT);
    }
}
