package dev.brownout.cli;

import dev.brownout.cli.PerformancePage.MeasurementFile.Values;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page about performance: a template with the measurements of the files that {@code .ci/bench --record} writes. */
final class PerformancePage {
    static final String GOALS = "goals.tsv";
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]*)}}");

    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final String SHARE = "share of its tight loop";
    private static final List<String> WORKLOAD_MEASURES = List.of("requests/s", SHARE, "ns/event", "bytes/request");
    private static final List<String> COMMAND_MEASURES = List.of("wall s", "CPU s", "peak MiB");

    private static final Map<String, String> WORKLOADS = orderedMap(
            "w1-kernel", "W1 through the kernel alone",
            "w1", "W1 as a scenario",
            "w2", "W2 as a scenario",
            "w2-large", "W2 as a scenario, 27,000 in flight",
            "w2plus", "W2+ as a scenario");

    private static final Map<String, String> COMMANDS = orderedMap(
            "help", "`--help`",
            "hello-world", "`run hello-world`",
            "hello-world-out", "`run hello-world --out`",
            "primary-failover", "`run primary-failover`",
            "replicate", "`replicate primary-failover -n 20`",
            "w2-million", "`run` of W2, a million requests",
            "w2plus-100000", "`run` of W2+, 100,000 requests",
            "chains-validate", "`validate` of 10,000 machines (`.ci/model chains`)",
            "chains", "`run` of 10,000 machines");

    private final List<String> goals;
    private final List<MeasurementFile> files;

    /**
     * A file of measurements.
     *
     * @param facts facts about the machine and the program
     * @param rows values by name and measure
     */
    record MeasurementFile(String name, Map<String, String> facts, Map<List<String>, Values> rows) {
        /** Values of the rounds, in ascending order. */
        record Values(double[] sorted) {
            double median() {
                int middle = sorted.length / 2;
                return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            }

            String text() {
                String least = number(sorted[0]);
                String most = number(sorted[sorted.length - 1]);
                return number(median()) + (least.equals(most) ? "" : " (" + least + " to " + most + ")");
            }
        }

        static MeasurementFile read(Path file) throws IOException {
            Map<String, String> facts = new LinkedHashMap<>();
            Map<List<String>, List<Double>> values = new LinkedHashMap<>();
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.split("\t", -1);
                if (line.startsWith("# ")) {
                    facts.put(cells[0].substring(2), cells[1]);
                } else if (!cells[0].equals("time")) {
                    values.computeIfAbsent(List.of(cells[2], cells[3]), key -> new ArrayList<>())
                            .add(Double.valueOf(cells[4]));
                }
            }
            Map<List<String>, Values> rows = new LinkedHashMap<>();
            values.forEach((key, each) -> rows.put(
                    key,
                    new Values(each.stream()
                            .mapToDouble(Double::doubleValue)
                            .sorted()
                            .toArray())));
            return new MeasurementFile(file.getFileName().toString(), facts, rows);
        }

        String heading() {
            return "JDK " + facts.get("jdk");
        }

        int rounds() {
            return rows.values().stream()
                    .mapToInt(values -> values.sorted().length)
                    .max()
                    .orElse(0);
        }

        String cell(String name, String measure) {
            Values values = rows.get(List.of(name, measure));
            return values == null ? "" : values.text();
        }
    }

    private PerformancePage(List<String> goals, List<MeasurementFile> files) {
        this.goals = goals;
        this.files = files;
    }

    /** Reads the files of a folder. The last one by name has the figures of the prose. */
    static PerformancePage read(Path folder) throws IOException {
        List<MeasurementFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path :
                    paths.filter(path -> !path.endsWith(GOALS)).sorted().toList()) {
                files.add(MeasurementFile.read(path));
            }
        }
        List<String> goals = Files.readAllLines(folder.resolve(GOALS));
        return new PerformancePage(goals.subList(1, goals.size()), files);
    }

    List<MeasurementFile> files() {
        return files;
    }

    /** Returns the text of the page. */
    String text(String template) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> value(match.group(1)));
    }

    private String value(String placeholder) {
        return switch (placeholder) {
            case "table of workloads" ->
                tables(
                        "workload",
                        List.of("requests/s", SHARE, "ns per event", "bytes per request"),
                        WORKLOADS,
                        WORKLOAD_MEASURES);
            case "table of goals" -> goals();
            case "table of commands" ->
                tables(
                        "command",
                        List.of("wall time, s", "CPU time, s", "peak memory, MiB"),
                        COMMANDS,
                        COMMAND_MEASURES);
            case "table of files" ->
                table(
                        List.of("file", "JDK", "machine", "commit", "rounds", "workloads", "load"),
                        files,
                        file -> List.of(
                                "[" + file.name() + "](measurements/" + file.name() + ")",
                                file.facts().get("jdk"),
                                file.facts().get("machine") + ", "
                                        + file.facts().get("system"),
                                file.facts().get("commit"),
                                Integer.toString(file.rounds()),
                                file.facts().get("workloads"),
                                file.facts().get("load")));
            default -> {
                List<String> key = List.of(placeholder.split(", ", 2));
                yield number(files.get(files.size() - 1).rows().get(key).median());
            }
        };
    }

    /** Returns a table of measures for each file. */
    private String tables(String subject, List<String> headings, Map<String, String> names, List<String> measures) {
        return files.stream()
                .map(file -> table(
                        row(subject + ", " + file.heading(), headings.stream()),
                        names.entrySet(),
                        entry -> row(
                                entry.getValue(),
                                measures.stream().map(measure -> file.cell(entry.getKey(), measure)))))
                .collect(Collectors.joining("\n\n"));
    }

    private String goals() {
        List<String> headings = new ArrayList<>(List.of("goal", "must", "aim"));
        files.forEach(file -> headings.add(file.heading()));
        return table(headings, goals, line -> {
            String[] goal = line.split("\t", -1);
            List<String> row = new ArrayList<>(List.of(goal[6], goal[2] + " " + goal[3], goal[4]));
            files.forEach(file -> row.add(reached(file, goal)));
            return row;
        });
    }

    private static String reached(MeasurementFile file, String[] goal) {
        Values values = file.rows().get(List.of(goal[0], goal[1]));
        if (values == null) {
            return "no data";
        }
        int difference = Double.compare(values.median(), Double.parseDouble(goal[3]));
        boolean met = goal[2].equals("at least") ? difference >= 0 : difference <= 0;
        return values.text() + (met ? ", met" : ", violated");
    }

    private static List<String> row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }

    private static <T> String table(List<String> headings, Iterable<T> rows, Function<T, List<String>> cells) {
        List<String> lines = new ArrayList<>(List.of(line(headings), "|---".repeat(headings.size()) + "|"));
        rows.forEach(row -> lines.add(line(cells.apply(row))));
        return String.join("\n", lines);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Returns a number with at most three significant digits. */
    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    private static Map<String, String> orderedMap(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** Returns the names of all measured values that the page can show. */
    static List<String> names() {
        return Stream.concat(WORKLOADS.keySet().stream(), COMMANDS.keySet().stream())
                .toList();
    }
}
