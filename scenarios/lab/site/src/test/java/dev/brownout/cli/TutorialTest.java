package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README and tutorials are up to date: their files are written, their commands run in sequence next to the example
 * files, and the output matches the page. {@code -Dbrownout.write=true} updates the page.
 */
@Tag("story")
class TutorialTest {
    private static final String COMMAND = "mvn -pl scenarios/lab/site -am test -Dtest=TutorialTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";

    @TempDir
    private Path folder;

    /** Pages that follow each other are replayed in one folder. */
    @Test
    void commandsPrintTheDocumentedOutput() throws IOException, InterruptedException {
        play(
                "README.md",
                "docs/README.md",
                "docs/tutorial.md docs/tutorial/read-the-result.md docs/tutorial/break-it.md");
    }

    private void play(String... sequences) throws IOException, InterruptedException {
        try (CommandProcess process = CommandProcess.withFolder(folder)) {
            for (String sequence : sequences) {
                process.clear();
                Path site = Files.createDirectory(folder.resolve("site"));
                for (String file : List.of("compose.yaml", "nginx.conf", "quiet.log.gz", "busy.log.gz")) {
                    Files.copy(PageCommands.ROOT.resolve("docs/examples/site").resolve(file), site.resolve(file));
                }
                PageReplay replay = new PageReplay(folder, process);
                for (String name : sequence.split(" ", -1)) {
                    Path page = PageCommands.ROOT.resolve(name);
                    GeneratedFiles.requireEqual(page, replay.replayed(Files.readString(page)), COMMAND);
                }
                assertThat(replay.commands()).isPositive();
            }
        }
    }
}
