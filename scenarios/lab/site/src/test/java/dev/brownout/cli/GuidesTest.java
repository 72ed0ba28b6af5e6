package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.CommandProcess.Result;
import dev.brownout.cli.PageCommands.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guides and concepts are up to date: their files are written, their commands run in sequence, and the output matches
 * the page. {@code -Dbrownout.write=true} updates the pages.
 */
@Tag("story")
class GuidesTest {
    private static final String COMMAND = "mvn -pl scenarios/lab/site -am test -Dtest=GuidesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";
    private static final Path DOCS = PageCommands.ROOT.resolve("docs");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    /** A number with a unit that a run prints: a time, a share, a rate, an amount, or a count in thousands. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\w.,/-])(?:\\$\\d[\\d,.]*\\d|\\$\\d|\\d[\\d,]*(?:\\.\\d+)?\\s?(?:ms|µs|s|%|points)\\b"
                    + "|\\d[\\d,.]*/s\\b|\\d[\\d,]*(?:\\.\\d+)?\\s?%|\\d{1,3}(?:,\\d{3})+)");

    @TempDir
    private static Path folder;

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String part : List.of("guides", "concepts")) {
            try (Stream<Path> files = Files.list(DOCS.resolve(part))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        for (String page : List.of("faq.md", "troubleshooting.md", "comparison.md")) {
            pages.add(DOCS.resolve(page));
        }
        return pages;
    }

    @Test
    @Tag("rows")
    void commandsPrintTheDocumentedOutput() throws IOException, InterruptedException {
        List<Path> pages = ChangedPages.ofRound(pages());
        if (pages.isEmpty()) {
            return;
        }
        try (CommandProcess process = CommandProcess.withFolder(folder)) {
            for (Path page : pages) {
                process.clear();
                copy("examples/site", "site");
                PageReplay replay = new PageReplay(folder, process);
                GeneratedFiles.requireEqual(page, replay.replayed(Files.readString(page)), COMMAND);
                for (Command command : PageCommands.of(page)) {
                    Result result = process.run(command.words(), false);
                    assertThat(result.code())
                            .as("%s%n%s", command, result.screen())
                            .isEqualTo(command.exit());
                }
            }
        }
    }

    private static void copy(String from, String to) throws IOException {
        Path target = Files.createDirectories(folder.resolve(to));
        try (Stream<Path> files = Files.list(DOCS.resolve(from))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    /** Returns the pages with outputs, which are compared here. */
    static List<Path> pagesWithOutputs() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path page : pages()) {
            if (Files.readString(page).contains("\n```console\n")) {
                pages.add(page);
            }
        }
        return pages;
    }

    /** Numbers of sentences are those of the scenarios and outputs on the same page. */
    @ParameterizedTest
    @MethodSource("pagesWithOutputs")
    void numbersInSentencesOccurInBlocks(Path page) throws IOException {
        String text = Files.readString(page);
        StringBuilder blocks = new StringBuilder();
        Matcher block = FENCED.matcher(text);
        while (block.find()) {
            blocks.append(compact(block.group()));
        }
        String prose = CODE.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("");
        assertThat(NUMBER.matcher(prose)
                        .results()
                        .map(found -> compact(found.group()))
                        .filter(number -> blocks.indexOf(number) < 0))
                .as(page.toString())
                .isEmpty();
    }

    private static String compact(String text) {
        return text.replaceAll("\\s", "");
    }

    @Test
    void dotsStandForOutput() {
        List<String> output = List.of("a", "b", "c", "d");
        for (List<String> documented :
                List.of(List.of("a", "...", "d"), List.of("...", "c", "..."), List.of("a", "b", "c", "d", "..."))) {
            assertThat(PageReplay.shown(documented, output)).isEqualTo(documented);
        }
        for (List<String> documented : List.of(
                List.of("a", "b"), List.of("b", "..."), List.of("...", "c"), List.of("a", "...", "c", "b", "..."))) {
            assertThat(PageReplay.shown(documented, output)).isEqualTo(output);
        }
    }

    @Test
    void quotedTextIsOneWord() {
        assertThat(PageReplay.words("run a.yaml --set 'x=zipf(1 5)' --variant \"two servers\""))
                .containsExactly("run", "a.yaml", "--set", "x=zipf(1 5)", "--variant", "two servers");
    }
}
