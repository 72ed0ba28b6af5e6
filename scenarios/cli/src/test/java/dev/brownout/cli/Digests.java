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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Digests of command results, as recorded in {@code digests.txt}. For each command: SHA-256 of its result, of its
 * series, and of all its charts sorted by name.
 *
 * @param number version of the results; it grows with every change of them
 * @param blocks digests of each command
 */
record Digests(int number, Map<String, String> blocks) {
    private static final Path FILE = Path.of("src/test/resources/dev/brownout/cli/digests.txt");
    private static final String TITLE = "Results ";

    /** Prints digests of a command in this process. Used to compare the results of other platforms. */
    public static void main(String... command) {
        System.out.println(of(String.join(" ", command)));
    }

    static Digests recorded() throws IOException {
        String[] parts = Files.readString(FILE).strip().split("\n\n", -1);
        Map<String, String> blocks = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            blocks.put(parts[i].substring(0, end < 0 ? parts[i].length() : end), parts[i].substring(end + 1));
        }
        int number = Integer.parseInt(parts[0].lines().findFirst().orElseThrow().substring(TITLE.length()));
        return new Digests(number, blocks);
    }

    void record() throws IOException {
        Files.writeString(FILE, text());
    }

    /** Returns a digest of all digests. */
    String digest() {
        return sha256(text().getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        String head = TITLE + number + "\nWhat these commands leave behind, the same on every machine and Java; see\n"
                + "docs/contributing.md, \"When a result changes\".\n";
        return head
                + blocks.entrySet().stream()
                        .map(block -> "\n" + block.getKey() + "\n" + block.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    /** Returns the digests of a command. Fails if a result differs after a round trip through JSON. */
    static String of(String command) {
        return of(command, (result, json) -> {}, (result, book) -> {});
    }

    /** Returns the digests of a command, and passes {@code result.json} and the charts to the listeners. */
    static String of(String command, BiConsumer<RunResult, byte[]> looking, BiConsumer<RunResult, ChartBook> watching) {
        RunArguments played = new RunArguments();
        new CommandLine(played).parseArgs(command.substring("run ".length()).split(" "));
        try {
            RunResult result = played.result();
            Map<String, String> charts = new TreeMap<>();
            ChartBook book = ChartBook.of(result);
            book.charts().forEach(chart -> charts.put(chart.slug(), chart.svg()));
            watching.accept(result, book);
            byte[] json = ResultJson.write(result);
            if (!Arrays.equals(played.again(json), json)) {
                throw new AssertionError(command + ": a result that was read is written otherwise");
            }
            looking.accept(result, json);
            return sha256(json) + "  result.json\n"
                    + sha256(SeriesCsv.write(result)) + "  series.csv\n"
                    + sha256(String.join("", charts.values()).getBytes(StandardCharsets.UTF_8)) + "  charts/*.svg";
        } catch (UsageException refusal) {
            throw new AssertionError(refusal.getMessage(), refusal);
        }
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

        private ScenarioFile file;

        RunResult result() throws UsageException {
            file = new ScenarioFinder().checked(scenario, changes.overrides());
            Execution execution = new Execution(threads, ProgressListener.NONE, () -> false, TrialStore.NONE);
            return file.result(VariantRuns.of(file, file.variants(), execution));
        }

        /** Returns the result after it was read and written once more, as in merged experiments. */
        byte[] again(byte[] json) {
            try {
                return ResultJson.write(file.result(ResultJson.read(json).variants()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
