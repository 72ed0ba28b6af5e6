package dev.brownout.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the processor time of the test classes of a build, and compares it with the limits. */
public final class TestTimeReport {
    /** Prefix of the rows of {@link #count}. */
    private static final String COUNT = "(count) ";

    private static final int SLOWEST = 30;

    /** Time above twice its limit that a class may take, in CPU s: compilation and garbage of its process are in it. */
    private static final double TOLERATED_SECONDS = 5;

    /** Time of a class in a module. */
    private record ClassTime(String module, String name, double seconds) {}

    private TestTimeReport() {}

    /** Adds one to a number that the report prints, such as the runs of library scenarios. */
    public static void count(String name) {
        TestTimeListener.write(COUNT + name, 1);
    }

    /**
     * Prints the report.
     *
     * @param arguments root folder of the project; name of the build folder of each module; file of the limits; start
     *     of the build in ISO 8601, UTC, without which the last time of each class counts
     * @throws IllegalStateException if {@code mvn verify} has a class of 5 s more than twice its limit
     */
    public static void main(String[] arguments) throws IOException {
        TestLimits limits = TestLimits.read(Path.of(arguments[2]));
        List<ClassTime> rows = rows(
                Path.of(arguments[0]).toRealPath(),
                arguments[1],
                arguments.length > 3 ? Instant.parse(arguments[3]).toEpochMilli() : 0);
        List<ClassTime> classes = classes(rows);
        if (classes.isEmpty()) {
            return;
        }
        double speed = loopSeconds(rows) / limits.loopSeconds();
        summary(rows, classes, speed).forEach(System.out::println);
        List<ClassTime> over = classes.stream()
                .filter(one -> one.seconds() > speed * limits.of(one.name()))
                .toList();
        over.forEach(one -> System.out.printf(
                Locale.ROOT, "over its limit of %.1f s: %s%n", limits.of(one.name()), text(one, speed)));
        List<String> failing = over.stream()
                .filter(one -> one.seconds() > speed * (2 * limits.of(one.name()) + TOLERATED_SECONDS))
                .map(ClassTime::name)
                .toList();
        if (!failing.isEmpty() && TestRound.current() != TestRound.ALL) {
            throw new IllegalStateException(
                    "test classes of 5 s more than twice their limit in " + arguments[2] + ": " + failing);
        }
    }

    private static List<String> summary(List<ClassTime> rows, List<ClassTime> classes, double speed) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Tests: %d classes, %.0f CPU s; the machine takes %.2f of the reference time",
                classes.size(),
                classes.stream().mapToDouble(ClassTime::seconds).sum(),
                speed));
        classes.stream()
                .collect(Collectors.groupingBy(ClassTime::module, TreeMap::new, Collectors.toList()))
                .forEach((module, all) -> lines.add(String.format(
                        Locale.ROOT,
                        "%8.1f s  %s (%d classes)",
                        all.stream().mapToDouble(ClassTime::seconds).sum(),
                        module,
                        all.size())));
        rows.stream()
                .map(ClassTime::name)
                .filter(name -> name.startsWith(COUNT))
                .collect(Collectors.groupingBy(
                        name -> name.substring(COUNT.length()), TreeMap::new, Collectors.counting()))
                .forEach((name, number) -> lines.add(name + ": " + number));
        lines.add("The slowest test classes, in CPU s of the reference machine:");
        classes.stream().limit(SLOWEST).forEach(one -> lines.add(text(one, speed)));
        return lines;
    }

    private static String text(ClassTime one, double speed) {
        return String.format(Locale.ROOT, "%8.1f s  %s (%s)", one.seconds() / speed, one.name(), one.module());
    }

    /** Returns the classes, the slowest first. A class that ran in two modules counts in both. */
    private static List<ClassTime> classes(List<ClassTime> rows) {
        Map<List<String>, ClassTime> last = new LinkedHashMap<>();
        rows.stream()
                .filter(one -> !one.name().startsWith("("))
                .forEach(one -> last.put(List.of(one.module(), one.name()), one));
        return last.values().stream()
                .sorted(Comparator.comparingDouble(ClassTime::seconds)
                        .reversed()
                        .thenComparing(ClassTime::name))
                .toList();
    }

    private static double loopSeconds(List<ClassTime> rows) {
        double[] loops = rows.stream()
                .filter(one -> one.name().equals(TestTimeListener.LOOP))
                .mapToDouble(ClassTime::seconds)
                .sorted()
                .toArray();
        return loops[loops.length / 2];
    }

    private static List<ClassTime> rows(Path root, String target, long start) throws IOException {
        List<ClassTime> rows = new ArrayList<>();
        for (Path module : modules(root)) {
            Path file = module.resolve(target).resolve("test-times.tsv");
            if (!Files.exists(file)) {
                continue;
            }
            for (String line : Files.readAllLines(file)) {
                String[] columns = line.split("\t", -1);
                if (Long.parseLong(columns[0]) >= start) {
                    rows.add(new ClassTime(
                            root.relativize(module).toString(), columns[1], Double.parseDouble(columns[2])));
                }
            }
        }
        return rows;
    }

    /** Returns the folders of the root and of all modules. */
    private static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> poms = Files.find(root, 4, (path, attributes) -> path.endsWith("pom.xml"))) {
            return poms.map(Path::getParent).sorted().toList();
        }
    }
}
