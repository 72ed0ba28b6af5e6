package dev.brownout.cli;

import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Manual;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages of the library in the repository match the scenarios, their recorded answers and the overview page. */
@Tag("once")
class ScenarioPagesTest {
    @Test
    void pagesAreUpToDate() throws IOException {
        GeneratedFiles.sameFolder(
                PageCommands.ROOT.resolve("docs/library"),
                ScenarioPages.of(new Manual(LanguageDefinition.standard())),
                "mvn -pl scenarios/cli -am test -Dtest=ScenarioPagesTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dbrownout.write=true");
    }
}
