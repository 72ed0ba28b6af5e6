package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Examples in {@code docs/results.md} and its parts that read a result print the documented output.
 * {@code -Dbrownout.write=true} updates the pages.
 */
@Tag("once")
class ResultsPageTest {
    private static final List<Path> PAGES = Stream.of("results.md", "results/forms.md")
            .map(PageCommands.ROOT.resolve("docs")::resolve)
            .toList();
    private static final Pattern EXAMPLE =
            Pattern.compile("(?ms)^```(sh|python|r)\\n(.*?)^```\\n\\n^```text\\n(.*?)^```$");
    private static final Map<String, List<String>> PROGRAMS =
            Map.of("sh", List.of("sh", "-c"), "python", List.of("python3", "-c"), "r", List.of("Rscript", "-e"));
    /** Command of the page with output redirected to a file. */
    private static final Pattern REDIRECTED = Pattern.compile("(?m)^ {4}\\./brownout (.*) > (\\S+)$");

    @TempDir
    private static Path folder;

    private record Example(Path page, String language, String code, String printed) {
        /** Returns a command that succeeds if the programs of the example are installed. */
        List<String> availabilityCommand() {
            return switch (language) {
                case "python" -> List.of("python3", "--version");
                case "r" -> List.of("Rscript", "-e", "library(jsonlite)");
                default -> List.of(code.split(" ", 2)[0], "--version");
            };
        }

        @Override
        public String toString() {
            return language + ": " + code.lines().findFirst().orElse("");
        }
    }

    static List<Example> examplesOfRound() throws IOException {
        return examples(ChangedPages.ofRound(PAGES));
    }

    private static List<Example> examples(List<Path> pages) throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path page : pages) {
            Matcher example = EXAMPLE.matcher(Files.readString(page));
            while (example.find()) {
                examples.add(new Example(page, example.group(1), example.group(2), example.group(3)));
            }
        }
        return examples;
    }

    @BeforeAll
    static void run() throws IOException {
        if (ChangedPages.ofRound(PAGES).isEmpty()) {
            return;
        }
        assertThat(Session.of("run", "bulkhead", "--out", folder.resolve("out").toString())
                        .code())
                .isZero();
        for (Path page : PAGES) {
            Matcher redirected = REDIRECTED.matcher(Files.readString(page));
            while (redirected.find()) {
                Session session = Session.of(redirected.group(1).split(" ", -1));
                assertThat(session.code()).as(redirected.group()).isZero();
                Files.writeString(folder.resolve(redirected.group(2)), session.out());
            }
        }
    }

    @Tag("rows")
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("examplesOfRound")
    void examplesPrintTheDocumentedOutput(Example example) throws Exception {
        List<String> existing = example.availabilityCommand();
        assumeTrue(found(existing), () -> existing.get(0) + " is not installed");
        List<String> command = new ArrayList<>(PROGRAMS.get(example.language()));
        command.add(example.code());
        String printed = outputOf(command);
        if (Boolean.getBoolean("brownout.write")) {
            String page = Files.readString(example.page());
            String before = example.code() + "```\n\n```text\n";
            Files.writeString(example.page(), page.replace(before + example.printed(), before + printed));
            return;
        }
        assertThat(printed).isEqualTo(example.printed());
    }

    @Test
    void pageHasExamplesOfEachLanguage() throws IOException {
        assertThat(examples(PAGES))
                .extracting(Example::language)
                .containsOnly("sh", "python", "r")
                .hasSize(9);
    }

    private static boolean found(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static String outputOf(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String wrong = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(wrong).isZero();
        return text;
    }
}
