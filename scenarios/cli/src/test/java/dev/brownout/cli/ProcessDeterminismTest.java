package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Results of a scenario are byte-identical with any number of threads and in other processes: with another language,
 * time zone and encoding, another garbage collector, one compiler, interpreted only, and without fonts.
 * {@link DigestsTest} covers other platforms and Java versions.
 */
@Tag("slow")
class ProcessDeterminismTest {
    private static final String SITE = "run load-balancer --set load=60/s";

    @TempDir
    private Path folder;

    @Test
    void resultIsIndependentOfTheNumberOfThreads() throws IOException {
        assertThat(files(run("one", SITE + " --threads 1"))).isEqualTo(files(run("four", SITE + " --threads 4")));
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource({
        "-XX:TieredStopAtLevel=1, tr, TR, Pacific/Chatham, ISO-8859-9, run load-balancer --set load=60/s --threads 4",
        "-XX:+UseG1GC, ar, EG, America/St_Johns, UTF-8, run load-balancer --set load=60/s --threads 1",
        "-Xint, C, '', UTC, US-ASCII, run hello-world --for 5s"
    })
    void resultIsIndependentOfTheProcessEnvironment(
            String virtualMachine, String language, String country, String zone, String encoding, String command)
            throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                virtualMachine,
                "-Duser.timezone=" + zone,
                "-Dfile.encoding=" + encoding,
                "-Dsun.java2d.fontpath=" + folder.resolve("no-fonts"),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
        String locale = country.isEmpty() ? language : language + "_" + country + ".UTF-8";
        if (!country.isEmpty()) {
            words.addAll(1, List.of("-Duser.language=" + language, "-Duser.country=" + country));
        }
        words.add(Digests.class.getName());
        words.addAll(List.of(command.split(" ")));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(Map.of("LANG", locale, "LC_ALL", locale, "TZ", zone));
        int code = builder.start().waitFor();
        assertThat(code).as(Files.readString(err)).isZero();
        assertThat(Files.readString(out).strip()).isEqualTo(Digests.of(command).toString());
    }

    private Path run(String name, String command) {
        Path out = folder.resolve(name);
        String[] words = Stream.concat(Stream.of(command.split(" ", -1)), Stream.of("--out", out.toString()))
                .toArray(String[]::new);
        Session session = Session.of(words);
        assertThat(session.code()).as(session.err()).isIn(ExitCode.SUCCESS, ExitCode.VIOLATED);
        return out;
    }

    /** Returns the text of each file that must be identical, by name: all but {@code run.json} and PNG images. */
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
}
