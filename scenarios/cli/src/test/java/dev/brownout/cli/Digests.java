package dev.brownout.cli;

import dev.brownout.chart.ChartBook;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.export.ResultJson;
import dev.brownout.export.SeriesCsv;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Digests of command results, in two files. {@code results.txt} records the numbers: SHA-256 of {@code result.json}
 * without its texts, and of {@code series.csv}. {@code pictures.txt} records the presentation: SHA-256 of the texts of
 * {@code result.json}, and of all charts sorted by name. A changed title or sentence thus changes only
 * {@code pictures.txt}.
 *
 * <p>The answer of a scenario is a text, with its figures: it repeats numbers of the result in the words of the
 * scenario.
 *
 * <p>A text of {@code result.json} is a string that contains a space. Its figures count as numbers: in the first digest
 * each text is replaced by its figures.
 *
 * @param number version of the results; it grows with every change of their numbers
 * @param outputs digests of each command
 */
record Digests(int number, Map<String, Output> outputs) {
    private static final Path FOLDER = Path.of("src/test/resources/dev/brownout/cli/digests");
    private static final Path RESULTS = FOLDER.resolve("results.txt");
    private static final Path PICTURES = FOLDER.resolve("pictures.txt");
    private static final String TITLE = "Results ";
    private static final String ABOUT = """
            , the same on every machine and Java version; see
            docs/contributing.md, "When a result changes".
            """;

    /**
     * Beginning of the answer of the scenario, and of the values of its metrics in a variant, in {@code result.json}.
     */
    private static final List<String> ANSWERS = List.of("\n  \"answer\" : {", "\n    \"answers\" : {");

    private static final String NO_ANSWER = "\n  \"answer\" : null,";

    /**
     * Digests of the output of a command, as lines of the two files.
     *
     * @param results digests of the numbers
     * @param pictures digests of texts and charts
     */
    record Output(String results, String pictures) {
        static Output of(byte[] json, byte[] series, String charts) {
            StringBuilder texts = new StringBuilder();
            String numbers = numbers(unanswered(new String(json, StandardCharsets.UTF_8), texts), texts);
            return new Output(
                    sha256(numbers) + "  result.json, numbers\n" + sha256(series) + "  series.csv",
                    sha256(texts.toString()) + "  result.json, texts\n" + sha256(charts) + "  charts/*.svg");
        }

        /** Returns a JSON text without the answers; adds these to the texts. */
        private static String unanswered(String json, StringBuilder texts) {
            StringBuilder rest = new StringBuilder(json.length());
            int index = 0;
            for (int line = json.indexOf("\n"); line >= 0; line = json.indexOf("\n", line + 1)) {
                int end = answerEnd(json, line);
                if (end >= 0) {
                    rest.append(json, index, line + 1);
                    texts.append(json, line + 1, end);
                    index = end;
                    line = end - 2;
                }
            }
            return rest.append(json, index, json.length()).toString();
        }

        /** Returns the end of the answer that begins after a line break; -1 if none does. */
        private static int answerEnd(String json, int line) {
            if (json.startsWith(NO_ANSWER, line)) {
                return line + NO_ANSWER.length() + 1;
            }
            for (String answer : ANSWERS) {
                if (json.startsWith(answer, line)) {
                    String close = answer.substring(0, answer.indexOf('"')) + "},\n";
                    int end = json.indexOf(close, line);
                    return end < 0 ? -1 : end + close.length();
                }
            }
            return -1;
        }

        /** Returns a JSON text with each string that contains a space replaced by its figures; adds these strings. */
        private static String numbers(String json, StringBuilder texts) {
            StringBuilder numbers = new StringBuilder(json.length());
            int index = 0;
            for (int from = json.indexOf('"'); from >= 0; from = json.indexOf('"', index)) {
                int to = from + 1;
                while (json.charAt(to) != '"') {
                    to += json.charAt(to) == '\\' ? 2 : 1;
                }
                numbers.append(json, index, from);
                index = to + 1;
                if (json.substring(from, index).indexOf(' ') < 0) {
                    numbers.append(json, from, index);
                } else {
                    texts.append(json, from, index).append('\n');
                    appendFigures(json, from, index, numbers);
                }
            }
            return numbers.append(json, index, json.length()).toString();
        }

