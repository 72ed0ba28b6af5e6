package dev.brownout.randomscenario;

import dev.brownout.metrics.MetricDefinition;
import java.util.List;
import java.util.regex.Pattern;

/** Generator of assertions, predictions and charts with all metrics of components and requests. */
final class RelationTexts {
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final Chance chance;
    private final Scale scale;
    private final Names names;
    private final List<String> requests;
    private final List<String> faults;
    private final Amounts amounts;
    private final Grammar grammar;

    /**
     * Creates the generator for one scenario.
     *
     * @param requests names of its requests
     * @param faults names of its faults
     */
    RelationTexts(
            Chance chance, Scale scale, Names names, List<String> requests, List<String> faults, Grammar grammar) {
        this.chance = chance;
        this.scale = scale;
        this.names = names;
        this.requests = requests;
        this.faults = faults;
        this.amounts = new Amounts(chance);
        this.grammar = grammar;
    }

    /**
     * Metric as text.
     *
     * @param text with its selector and statistic
     * @param bound a right side with a fitting unit
     */
    private record MetricText(String text, String bound) {}

    String relation() {
        MetricText metric = metric();
        String bound = chance.percent(20) ? "0" : metric.bound;
        String sign = chance.word("<", "<=", ">", ">=", "==", "!=");
        boolean none = bound.startsWith("0") && sign.equals("<");
        return metric.text + " " + (none ? "<=" : sign) + " " + bound + window();
    }

    String prediction() {
        MetricText metric = metric();
        return metric.text + " ~ " + metric.bound + " +/- " + chance.intBetween(0, 60) + "%" + window();
    }

    String chart() {
        String metric = metric().text;
        return switch (chance.nextInt(4)) {
            case 0 -> metric + " by " + chance.word("region", "node", "component", "cause");
            case 1 -> metric + " vs " + metric().text;
            default -> metric;
        };
    }

    private MetricText metric() {
        if (chance.percent(50)) {
            String name = chance.of(grammar.metrics(""));
            if (MetricDefinition.money(name)) {
                return written("", chance.word("", "all"), name, "");
            }
            String fault = MetricDefinition.ofFault(name) && !faults.isEmpty() ? "(" + chance.of(faults) + ")" : "";
            return written("", chance.percent(15) && fault.isEmpty() ? "" : subject(), name, fault);
        }
        String component = chance.of(List.copyOf(names.components().keySet()));
        String kind = names.components().get(component);
        List<String> metrics = grammar.metrics(kind);
        String part = chance.percent(70) ? "" : chance.word("/1", "/*", "/primary", "/replica-*");
        return metrics.isEmpty()
                ? written("", "all", "availability", "")
                : written(kind, component + part, chance.of(metrics), "");
    }

    private String subject() {
        return chance.percent(10) && !names.regions().isEmpty()
                ? "region/" + chance.of(names.regions())
                : chance.percent(40) ? "all" : chance.of(requests);
    }

    private MetricText written(String kind, String subject, String metric, String fault) {
        List<String> statistics = grammar.statistics(kind, metric);
        String stat = fault.isEmpty() && chance.percent(30)
                ? !statistics.isEmpty()
                        ? "." + chance.of(statistics)
                        : List.of("latency", "all").contains(metric)
                                ? chance.word(".p50", ".p99", ".mean", ".max", ".count")
                                : ""
                : "";
        String bound = switch (stat) {
            case ".count" -> "10";
            case ".rate" -> "10/s";
            default -> varied(grammar.bound(kind, metric));
        };
        return new MetricText((subject.isEmpty() ? "" : subject + ".") + metric + fault + stat, bound);
    }

    /** Returns the bound with another number. */
    private String varied(String bound) {
        String number = Integer.toString(chance.percent(30) ? chance.nextInt(3) : chance.nextInt(99));
        return bound.equals("1ms")
                ? amounts.time((long) chance.logarithmic(1, scale.runNanos()))
                : DIGITS.matcher(bound).replaceFirst(number);
    }

    private String window() {
        String fault = faults.isEmpty() ? "" : chance.of(faults);
        String early = amounts.time((long) (scale.runNanos() * chance.nextInt(50) / 100.0));
        String late = amounts.time((long) (scale.runNanos() * chance.intBetween(51, 100) / 100.0));
        String span = amounts.time(Math.max(1, scale.runNanos() / chance.intBetween(2, 40)));
        return switch (chance.nextInt(faults.isEmpty() ? 6 : 13)) {
            case 0 -> " after " + early;
            case 1 -> " from " + early + " to " + late;
            case 2 -> " every " + span;
            case 6 -> " during " + fault;
            case 7 -> " before " + fault;
            case 8 -> " after " + fault;
            case 9 -> " after " + fault + " + " + span;
            case 12 -> " after " + fault + " -" + span;
            case 10 -> " from " + fault + " to " + late;
            case 11 -> " within " + span + " after " + fault;
            default -> "";
        };
    }
}
