package dev.brownout.randomscenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random scenarios of the classes for which the analytical model claims to be exact: measurements match it, and
 * throughput does not exceed the predicted capacity. Each scenario runs many times with other seeds, and the mean must
 * be within seven standard errors of the prediction.
 *
 * <p>{@code -Dbrownout.paper=30} sets the number of scenarios of each class.
 */
@Tag("once")
class AnalyticalModelTest {
    private static final int RUNS = 12;
    private static final double ERRORS = 7;
    private static final int CASES = 3;

    private final List<String> compared = new ArrayList<>();

    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"exponential", "general", "shared", "closed", "queue", "slots", "workers"})
    void measurementsMatchTheAnalyticalModel(String sort) throws Exception {
        int cases = Integer.getInteger("brownout.paper", CASES);
        for (int number = 0; number < cases; number++) {
            Chance chance = new Chance(number * 7919L + sort.hashCode());
            compare(text(sort, chance));
        }
        assertThat(compared).hasSizeGreaterThanOrEqualTo(cases);
    }

    private static String text(String sort, Chance chance) {
        int nodes = chance.intBetween(1, 3);
        int cores = sort.equals("general") ? 1 : chance.intBetween(1, 4);
        int service = chance.intBetween(2, 20);
        boolean bounded = sort.equals("exponential") && chance.percent(50);
        double busy = (bounded ? chance.intBetween(30, 140) : chance.intBetween(20, 75)) / 100.0;
        String distribution = sort.equals("general") || sort.equals("shared")
                ? chance.word("erlang(k=3 mean=%dms)", "%dms", "hyper")
                : "exp(%dms)";
        String work = distribution.equals("hyper") ? hyper(service) : distribution.formatted(service);
        double mean = distribution.equals("hyper") ? 2 * service : service;
        double load = busy * nodes * cores / mean * 1000;
        return switch (sort) {
            case "closed" -> closedLoop(chance, service);
            case "queue" -> consumers(nodes, cores, "", work, "", load);
            case "slots" -> {
                int slots = chance.intBetween(1, cores);
                int wait = chance.intBetween(5, 30);
                yield consumers(
                        nodes,
                        cores,
                        ", prefetch: " + slots,
                        work,
                        ", steps: [ wait: exp(" + wait + "ms) ]",
                        (chance.percent(50) ? 1.6 : 0.6) * nodes * slots * 1000 / (mean + wait));
            }
            case "workers" -> {
                int workers = chance.intBetween(1, cores);
                int wait = chance.intBetween(5, 30);
                yield servers(
                        nodes,
                        cores,
                        "unlimited, workers: " + workers,
                        work,
                        ", wait: exp(" + wait + "ms)",
                        (chance.percent(50) ? 1.6 : 0.6) * nodes * workers * 1000 / (mean + wait));
            }
            default ->
                servers(
                        nodes,
                        cores,
                        (bounded ? Integer.toString(chance.intBetween(0, 15)) : "unlimited")
                                + (sort.equals("shared") ? ", scheduling: ps" : ""),
                        work,
                        "",
                        load);
        };
    }

    private static String hyper(int service) {
        return "mix(50% exp(" + service + "ms) 50% exp(" + 3 * service + "ms))";
    }

    private static String head(double perSecond, String load) {
        double seconds = 2500 / perSecond;
        return String.format(Locale.ROOT, """
                version: 1
                scenario: Paper
                run: { duration: %dms, warmup: %dms, seed: 5 }
                network: none
                load: %s
                """, (long) (seconds * 1000), (long) (seconds * 200), load);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.3f/s", perSecond);
    }

    private static String servers(int nodes, int cores, String queue, String work, String suffix, double load) {
        return head(load, rate(load)) + """
                components: { box: { kind: server, nodes: %d, cores: %d, queue: %s, service: "%s" } }
                requests: { page: { timeout: none, steps: [ box%s ] } }
                """.formatted(nodes, cores, queue, work, suffix);
    }

    private static String consumers(int nodes, int cores, String prefetch, String work, String suffix, double load) {
        return head(load, rate(load)) + """
                components:
                  jobs: { kind: queue, send: 0ms, visibility: 1h }
                  box: { kind: server, nodes: %d, cores: %d, service: "%s", consumes: { queue: jobs%s%s } }
                requests: { page: { timeout: none, steps: [ publish: jobs ] } }
                """.formatted(nodes, cores, work, prefetch, suffix);
    }

    private static String closedLoop(Chance chance, int service) {
        int users = chance.intBetween(1, 40);
        int think = chance.intBetween(1, 40) * service;
        double most = Math.min(users * 1000.0 / (think + 3 * service), 500.0 / service);
        return head(most, "users(" + users + " think=exp(" + think + "ms))")
                + """
                components:
                  box: { kind: server, cores: %d, queue: unlimited, service: exp(%dms) }
                  behind: { kind: server, cores: %d, queue: unlimited, service: exp(%dms) }
                requests: { page: { timeout: none, steps: [ box, { call: behind, timeout: none } ] } }
                """.formatted(
                        chance.intBetween(1, 3), service, chance.intBetween(1, 3), chance.intBetween(1, 2 * service));
    }

    private void compare(String text) throws Exception {
        ScenarioFile file = new ScenarioCase(text, Map.of()).load();
        ScenarioFile.Variant variant = file.variants().get(0);
        List<Analysis> runs = new ArrayList<>();
        List<VariantResult> results = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            results.add(Run.execute(
                    variant.scenario(), file.setup(variant).withReplication(run), (share, events, inFlight) -> true));
            runs.add(results.get(run).analysis());
        }
        Analysis analysis = runs.get(0);
        for (int i = 0; i < analysis.stations().size(); i++) {
            int station = i;
            Station expected = analysis.stations().get(i);
            double[] busy = column(runs, run -> run.stations().get(station).measuredUtilization());
            double[] mean = column(runs, run -> run.stations().get(station).measuredMeanNanos());
            boolean rejects = expected.formula().toString().matches("M/M/\\d+/\\d+");
            double[] done = results.stream()
                    .mapToDouble(run -> run.components()
                            .get(expected.station())
                            .measures()
                            .get("throughput")
                            .value())
                    .toArray();
            noMore(text + expected, expected.capacityPerSecond(), done);
            if (!rejects) {
                double possible = Math.min(expected.offeredPerSecond(), expected.capacityPerSecond());
                assertClose(text + expected, possible, done, expected.utilization() >= 1 ? 0.01 : 0);
                assertClose(
                        text + expected,
                        Math.min(1, expected.utilization()),
                        busy,
                        expected.utilization() >= 1 ? 0.01 : 0);
            }
            if (!Double.isNaN(expected.meanNanos()) && !Double.isNaN(mean[0])) {
                assertClose(text + expected, expected.meanNanos(), mean, 0);
            }
        }
    }

    private static double[] column(List<Analysis> runs, ToDoubleFunction<Analysis> value) {
        return runs.stream().mapToDouble(value).toArray();
    }

    private static void noMore(String name, double stated, double[] measured) {
        assertThat(mean(measured) - ERRORS * error(measured)).as(name).isLessThanOrEqualTo(stated);
    }

    private static double mean(double[] measured) {
        double sum = 0;
        for (double one : measured) {
            sum += one;
        }
        return sum / measured.length;
    }

    private static double error(double[] measured) {
        double mean = mean(measured);
        double squares = 0;
        for (double one : measured) {
            squares += (one - mean) * (one - mean);
        }
        return Math.sqrt(squares / (measured.length - 1) / measured.length);
    }

    /**
     * Compares a prediction with its measurements. Besides the statistical error, a relative deviation is allowed that
     * the class of scenarios explains.
     */
    private void assertClose(String name, double stated, double[] measured, double share) {
        double mean = mean(measured);
        double error = error(measured);
        compared.add(name);
        assertThat(Math.abs(mean - stated))
                .as("%s: %s predicted, %s measured, with a standard error of %s", name, stated, mean, error)
                .isLessThanOrEqualTo(ERRORS * error + share * stated + 1e-6 * stated);
    }
}
