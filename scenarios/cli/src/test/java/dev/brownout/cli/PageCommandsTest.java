package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.PageCommands.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands shown on documentation pages work: they end with the documented exit code and leave no untracked files in
 * the clone.
 */
@Tag("once")
class PageCommandsTest {
    /** Pages with fast commands that run in every build. Commands of other pages are slow or covered by other tests. */
    private static final List<String> FIRST =
            List.of("README.md", "calibrate.md", "editors.md", "modelling.md", "tour.md");

    @TempDir
    private Path folder;

    @Test
    void fastCommandsHaveTheDocumentedExitCode() throws Exception {
        int run = 0;
        for (Path page : PageCommands.pages()) {
            String name = PageCommands.name(page);
            List<Command> quick = PageCommands.of(page).stream()
                    .filter(command -> FIRST.contains(name) && !command.takesLong())
                    .toList();
            if (!quick.isEmpty()) {
                Path own = Files.createDirectory(folder.resolve(name));
                PageCommands.write(page, own);
                PageCommands.copyExamples(own.resolve("docs/examples"));
                assertThat(codes(own, quick)).containsExactlyElementsOf(told(quick));
                try (Stream<Path> left = Files.list(own)) {
                    assertThat(left.map(path -> path.getFileName().toString())).allMatch(PageCommandsTest::ignored);
                }
                run += quick.size();
            }
        }
        assertThat(run).isGreaterThan(20);
    }

    @Test
    void filesCreatedByReadersAreIgnoredByGit() throws IOException {
        assertThat(Files.readAllLines(PageCommands.ROOT.resolve(".gitignore")))
                .contains("out/", "/*.yaml", "/scenario.schema.json", "/baselines/");
        assertThat(ignored("frontier")).isFalse();
    }

    private static boolean ignored(String name) {
        return List.of("docs", "out", "scenario.schema.json", "baselines").contains(name) || name.endsWith(".yaml");
    }

    /** Executes every command of every page in a fresh clone, which first builds itself. */
    @Test
    @Tag("thorough")
    void allCommandsWorkInAFreshClone() throws Exception {
        Path clone = folder.resolve("clone");
        shell(folder, "git", "clone", "-q", PageCommands.ROOT.toRealPath().toString(), clone.toString());
        for (Path page : PageCommands.pages()) {
            PageCommands.write(page, clone);
            for (Command command : PageCommands.of(page)) {
                if (command.words().get(0).equals("verify") && !command.words().contains("--show")) {
                    continue;
                }
                List<String> typed = new ArrayList<>(List.of("./brownout"));
                typed.addAll(command.words());
                assertThat(shell(clone, typed.toArray(String[]::new)).code())
                        .as("%s: %s", command.page(), command.words())
                        .isEqualTo(command.exit());
            }
            Files.deleteIfExists(clone.resolve("shop.yaml"));
        }
        assertThat(shell(clone, "git", "status", "--porcelain").said()).isEmpty();
    }

    private static List<String> told(List<Command> commands) {
        return commands.stream()
                .map(command -> command.exit() + " " + String.join(" ", command.words()))
                .toList();
    }

    /** Executes commands in a process with this working folder, and returns each with its exit code. */
    private static List<String> codes(Path own, List<Command> commands) throws Exception {
        List<String> lines = commands.stream()
                .map(command -> String.join("\t", command.words()))
                .toList();
        Path list = Files.write(own.resolveSibling(own.getFileName() + ".list"), lines);
        List<String> printed = shell(own, JavaProcess.command(CommandBatch.class.getName(), list.toString()))
                .said()
                .lines()
                .toList();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < printed.size(); i++) {
            String[] parts = printed.get(i).split("\t", 2);
            boolean asTold = parts[0].equals(Integer.toString(commands.get(i).exit()));
            codes.add(parts[0] + " " + String.join(" ", commands.get(i).words()) + (asTold ? "" : ": " + parts[1]));
        }
        return codes;
    }

    private record CommandOutput(int code, String said) {}

    private static CommandOutput shell(Path where, String... command) throws IOException, InterruptedException {
        return shell(where, List.of(command));
    }

    private static CommandOutput shell(Path where, List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(where.getParent(), "said", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().close();
        int code = process.waitFor();
        return new CommandOutput(code, Files.readString(said, StandardCharsets.UTF_8));
    }
}