        /** Appends the figures of a part of a text, with a space for all other characters in a row. */
        private static void appendFigures(String text, int from, int to, StringBuilder figures) {
            boolean afterFigure = true;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                boolean figure = c >= '0' && c <= '9';
                if (figure) {
                    figures.append(c);
                } else if (afterFigure) {
                    figures.append(' ');
                }
                afterFigure = figure;
            }
        }

        @Override
        public String toString() {
            return results + "\n" + pictures;
        }
    }

    /** Prints digests of a command in this process. Used to compare the results of other platforms. */
    public static void main(String... command) {
        System.out.println(of(String.join(" ", command)));
    }

    /** Returns the recorded digests. A command that is missing in {@code pictures.txt} has no digests of pictures. */
    static Digests recorded() throws IOException {
        String text = Files.readString(RESULTS);
        Map<String, String> pictures = blocks(Files.readString(PICTURES));
        Map<String, Output> outputs = new LinkedHashMap<>();
        blocks(text)
                .forEach((command, results) ->
                        outputs.put(command, new Output(results, pictures.getOrDefault(command, ""))));
        return new Digests(Integer.parseInt(text.substring(TITLE.length(), text.indexOf('\n'))), outputs);
    }

    private static Map<String, String> blocks(String text) {
        String[] parts = text.strip().split("\n\n", -1);
        Map<String, String> blocks = new LinkedHashMap<>();
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            String[] lines = part.split("\n", 2);
            blocks.put(lines[0], lines.length > 1 ? lines[1] : "");
        }
        return blocks;
    }

    /**
     * Returns the digests to be recorded after these. The version grows if the results of a recorded command have
     * changed; changed pictures, additional and removed commands keep it.
     */
    Digests next(Map<String, Output> now) {
        boolean changed = outputs.entrySet().stream()
                .filter(old -> now.containsKey(old.getKey()))
                .anyMatch(old ->
                        !old.getValue().results().equals(now.get(old.getKey()).results()));
        return new Digests(changed ? number + 1 : number, now);
    }

    void record() throws IOException {
        Files.writeString(RESULTS, results());
        Files.writeString(PICTURES, text("Pictures\nTexts and charts of these commands" + ABOUT, Output::pictures));
    }

    /** Returns a digest of {@code results.txt}. */
    String digest() {
        return sha256(results());
    }

    private String results() {
        return text(TITLE + number + "\nNumbers in the output of these commands" + ABOUT, Output::results);
    }

    private String text(String head, Function<Output, String> lines) {
        return head
                + outputs.entrySet().stream()
                        .map(output -> "\n" + output.getKey() + "\n" + lines.apply(output.getValue()) + "\n")
                        .collect(Collectors.joining());
    }

    /** Returns the digests of a command. */
    static Output of(String command) {
        RunArguments arguments = new RunArguments();
        new CommandLine(arguments).parseArgs(command.substring("run ".length()).split(" "));
        try {
            RunResult result = arguments.result();
            return of(result, ResultJson.write(result), ChartBook.of(result));
        } catch (UsageException refusal) {
            throw new AssertionError(refusal.getMessage(), refusal);
        }
    }

    /** Returns the digests of a result from its JSON and its charts. */
    static Output of(RunResult result, byte[] json, ChartBook book) {
        Map<String, String> charts = new TreeMap<>();
        book.charts().forEach(chart -> charts.put(chart.slug(), chart.svg()));
        return Output.of(json, SeriesCsv.write(result), String.join("", charts.values()));
    }

    /** Options of the command {@code run} that affect the result. */
    @Command
    private static final class RunArguments {
        @Parameters
        private String scenario;

        @Option(names = "--threads")
        private int threads = Runtime.getRuntime().availableProcessors();

        @Mixin
        private ScenarioOptions changes;

        RunResult result() throws UsageException {
            ScenarioFile file = new ScenarioFinder().check(scenario, changes.overrides());
            Execution execution = new Execution(threads, ProgressListener.NONE, () -> false, TrialStore.NONE);
            return file.result(VariantRuns.run(file, file.variants(), execution));
        }
    }

    private static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
