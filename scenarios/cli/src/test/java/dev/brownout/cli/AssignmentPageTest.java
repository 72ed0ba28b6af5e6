package dev.brownout.cli;

import dev.brownout.grading.AssignmentSpec;
import dev.brownout.reference.ManualMarkdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The keys in {@code docs/assignment.md} are those of the records. {@code -Dbrownout.write=true} updates the page. */
@Tag("once")
class AssignmentPageTest {
    private static final Path PAGE = PageCommands.ROOT.resolve("docs/assignment.md");
    private static final Pattern KEYS = Pattern.compile("(?s)(?<=## Keys\n\n).*?(?=\nTwo keys)");

    @Test
    void keysAreThoseOfTheRecords() throws IOException {
        String keys = String.join("\n", ManualMarkdown.parameters(AssignmentSpec.class)) + "\n";
        GeneratedFiles.same(
                PAGE,
                KEYS.matcher(Files.readString(PAGE)).replaceFirst(Matcher.quoteReplacement(keys)),
                "mvn -pl scenarios/cli -am test -Dtest=AssignmentPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dbrownout.write=true");
    }
}
