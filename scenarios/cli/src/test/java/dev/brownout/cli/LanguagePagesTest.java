package dev.brownout.cli;

import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ReferencePages;
import dev.brownout.reference.Schema;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The manual and the JSON schema in the repository match the language definition. */
@Tag("once")
class LanguagePagesTest {
    @Test
    void referencePagesAreUpToDate() throws IOException {
        GeneratedFiles.sameFolder(
                PageCommands.ROOT.resolve("docs/reference"),
                ReferencePages.of(new Manual(LanguageDefinition.standard())),
                "mvn -pl scenarios/cli -am test -Dtest=LanguagePagesTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dbrownout.write=true");
    }

    @Test
    void librarySchemaIsUpToDate() throws IOException {
        GeneratedFiles.same(
                PageCommands.ROOT.resolve("scenarios/library/scenario.schema.json"),
                Schema.text(LanguageDefinition.standard()),
                "./brownout schema > scenarios/library/scenario.schema.json");
    }
}
