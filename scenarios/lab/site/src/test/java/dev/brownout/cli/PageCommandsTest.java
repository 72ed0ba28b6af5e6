package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.CommandProcess.Result;
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
    /** Pages with fast commands. Commands of other pages are slow or covered by other tests. */
    private static final List<String> FIRST = List.of(
            "README.md",
            "editors.md",
            "import.md",
            "import/log.md",
            "import/spans.md",
            "modelling.md",
            "results/forms.md");

    @TempDir
    private Path folder;

    private static List<Path> fastPages() throws IOException {
        return PageCommands.pages().stream()
                .filter(page -> FIRST.contains(PageCommands.name(page)))
                .toList();
    }

    private static List<Command> fast(Path page) throws IOException {
        return PageCommands.of(page).stream()
                .filter(command -> !command.takesLong())
                .toList();
    }

    @Test
    void pagesHaveFastCommands() throws IOException {
        int commands = 0;
        for (Path page : fastPages()) {
            commands += fast(page).size();
        }
        assertThat(commands).isGreaterThan(20);
    }

    @Test
    @Tag("rows")
    void fastCommandsHaveTheDocumentedExitCode() throws IOException {
        List<Path> pages = ChangedPages.ofRound(fastPages());
        if (pages.isEmpty()) {
            return;
        }
        try (CommandProcess process = CommandProcess.withFolder(folder)) {
            for (Path page : pages) {
                process.clear();
                PageCommands.write(page, folder);
                PageCommands.copyExamples(folder.resolve("docs/examples"));
                for (Command command : fast(page)) {
                    Result result = process.run(command.words(), false);
                    assertThat(result.code())
                            .as("%s%n%s", command, result.screen())
                            .isEqualTo(command.exit());
                }
                try (Stream<Path> left = Files.list(folder)) {
                    assertThat(left.map(path -> path.getFileName().toString())).allMatch(PageCommandsTest::isIgnored);
                }
            }
        }
    }

    @Test
    void filesCreatedByReadersAreIgnoredByGit() throws IOException {
        assertThat(Files.readAllLines(PageCommands.ROOT.resolve(".gitignore")))
                .contains("out/", "/*.yaml", "/scenario.schema.json", "/baselines/");
        assertThat(isIgnored("frontier")).isFalse();
    }

    private static boolean isIgnored(String name) {
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
        assertThat(shell(clone, "git", "status", "--porcelain").output()).isEmpty();
    }

    private record CommandOutput(int code, String output) {}

    private static CommandOutput shell(Path folder, String... command) throws IOException, InterruptedException {
        Path stated = Files.createTempFile(folder.getParent(), "said", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(stated.toFile())
                .start();
        process.getOutputStream().close();
        int code = process.waitFor();
        return new CommandOutput(code, Files.readString(stated, StandardCharsets.UTF_8));
    }
}
