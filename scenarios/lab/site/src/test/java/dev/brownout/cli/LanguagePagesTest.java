package dev.brownout.cli;

import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.CompactReference;
import dev.brownout.reference.Manual;
import dev.brownout.reference.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The manual, the pages of the commands and the JSON schema in the repository match the program. */
@Tag("once")
class LanguagePagesTest {
    @Test
    void referencePagesAreUpToDate() throws IOException {
        Path folder = PageCommands.ROOT.resolve("docs/reference");
        Map<String, String> pages = new TreeMap<>(CompactReference.pages(new Manual(LanguageDefinition.standard())));
        pages.putAll(CommandPages.pages(folder));
        GeneratedFiles.sameFolder(
                folder,
                pages,
                "mvn -pl scenarios/lab/site -am test -Dtest=LanguagePagesTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dbrownout.write=true");
    }

    @Test
    void librarySchemaIsUpToDate() throws IOException {
        GeneratedFiles.requireEqual(
                PageCommands.ROOT.resolve("scenarios/library/scenario.schema.json"),
                Schema.text(LanguageDefinition.standard()),
                "./brownout schema > scenarios/library/scenario.schema.json");
    }
}
