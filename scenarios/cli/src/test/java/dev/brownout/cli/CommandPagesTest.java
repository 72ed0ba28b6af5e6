package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Examples on the pages of the commands print the documented output, in a folder with the examples of the
 * documentation. {@code -Dbrownout.write=true} updates the pages.
 */
@Tag("story")
class CommandPagesTest {
    private static final String COMMAND = "mvn -pl scenarios/cli -am test -Dtest=CommandPagesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";
    private static final Path DOCS = PageCommands.ROOT.resolve("docs");

    /** Commands that do not end by themselves. */
    private static final List<String> SERVERS = List.of("mcp", "serve");

    @TempDir
    private static Path folder;

    private static CommandProcess process;

    @BeforeAll
    static void start() throws IOException {
        PageCommands.copyExamples(folder.resolve("examples"));
        process = CommandProcess.in(folder);
    }

    @AfterAll
    static void end() throws IOException {
        process.close();
    }

    static List<CommandSpec> commands() {
        return CommandPages.all(Main.commands()).stream()
                .filter(command -> !SERVERS.contains(command.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesPrintTheDocumentedOutput(CommandSpec command) throws IOException, InterruptedException {
        Path page = DOCS.resolve("reference").resolve(CommandPages.path(command));
        String text = Files.readString(page);
        assertThat(text).contains(CommandPages.EXAMPLE, "\n$ " + command.qualifiedName());
        GeneratedFiles.same(page, new PageReplay(folder, process).replayed(text), COMMAND);
    }
}
