package dev.brownout.cli;

import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Manual;
import dev.brownout.rounds.TestRound;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The pages of the library in the repository match the scenarios, their recorded answers and the overview page. Builds
 * compare the lists and the pages of some scenarios.
 */
@Tag("once")
class ScenarioPagesTest {
    @Test
    @Tag("rows")
    void pagesAreUpToDate() throws IOException {
        List<String> names = ScenarioPages.scenarios();
        List<String> generated = Boolean.getBoolean("brownout.write") ? names : TestRound.rotating(names, 12);
        GeneratedFiles.sameFolder(
                ScenarioPages.FOLDER,
                ScenarioPages.of(new Manual(LanguageDefinition.standard()), generated),
                "mvn -pl scenarios/cli -am test -Dtest=ScenarioPagesTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dbrownout.write=true");
    }
}
