package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * README and tutorials are up to date: their files are written, their commands run in sequence next to the example
 * files, and the output matches the page. {@code -Dbrownout.write=true} updates the page.
 */
@Tag("story")
class TutorialTest {
    private static final String COMMAND = "mvn -pl scenarios/cli -am test -Dtest=TutorialTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";
    private static final String FENCE = "```";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/tutorial.md"})
    void commandsPrintTheDocumentedOutput(String name) throws IOException, InterruptedException {
        play(name);
    }

    @Test
    @Tag("thorough")
    void capacityPageCommandsPrintTheDocumentedOutput() throws IOException, InterruptedException {
        play("docs/capacity.md");
    }

    private void play(String name) throws IOException, InterruptedException {
        Path page = Path.of("..", "..").resolve(name);
        Path site = Files.createDirectory(folder.resolve("site"));
        for (String file : List.of("compose.yaml", "nginx.conf", "quiet.log.gz", "busy.log.gz")) {
            Files.copy(Path.of("..", "..", "docs", "examples", "site", file), site.resolve(file));
        }
        String written = Files.readString(page);
        List<String> told = new ArrayList<>();
        List<String> block = new ArrayList<>();
        String kind = null;
        for (String line : written.split("\n", -1)) {
            if (kind == null) {
                told.add(line);
                kind = line.startsWith(FENCE) ? line.substring(FENCE.length()) : null;
            } else if (line.equals(FENCE)) {
                told.addAll(replayed(kind, block));
                told.add(line);
                block.clear();
                kind = null;
            } else {
                block.add(line);
            }
        }
        String replayed = String.join("\n", told);
        assertThat(written).contains("$ brownout run");
        GeneratedFiles.same(page, replayed, COMMAND);
    }

    /** Returns a block of the page as it is now: a file unchanged, a command with its output. */
    private List<String> replayed(String kind, List<String> block) throws IOException, InterruptedException {
        String[] words = kind.split(" ", -1);
        if (words[0].equals("yaml") && words.length > 1) {
            Path file = folder.resolve(words[1]);
            String text = String.join("\n", block) + "\n";
            if (words.length > 2) {
                Files.writeString(file, text, StandardOpenOption.APPEND);
            } else {
                Files.writeString(file, text);
            }
        }
        if (!words[0].equals("console")) {
            return block;
        }
        String command = block.get(0);
        assertThat(command).startsWith("$ brownout ");
        List<String> lines = new ArrayList<>(List.of(command));
        lines.addAll(printed(arguments(command.substring("$ brownout ".length()))));
        return lines;
    }

    /** Returns the words of a command line. A quoted text is one word. */
    private static List<String> arguments(String line) {
        List<String> arguments = new ArrayList<>();
        String[] parts = line.split("\"", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                arguments.add(parts[i]);
            } else if (!parts[i].isBlank()) {
                arguments.addAll(List.of(parts[i].strip().split(" +")));
            }
        }
        return arguments;
    }

    private List<String> printed(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = JavaProcess.command(Main.class.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isIn(ExitCode.SUCCESS, ExitCode.VIOLATED, ExitCode.BAD_INPUT);
        return text.stripTrailing().lines().map(String::stripTrailing).toList();
    }
}
