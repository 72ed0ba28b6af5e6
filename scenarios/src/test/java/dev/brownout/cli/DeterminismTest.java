package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same scenario gives the same bytes: again, in another process, in another language, with other threads, without
 * fonts, and, by the digests in {@code digests.txt}, on any other machine and Java.
 */
class DeterminismTest {
    private static final String SITE = "run load-balancer --set load=60/s";

    @TempDir
    private Path folder;

    @Test
    void aSecondRunGivesTheSameBytes() throws IOException {
        assertThat(files(run("first", SITE))).isEqualTo(files(run("second", SITE)));
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws IOException {
        assertThat(files(run("one", SITE + " --threads 1"))).isEqualTo(files(run("two", SITE + " --threads 2")));
    }

    @Test
    void anotherProcessLanguageAndNoFontsChangeNothing() throws Exception {
        Path there = folder.resolve("there");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Chatham",
                "-Dfile.encoding=ISO-8859-9",
                "-Dsun.java2d.fontpath=" + folder.resolve("no-fonts"),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments(there, SITE + " --threads 1")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().putAll(Map.of("LANG", "tr_TR.UTF-8", "LC_ALL", "tr_TR.UTF-8"));
        int code = builder.start().waitFor();
        assertThat(code).as(Files.readString(folder.resolve("err.txt"))).isEqualTo(ExitCode.HELD);
        assertThat(files(there)).isEqualTo(files(run("here", SITE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run hello-world --for 30s",
                SITE,
                "run primary-failover --param write_rate=10/s --seed 3",
            })
    void theBytesAreThoseOfEveryOtherMachine(String command) throws IOException {
        Map<String, String> files = files(run("digest", command));
        StringBuilder charts = new StringBuilder();
        files.forEach((name, text) -> charts.append(name.endsWith(".svg") ? text : ""));
        String digests = sha256(files.get("result.json")) + "  result.json\n"
                + sha256(files.get("series.csv")) + "  series.csv\n"
                + sha256(charts.toString()) + "  charts/*.svg";
        assertThat(digests).as("digests of '%s'", command).isEqualTo(recorded(command));
    }

    /** The digests under the heading that is the command. */
    private static String recorded(String command) throws IOException {
        try (InputStream file = DeterminismTest.class.getResourceAsStream("digests.txt")) {
            String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int start = all.indexOf("\n" + command + "\n");
            return start < 0
                    ? ""
                    : all.substring(start + command.length() + 2)
                            .split("\n\n", 2)[0]
                            .strip();
        }
    }

    private Path run(String name, String command) {
        Path out = folder.resolve(name);
        Session session = Session.of(arguments(out, command));
        assertThat(session.code()).as(session.err()).isIn(ExitCode.HELD, ExitCode.MISSED);
        return out;
    }

    private static String[] arguments(Path out, String command) {
        return Stream.concat(Stream.of(command.split(" ", -1)), Stream.of("--out", out.toString()))
                .toArray(String[]::new);
    }

    /** Text of each file that must not differ, by name: all but the facts of the run and the pictures in pixels. */
    private static Map<String, String> files(Path out) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = out.relativize(file).toString().replace('\\', '/');
                if (!name.equals("run.json") && !name.endsWith(".png")) {
                    texts.put(name, Files.readString(file));
                }
            }
        }
        assertThat(texts).containsKeys("result.json", "series.csv", "report.html");
        assertThat(texts.keySet()).anyMatch(name -> name.endsWith(".svg"));
        return texts;
    }

    private static String sha256(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
