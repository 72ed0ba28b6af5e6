package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unreadable or unsuitable input files lead to one clear error message within seconds. */
@Tag("once")
class HostileFilesTest {
    private static final Duration SOON = Duration.ofMinutes(5);

    /** File names of unsuitable inputs, and the expected message. */
    private static final Map<String, String> KINDS = Map.of(
            "zero.yaml", "it is no regular file but a pipe or a device",
            "pipe.yaml", "it is no regular file but a pipe or a device",
            "huge.yaml", "it is larger than ",
            "folder.yaml", "it is a folder",
            "wide.yaml", "it is no text in UTF-8",
            "nowhere.yaml", "there is no such file",
            "loop.yaml", "loop");

    private static final List<String> READERS = List.of(
            "show %s",
            "show %s --resolved",
            "run %s",
            "validate %s",
            "explain %s",
            "replicate %s",
            "compare %s",
            "sweep %s --vary load=1/s,2/s",
            "capacity %s --vary load",
            "falsify %s",
            "baseline save %s --dir kept",
            "new copy --from %s",
            "prices %s",
            "run hello-world --prices %s");

    private static final Map<String, String> NAMED = Map.of(
            "service: file(%s)", "service: 1ms",
            "load: trace(%s)", "load: 1/s",
            "use: %s\n", "use: hello-world\n",
            "price_list: %s\n", "price_list: none\n");

    private static final String SHOP = """
            scenario: A shop
            use: hello-world
            price_list: none
            load: 1/s
            components:
              other: { kind: server, service: 1ms }
            requests:
              page: { path: [other] }
            run: 1s
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void hostileFiles() throws Exception {
        if (Files.exists(Path.of("/dev/zero"))) {
            Files.createSymbolicLink(folder.resolve("zero.yaml"), Path.of("/dev/zero"));
            new ProcessBuilder("mkfifo", folder.resolve("pipe.yaml").toString())
                    .start()
                    .waitFor();
        }
        try (RandomAccessFile huge =
                new RandomAccessFile(folder.resolve("huge.yaml").toFile(), "rw")) {
            huge.setLength(5_000_000_000L);
        }
        Files.createDirectory(folder.resolve("folder.yaml"));
        Files.write(folder.resolve("wide.yaml"), "scenario: x".getBytes(StandardCharsets.UTF_16));
        Files.createSymbolicLink(folder.resolve("loop.yaml"), Path.of("loop.yaml"));
    }

    private static Path hostile(String kind) {
        Path path = folder.resolve(kind);
        assumeTrue(
                kind.equals("nowhere.yaml") || Files.exists(path) || Files.isSymbolicLink(path),
                "this system makes no " + kind);
        return path;
    }

    private static void onRefused(String message, String... args) {
        Session session = assertTimeoutPreemptively(SOON, () -> Session.of(args), String.join(" ", args));
        assertThat(session.code()).as(session.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err())
                .containsIgnoringCase(message)
                .doesNotContain("internal error")
                .hasSizeLessThan(1000);
        assertThat(session.out()).isEmpty();
    }

    static Stream<Arguments> readings() {
        return READERS.stream()
                .flatMap(reader -> KINDS.keySet().stream().sorted().map(kind -> Arguments.of(reader, kind)));
    }

    /** Builds check each command and each kind of file in some pair. */
    @ParameterizedTest
    @ChosenRows({1, 9, 17, 25, 33, 41, 49, 50, 58, 66, 74, 82, 90, 98})
    @MethodSource("readings")
    void everyCommandRejectsUnsuitableFiles(String reader, String kind) {
        String path = hostile(kind).toString();
        onRefused(
                KINDS.get(kind),
                Stream.of(reader.split(" ", -1)).map(w -> w.replace("%s", path)).toArray(String[]::new));
    }

    static Stream<Arguments> namings() {
        return NAMED.keySet().stream()
                .sorted()
                .flatMap(naming -> KINDS.keySet().stream().sorted().map(kind -> Arguments.of(naming, kind)));
    }

    @ParameterizedTest
    @ChosenRows({5, 13, 21, 22})
    @MethodSource("namings")
    void scenariosRejectReferencesToUnsuitableFiles(String naming, String kind) throws IOException {
        hostile(kind);
        String message = kind.equals("zero.yaml") ? "lies outside of the project" : KINDS.get(kind);
        String text = SHOP.replace(NAMED.get(naming), String.format(naming, kind));
        assertThat(text).isNotEqualTo(SHOP);
        Path scenario = Files.writeString(folder.resolve("names.yaml"), text);
        onRefused(message, "validate", scenario.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \n\t\n\n"})
    void rejectsEmptyFilesOfValues(String content) throws IOException {
        Files.writeString(folder.resolve("empty.csv"), content);
        for (String naming : List.of("service: file(%s)", "load: trace(%s)")) {
            String text = SHOP.replace(NAMED.get(naming), String.format(naming, "empty.csv"));
            Path scenario = Files.writeString(folder.resolve("names.yaml"), text);
            onRefused("'empty.csv' is empty; expected a value on each line", "run", scenario.toString());
        }
    }

    @Test
    @Tag("change")
    void readsFromStandardInput() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/fd")), "this system names no open streams");
        Path prices = Files.writeString(
                folder.resolve("prices.yaml"), Session.of("prices").out());
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "cat \"$1\" | \"$2\" -cp \"$3\" dev.brownout.cli.Main prices /dev/stdin",
                        "sh",
                        prices.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"))
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("/dev/stdin: valid\n");
        assertThat(process.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            run hello-world --for=          | --for is empty; expected T
            run hello-world --out=          | --out is empty; expected DIR
            run hello-world --variant=      | --variant is empty; expected V
            run hello-world --set=          | --set is empty; expected PATH=V
            run hello-world --param=        | --param is empty; expected N=V
            run hello-world --prices=       | --prices is empty; expected FILE
            run hello-world --seed=         | --seed
            run hello-world --format=       | --format
            run hello-world --set box.cores= | --set:1:1: 'box.cores=' has no value; expected --set NAME=VALUE
            run hello-world --param load=   | --param:1:1: 'load=' has no value; expected --param NAME=VALUE
            sweep hello-world --vary=       | --vary is empty; expected PATH=A..B
            sweep hello-world --out=        | --out is empty; expected DIR
            replicate hello-world --metric= | --metric is empty; expected M
            capacity hello-world --minimise= --vary load | --minimise is empty; expected METRIC
            baseline save hello-world --dir= | --dir is empty; expected DIR
            learn --out=                    | --out is empty; expected DIR
            new x --from=                   | --from is empty; expected SCENARIO
            new ladder/..                   | 'ladder/..' is a folder; expected the name of a scenario
            new ..                          | '..' is a folder; expected the name of a scenario
            new a/.                         | 'a/.' is a folder; expected the name of a scenario
            new a/                          | 'a/' is a folder; expected the name of a scenario
            new a/.yaml                     | 'a/.yaml' is a folder; expected the name of a scenario
            """)
    void rejectsEmptyOptionValues(String line, String message) {
        onRefused(message, line.split(" ", -1));
    }

    @Test
    void rejectsEmptyScenarioNames() {
        onRefused("SCENARIO is empty", "run", "");
        onRefused("SCENARIO is empty", "run", " ");
        onRefused("FILE is empty", "validate", "hello-world", "");
        onRefused("NAME is empty", "new", "");
    }
}
