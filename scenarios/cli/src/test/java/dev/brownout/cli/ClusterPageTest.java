package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
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

/** Commands shown in {@code docs/guides/on-a-cluster.md} have the documented effect. */
@Tag("once")
class ClusterPageTest {
    private static final Path PAGE = PageCommands.ROOT.resolve("docs/guides/on-a-cluster.md");

    @TempDir
    private Path folder;

    /** Returns the code block of the page with this info string, such as {@code sh parallel.sh}. */
    static String block(String head) throws IOException {
        Matcher block = Pattern.compile("(?ms)^```" + Pattern.quote(head) + "\n(.*?)^```$")
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as(head).isTrue();
        return block.group(1);
    }

    /** Returns the output of a shell that runs a script in the folder. */
    private String shell(String text) throws Exception {
        Path stated = folder.resolve("said.txt");
        ProcessBuilder bash = new ProcessBuilder("bash", "-ec", text)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(stated.toFile());
        bash.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        bash.environment().put("HOME", folder.toString());
        int code = bash.start().waitFor();
        assertThat(code).as(Files.readString(stated)).isZero();
        return Files.readString(stated);
    }

    @Test
    @Tag("change")
    void shardsRunByGnuParallelMergeToTheWholeResult() throws Exception {
        boolean exists = new ProcessBuilder("sh", "-c", "parallel --version 2>/dev/null | grep -q '^GNU parallel'")
                        .start()
                        .waitFor()
                == 0;
        assumeTrue(exists, "GNU parallel is not installed");
        String command = JavaProcess.command(Main.class.getName()).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path brownout = Files.writeString(folder.resolve("brownout"), "#!/bin/sh\nexec " + command + " \"$@\"\n");
        assertThat(brownout.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                folder.resolve("shop.yaml"),
                replaceParts(Shop.TEXT, "duration: 20s, warmup: 1s", "duration: 2s, warmup: 1s"));
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
        assertThat(Session.of(whole.toArray(String[]::new)).code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(withoutReport("merged")).isEqualTo(withoutReport("whole"));
    }

    /** Returns all files but the report, which contains the path of the scenario file. */
    private Map<String, String> withoutReport(String name) throws IOException {
        Map<String, String> files = Shop.files(folder.resolve(name));
        assertThat(files.remove("report.html")).isNotNull();
        return files;
    }
}
