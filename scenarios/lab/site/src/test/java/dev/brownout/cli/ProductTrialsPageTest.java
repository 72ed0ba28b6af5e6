package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Language;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of predictions and measurements of products. Its tables are those of the committed rows. */
class ProductTrialsPageTest {
    private static final Path DOCS = Path.of("../../../docs");
    private static final Path PAGE = DOCS.resolve("reality-products.md");
    private static final String FIRST = "reality-products-first.txt";
    private static final String LAST = "reality-products.txt";
    private static final String RESULTS = "## Results\n";
    private static final String COMMAND = "mvn -pl scenarios/lab/site -am test -Dtest=ProductTrialsPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";

    /** Profiles of each product, with their kinds. The other products have none. */
    private static final Map<String, List<String>> PROFILES = Map.ofEntries(
            Map.entry("nginx", List.of("load-balancer.nginx")),
            Map.entry("haproxy", List.of("load-balancer.haproxy")),
            Map.entry("tomcat", List.of("server.tomcat")),
            Map.entry("memcached", List.of("cache.memcached")),
            Map.entry("redis", List.of("cache.redis", "store.redis")),
            Map.entry("etcd", List.of("database.failover.etcd")),
            Map.entry("postgresql", List.of("database.postgres", "database.pool.postgres")),
            Map.entry("pgbouncer", List.of("pooler.pgbouncer")),
            Map.entry("mariadb", List.of("database.mysql", "database.mysql-semisync", "database.pool.mysql")),
            Map.entry("hikaricp", List.of("database.pool.hikaricp")),
            Map.entry("resilience4j", List.of("retry.resilience4j")),
            Map.entry(
                    "grpc",
                    List.of(
                            "retry.grpc",
                            "hedge.grpc",
                            "server.client_connections.grpc",
                            "server.client_connections.grpc-round-robin")),
            Map.entry("unbound", List.of("dns.unbound-serve-expired")),
            Map.entry("kafka", List.of("topic.kafka", "topic.kafka-2")));

    /** A figure of a trial, from a line of the table. Times are in s, shares from 0 to 1. */
    private record Row(List<String> cells) {
        String product() {
            return cells.get(0);
        }

        String version() {
            return cells.get(1);
        }

        String trial() {
            return cells.get(2);
        }

        String fault() {
            return cells.get(3);
        }

        String figure() {
            return cells.get(4);
        }

        double number(int cell) {
            return Double.parseDouble(cells.get(cell));
        }

        boolean is(String verdict) {
            return cells.get(11).equals(verdict);
        }

        boolean isBlind() {
            return cells.get(12).equals("yes");
        }

        boolean isHeldOut() {
            return cells.get(13).equals("yes");
        }

        /** Returns the error of the prediction as a multiple of its goal; infinite for a value that does not exist. */
        double error() {
            double error = Math.abs(number(5) - (number(8) + number(9)) / 2) / number(10);
            return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        }

        String line() {
            return "| " + product() + " | " + trial() + " | " + figure() + " | " + value(5) + " | " + value(8) + ", "
                    + value(9) + " | ± " + value(10) + " | "
                    + cells.get(14).replaceFirst("(\\d+)", "$1 %") + " |"
                    + (isHeldOut() ? " held out |" : " |");
        }

        private String value(int cell) {
            double value = number(cell);
            return Double.isNaN(value)
                    ? "none"
                    : new BigDecimal(value)
                            .round(new MathContext(3))
                            .stripTrailingZeros()
                            .toPlainString();
        }
    }

    @Test
    void tablesAreThoseOfTheRows() throws IOException {
        List<Row> rows = rows(LAST);
        String page = Files.readString(PAGE);
        String text = page.substring(0, page.indexOf(RESULTS) + RESULTS.length()) + "\n" + shares(rows(FIRST), rows)
                + "\n" + matrix(rows) + "\n## Largest errors\n\n" + violated(rows);
        GeneratedFiles.requireEqual(PAGE, text, COMMAND);
    }

