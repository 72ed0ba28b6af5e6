package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @TempDir
    private Path folder;

    /** Pages that follow each other are replayed in one folder. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/README.md",
                "docs/tutorial.md docs/tutorial/read-the-result.md docs/tutorial/break-it.md"
            })
    void commandsPrintTheDocumentedOutput(String names) throws IOException, InterruptedException {
        play(names.split(" ", -1));
    }

    @Test
    @Tag("thorough")
    void capacityPageCommandsPrintTheDocumentedOutput() throws IOException, InterruptedException {
        play("docs/capacity.md");
    }

    private void play(String... names) throws IOException, InterruptedException {
        Path site = Files.createDirectory(folder.resolve("site"));
        for (String file : List.of("compose.yaml", "nginx.conf", "quiet.log.gz", "busy.log.gz")) {
            Files.copy(PageCommands.ROOT.resolve("docs/examples/site").resolve(file), site.resolve(file));
        }
        try (CommandProcess process = CommandProcess.in(folder)) {
            PageReplay replay = new PageReplay(folder, process);
            for (String name : names) {
                Path page = PageCommands.ROOT.resolve(name);
                GeneratedFiles.same(page, replay.replayed(Files.readString(page)), COMMAND);
            }
            assertThat(replay.commands()).isPositive();
        }
    }
}
