package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about many machines tells one to type does what it says. */
@Tag("once")
class ClusterPageTest {
    private static final Path PAGE = PageCommands.ROOT.resolve("docs/cluster.md");

    @TempDir
    private Path folder;

    /** The block of the page that has this head, such as {@code sh parallel.sh}. */
    static String block(String head) throws IOException {
        Matcher block = Pattern.compile("(?ms)^```" + Pattern.quote(head) + "\n(.*?)^```$")
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as(head).isTrue();
        return block.group(1);
    }

    /** What a shell prints that runs a text in the folder. */
    private String shell(String text) throws Exception {
        Path said = folder.resolve("said.txt");
        ProcessBuilder bash = new ProcessBuilder("bash", "-ec", text)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        bash.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        bash.environment().put("HOME", folder.toString());
        int code = bash.start().waitFor();
        assertThat(code).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    @Test
    void theShardsOfGnuParallelAreMerged() throws Exception {
        boolean there = new ProcessBuilder("sh", "-c", "parallel --version 2>/dev/null | grep -q '^GNU parallel'")
                        .start()
                        .waitFor()
                == 0;
        assumeTrue(there, "GNU parallel is not installed");
        String command = JavaProcess.command(Main.class.getName()).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path brownout = Files.writeString(folder.resolve("brownout"), "#!/bin/sh\nexec " + command + " \"$@\"\n");
        assertThat(brownout.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                folder.resolve("shop.yaml"),
                Shop.TEXT.replace("duration: 20s, warmup: 1s", "duration: 2s, warmup: 1s"));
        String script = block("sh parallel.sh");
        assertThat(shell(script)).contains("shard 1/4: 3 of 12 runs are in shards/1\n", "wrote merged/report.html");
        List<String> words = script.lines()
                .filter(line -> line.contains("brownout sweep"))
                .map(line -> line.replaceFirst(" --shard.*", "").strip())
                .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                .map(word -> word.equals("shop.yaml") ? folder.resolve(word).toString() : word)
                .toList();
        List<String> whole = new ArrayList<>(words.subList(1, words.size()));
        whole.addAll(List.of("--out", folder.resolve("whole").toString()));
        assertThat(Session.of(whole.toArray(String[]::new)).code()).isEqualTo(ExitCode.HELD);
        assertThat(withoutReport("merged")).isEqualTo(withoutReport("whole"));
    }

    /** All files but the page, which says by which path the scenario was named. */
    private Map<String, String> withoutReport(String name) throws IOException {
        Map<String, String> files = Shop.files(folder.resolve(name));
        assertThat(files.remove("report.html")).isNotNull();
        return files;
    }
}
