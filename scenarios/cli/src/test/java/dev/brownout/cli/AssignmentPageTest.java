package dev.brownout.cli;

import dev.brownout.grading.AssignmentSpec;
import dev.brownout.reference.ManualMarkdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The keys in {@code docs/assignment.md} are those of the records. {@code -Dbrownout.write=true} updates the page. */
@Tag("once")
class AssignmentPageTest {
    private static final Path PAGE = PageCommands.ROOT.resolve("docs/assignment.md");
    /** The first two cells of a row: the key, and its type, which error messages state. */
    private static final Pattern TYPE = Pattern.compile("^(\\|[^|]*\\|)[^|]*\\|");

    private static final Pattern KEYS = Pattern.compile("(?s)(?<=## Keys\n\n).*?(?=\nTwo keys)");

    @Test
    void keysAreThoseOfTheRecords() throws IOException {
        String keys = ManualMarkdown.parameters(AssignmentSpec.class).stream()
                .map(row -> TYPE.matcher(row).replaceFirst("$1") + "\n")
                .collect(Collectors.joining());
        GeneratedFiles.requireEqual(
                PAGE,
                KEYS.matcher(Files.readString(PAGE)).replaceFirst(Matcher.quoteReplacement(keys)),
                "mvn -pl scenarios/cli -am test -Dtest=AssignmentPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dbrownout.write=true");
    }
}
