package dev.brownout.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Writes laws of durations and sizes, and popularities of keys. */
final class LawTexts {
    /** Every law that the language has, by the word with which it is written. */
    static final List<String> LAWS = List.of(
            "constant",
            "exp",
            "lognormal",
            "uniform",
            "erlang",
            "gamma",
            "weibull",
            "pareto",
            "normal",
            "hyperexp",
            "mix",
            "file");

    /** Every popularity of keys. */
    static final List<String> POPULARITIES = List.of("uniform", "zipf", "hot", "sequential", "trace");

    private final Chance chance;
    private final Amounts amounts;
    private final TestFiles files;

    LawTexts(Chance chance, Amounts amounts, TestFiles files) {
        this.chance = chance;
        this.amounts = amounts;
        this.files = files;
    }

    /** A law of durations around a mean. */
    String time(double nanos) {
        return law(nanos, value -> amounts.time((long) value), files::times);
    }

    /** A law of sizes around a mean. */
    String size(double bytes) {
        return law(bytes, amounts::size, files::sizes);
    }

    private String law(double mean, DoubleFunction<String> write, DoubleFunction<String> file) {
        String law = one(chance.of(LAWS), mean, write, file);
        return chance.percent(10) ? law + " + " + write.apply(mean / 3 + 1) : law;
    }

    private String one(String law, double mean, DoubleFunction<String> write, DoubleFunction<String> file) {
        String at = write.apply(mean);
        String less = write.apply(mean / chance.between(2, 9));
        String more = write.apply(mean * chance.between(2, 9) + 1);
        return switch (law) {
            case "exp" -> call(law, "mean", at);
            case "lognormal" ->
                switch (chance.below(3)) {
                    case 0 -> "lognormal(p50=" + at + sep() + "p99=" + more + ")";
                    case 1 ->
                        "lognormal(mean=" + at + sep() + "sigma=" + amounts.number(chance.below(300) / 100.0) + ")";
                    default ->
                        "lognormal(mean=" + at + sep() + "cv=" + amounts.number(chance.between(1, 400) / 100.0) + ")";
                };
            case "uniform" -> call(law, "low", chance.percent(30) ? write.apply(0) : less, "high", more);
            case "erlang" -> call(law, "k", Integer.toString(chance.between(1, 9)), "mean", at);
            case "gamma" -> call(law, "shape", amounts.number(chance.between(10, 900) / 100.0), "mean", at);
            case "weibull" -> call(law, "shape", amounts.number(chance.between(30, 500) / 100.0), "scale", at);
            case "pareto" ->
                chance.percent(60)
                        ? call(law, "min", less, "alpha", amounts.number(chance.between(50, 400) / 100.0), "max", more)
                        : call(law, "min", less, "alpha", amounts.number(chance.between(110, 400) / 100.0));
            case "normal" -> call(law, "mean", at, "sd", less);
            case "hyperexp" -> call(law, "mean", at, "cv", amounts.number(chance.between(100, 500) / 100.0));
            case "mix" -> mix(mean, write, file);
            case "file" -> "file(" + file.apply(mean) + ")";
            default -> chance.percent(10) ? write.apply(0) : at;
        };
    }

    private String mix(double mean, DoubleFunction<String> write, DoubleFunction<String> file) {
        int first = chance.between(1, 99);
        List<String> plain = LAWS.subList(0, LAWS.indexOf("mix"));
        return "mix(" + first + "% " + one(chance.of(plain), mean, write, file) + sep() + (100 - first) + "% "
                + one(chance.of(plain), mean * 2, write, file) + ")";
    }

    /** A call with its arguments by name or in order. */
    private String call(String name, String... namesAndValues) {
        boolean named = chance.percent(50);
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.add(named ? namesAndValues[i] + "=" + namesAndValues[i + 1] : namesAndValues[i + 1]);
        }
        return name + "(" + String.join(sep(), arguments) + ")";
    }

    private String sep() {
        return chance.percent(50) ? " " : ", ";
    }

    /** A popularity of keys. */
    String keys() {
        return keys(chance.of(POPULARITIES));
    }

    private String keys(String popularity) {
        String number = amounts.count((long) chance.logarithmic(1, 200_000));
        return switch (popularity) {
            case "zipf" -> "zipf(" + amounts.number(chance.below(200) / 100.0) + sep() + number + ")";
            case "hot" ->
                "hot(" + chance.between(1, 60) + "% on " + Names.HOT_KEY + sep()
                        + (chance.percent(30) ? "5% on other" + sep() : "") + "rest "
                        + keys(chance.word("uniform", "zipf", "sequential")) + ")";
            case "trace" -> "trace(" + files.keys() + ")";
            default -> popularity + "(" + number + ")";
        };
    }
}
