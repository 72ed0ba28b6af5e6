package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Examples on the pages of the commands print the documented output, in a folder with the examples of the
 * documentation. {@code -Dbrownout.write=true} updates the pages.
 */
@Tag("story")
class CommandPagesTest {
    private static final String COMMAND = "mvn -pl scenarios/lab/site -am test -Dtest=CommandPagesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";
    private static final Path DOCS = PageCommands.ROOT.resolve("docs");

    /** Commands that do not end by themselves. */
    private static final List<String> SERVERS = List.of("mcp", "serve");

    @TempDir
    private static Path folder;

    static List<CommandSpec> commands() {
        return CommandPages.all(Main.commands()).stream()
                .filter(command -> !SERVERS.contains(command.name()))
                .toList();
    }

    private static Path page(CommandSpec command) {
        return DOCS.resolve("reference").resolve(CommandPages.path(command));
    }

    @Test
    void pagesHaveAnExampleWithoutAnError() throws IOException {
        for (CommandSpec command : commands()) {
            assertThat(Files.readString(page(command)))
                    .contains(CommandPages.EXAMPLE, "\n$ " + command.qualifiedName())
                    .doesNotContain("\nbrownout: ");
        }
    }

    @Test
    @Tag("rows")
    void examplesPrintTheDocumentedOutput() throws IOException, InterruptedException {
        List<Path> pages = ChangedPages.ofRound(
                commands().stream().map(CommandPagesTest::page).toList());
        if (pages.isEmpty()) {
            return;
        }
        PageCommands.copyExamples(folder.resolve("examples"));
        try (CommandProcess process = CommandProcess.withFolder(folder)) {
            for (Path page : pages) {
                GeneratedFiles.requireEqual(
                        page, new PageReplay(folder, process).replayed(Files.readString(page)), COMMAND);
            }
        }
    }
}
