package dev.brownout.reality.product;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The trials of running products: predicts all figures of a product, writes them down, and measures each trial, twice
 * for the table of predictions, and once to repeat it.
 */
public final class Products {
    private static final int FAILED = 1;
    private static final int UNKNOWN = 2;
    private static final int MISSING = 3;

    private Products() {}

    /** Returns all products. */
    static List<MeasuredProduct> all() {
        return List.of(
                new Nginx(),
                new Kafka(),
                new RabbitMq(),
                new HaProxy(),
                new Varnish(),
                new Memcached(),
                new RedisCache(),
                new RedisSentinel(),
                new Etcd(),
                new PostgreSql(),
                new PgBouncer(),
                new MariaDb(),
                new HikariCp(),
                new TomcatProduct(),
                new Resilience4j(),
                new Grpc(),
                new Unbound());
    }

    /**
     * Measures products. The exit status is 3 if programs of a product are missing, 2 for an unknown product, and 1 if
     * a trial could not be measured.
     *
     * @param args a folder for scenarios, predictions and measurements, and the number of measurements; then the name
     *     of a product, or none for all of them, and a part of the names of its trials, or none for all of them
     */
    public static void main(String[] args) throws Exception {
        int repeats = Integer.parseInt(args[1]);
        String name = args.length > 2 ? args[2] : "";
        String part = args.length > 3 ? args[3] : "";
        List<MeasuredProduct> chosen = all().stream()
                .filter(product -> name.isEmpty() || product.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            System.err.println("reality: unknown product " + name + "; expected one of "
                    + all().stream().map(MeasuredProduct::name).collect(Collectors.joining(", ")));
            System.exit(UNKNOWN);
        }
        boolean missing = false;
        boolean complete = true;
        for (MeasuredProduct product : chosen) {
            List<String> absent = Lab.missing(product);
            if (absent.isEmpty()) {
                try (Lab lab = new Lab(Files.createDirectories(Path.of(args[0], product.name())))) {
                    complete &= measure(product, part, repeats, lab);
                }
            } else {
                missing = true;
                System.err.println("reality: " + product.name() + " is not measured, not on this machine: "
                        + String.join(", ", absent));
            }
        }
        if (missing || !complete) {
            System.exit(complete ? MISSING : FAILED);
        }
    }

    /** Returns whether each trial could be measured. */
    private static boolean measure(MeasuredProduct product, String part, int repeats, Lab lab) throws Exception {
        Path folder = lab.results();
        String version = product.version(lab);
        print(product.name() + " " + version + ": calibrating");
        Map<String, String> calibrated = product.calibrated(lab);
        print(product.name() + ": " + calibrated);
        Map<String, String> known = new TreeMap<>(calibrated);
        known.put("version", version);
        known.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        Files.write(
                folder.resolve("calibrated.tsv"),
                known.entrySet().stream()
                        .map(each -> product.name() + "\t" + each.getKey() + "\t" + each.getValue())
                        .toList());
        List<ProductTrial> trials = product.trials().stream()
                .filter(trial -> trial.name().contains(part))
                .toList();
        Map<ProductTrial, Map<Figure, List<Double>>> predicted = new LinkedHashMap<>();
        List<String> written = new ArrayList<>();
        for (ProductTrial trial : trials) {
            predicted.put(trial, TrialPrediction.values(product, trial, calibrated, folder));
            predicted
                    .get(trial)
                    .forEach((figure, values) -> written.add(trial.name() + "\t" + figure.title() + "\t" + values));
        }
        Files.write(folder.resolve("predicted.tsv"), written);
        List<String> lines = new ArrayList<>();
        boolean complete = true;
        for (ProductTrial trial : trials) {
            Map<Figure, List<Double>> measured = new LinkedHashMap<>();
            double stolen = 0;
            try {
                for (int repeat = 1; repeat <= repeats; repeat++) {
                    print(product.name() + ": " + trial.name() + ", " + repeat + " of " + repeats);
                    CpuTime before = CpuTime.now();
                    measure(lab, trial, repeat)
                            .forEach((figure, value) -> measured.computeIfAbsent(figure, each -> new ArrayList<>())
                                    .add(value));
                    stolen = Math.max(stolen, CpuTime.stolenShareSince(before));
                }
            } catch (Exception failed) {
                System.err.println("reality: " + product.name() + ", " + trial.name() + ": " + failed);
                complete = false;
                continue;
            }
            for (Map.Entry<Figure, List<Double>> each : predicted.get(trial).entrySet()) {
                Figure figure = each.getKey();
                TrialRow row =
                        TrialRow.of(product, version, trial, figure, each.getValue(), measured.get(figure), stolen);
                lines.add(row.line());
                print("  " + row.line());
            }
            Files.write(folder.resolve("measured.tsv"), lines);
        }
        return complete;
    }

    private static Map<Figure, Double> measure(Lab lab, ProductTrial trial, int repeat) throws Exception {
        try (Site site = trial.start().in(lab)) {
            List<CallResult> results = trial.load()
                    .run(site.client(), trial, repeat, start -> trial.action().on(site, start));
            Measured measured = new Measured(trial, site, results);
            Map<Figure, Double> figures = new LinkedHashMap<>();
            for (Figure figure : trial.figures()) {
                figures.put(figure, figure.measure().of(measured));
            }
            return figures;
        } finally {
            lab.close();
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