    @Test
    void aVerdictIsThatOfItsNumbers() throws IOException {
        assertThat(Stream.concat(rows(FIRST).stream(), rows(LAST).stream()))
                .isNotEmpty()
                .allSatisfy(row -> {
                    boolean differ = Double.isNaN(row.number(8)) != Double.isNaN(row.number(9))
                            || Math.abs(row.number(8) - row.number(9)) > row.number(10);
                    assertThat(row.is("too noisy")).as(row.line()).isEqualTo(differ);
                    assertThat(row.is("violated")).as(row.line()).isEqualTo(!differ && row.error() > 1);
                });
    }

    /** A profile states the version, the date and the result of its trials; without trials nothing. */
    @Test
    void profilesStateTheirTrials() throws IOException {
        Map<String, List<Row>> products = rows(LAST).stream().collect(Collectors.groupingBy(Row::product));
        Map<String, String> dates = Files.readAllLines(DOCS.resolve("reality-products-calibrated.txt")).stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[1].equals("date"))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells[2]));
        Map<String, String> expected = new TreeMap<>();
        PROFILES.forEach((product, profiles) -> {
            List<Row> some = products.getOrDefault(product, List.of());
            if (!some.isEmpty()) {
                String text = some.get(0).version() + " on " + dates.get(product) + ": " + count(some, "met")
                        + " figures as predicted, " + count(some, "violated") + " not, " + count(some, "too noisy")
                        + " undecided";
                profiles.forEach(profile -> expected.put(profile, text));
            }
        });
        Map<String, String> stated = new TreeMap<>();
        for (String kind : Language.profiled()) {
            for (String name : Language.profiles(kind)) {
                Language.profileMeasured(kind, name).ifPresent(text -> stated.put(kind + "." + name, text));
            }
        }
        assertThat(stated).isEqualTo(expected);
    }

    private static List<Row> rows(String file) throws IOException {
        return Files.readAllLines(DOCS.resolve(file)).stream()
                .map(line -> new Row(List.of(line.split("\t", -1))))
                .toList();
    }

    private static String shares(List<Row> first, List<Row> last) {
        return "| predictions | figures | met | violated | too noisy |\n|---|---|---|---|---|\n"
                + share("first, without knowledge of a measurement", first, row -> true)
                + share("of these, held out by lot", first, Row::isHeldOut)
                + share("last", last, row -> true)
                + share("of these, corrected with the knowledge of a measurement", last, row -> !row.isBlind());
    }

    private static String share(String name, List<Row> rows, Predicate<Row> part) {
        List<Row> some = rows.stream().filter(part).toList();
        return "| " + name + " | " + some.size() + " | " + count(some, "met") + " | " + count(some, "violated") + " | "
                + count(some, "too noisy") + " |\n";
    }

    private static long count(List<Row> rows, String verdict) {
        return rows.stream().filter(row -> row.is(verdict)).count();
    }

    private static String matrix(List<Row> rows) {
        Set<String> faults = rows.stream().map(Row::fault).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, List<Row>> products =
                rows.stream().collect(Collectors.groupingBy(Row::product, TreeMap::new, Collectors.toList()));
        StringBuilder text =
                new StringBuilder("Met of all figures, by product and by what happens to it:\n\n| product |");
        faults.forEach(fault -> text.append(' ').append(fault).append(" |"));
        text.append("\n|---|").append("---|".repeat(faults.size())).append('\n');
        products.forEach((product, all) -> {
            text.append("| ")
                    .append(product)
                    .append(' ')
                    .append(all.get(0).version())
                    .append(" |");
            for (String fault : faults) {
                List<Row> some =
                        all.stream().filter(row -> row.fault().equals(fault)).toList();
                text.append(some.isEmpty() ? " |" : " " + count(some, "met") + " of " + some.size() + " |");
            }
            text.append('\n');
        });
        return text.toString();
    }

    private static String violated(List<Row> rows) {
        return Stream.concat(
                        Stream.of(
                                "| product | trial | figure | predicted | measured | goal | withheld | |",
                                "|---|---|---|---|---|---|---|---|"),
                        rows.stream()
                                .filter(row -> row.is("violated"))
                                .sorted(Comparator.comparing(Row::error).reversed())
                                .map(Row::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
