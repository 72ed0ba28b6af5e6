package dev.brownout.generated;

import java.util.ArrayList;
import java.util.List;

/** Writes loads that make about as many requests as the scale of their scenario says. */
final class LoadTexts {
    /** Every load that the language has. */
    static final List<String> LOADS =
            List.of("steady", "constant", "ramp", "step", "spike", "diurnal", "users", "trace", "list");

    private final Chance chance;
    private final Scale scale;
    private final Amounts amounts;
    private final LawTexts laws;
    private final TestFiles files;

    LoadTexts(Chance chance, Scale scale, Amounts amounts, LawTexts laws, TestFiles files) {
        this.chance = chance;
        this.scale = scale;
        this.amounts = amounts;
        this.laws = laws;
        this.files = files;
    }

    /** A load of a part of the scenario's requests. */
    Object any(double part) {
        return load(chance.of(LOADS), scale.perSecond() * part);
    }

    /** A load of one rate. */
    String plain(double perSecond) {
        return rate(perSecond);
    }

    private Object load(String kind, double mean) {
        return switch (kind) {
            case "users" -> users();
            case "trace" -> "trace(" + files.arrivals(scale) + ")";
            case "list" -> {
                List<Object> list = new ArrayList<>();
                for (int i = chance.between(0, 2); i > 0; i--) {
                    list.add(flow(chance.word("ramp", "step", "spike"), mean, scale.runNanos() / 3.0));
                }
                list.add(flow(chance.word("steady", "constant", "diurnal", "ramp"), mean, scale.runNanos() / 2.0));
                yield list;
            }
            default -> flow(kind, mean, scale.runNanos());
        };
    }

    private String flow(String kind, double mean, double length) {
        return switch (kind) {
            case "constant" -> "constant(" + rate(mean) + ")";
            case "ramp" ->
                "ramp(" + rate(chance.percent(20) ? 0 : mean / 2) + " " + rate(mean * 1.5) + " over=" + span(length)
                        + ")";
            case "step" -> {
                StringBuilder step = new StringBuilder("step(");
                for (int i = chance.between(1, 4); i > 0; i--) {
                    step.append(rate(chance.percent(15) ? 0 : mean * chance.between(1, 3) / 2))
                            .append(' ');
                }
                yield step + "every=" + span(length / 4.0) + ")";
            }
            case "spike" ->
                "spike(base=" + rate(mean / 2) + " peak=" + rate(mean * 3) + " at=" + span(length / 3.0) + " for="
                        + span(length / 4.0) + (chance.percent(50) ? " ramp=" + span(length / 20.0) : "") + ")";
            case "diurnal" ->
                "diurnal(min=" + rate(mean / 3) + " max=" + rate(mean * 2) + " peak=" + span(length / 2.0) + " period="
                        + span(length) + ")";
            default -> rate(mean);
        };
    }

    /** Users who ask again soon, but not so soon that there is no end to it. */
    private String users() {
        int users = chance.between(1, 30);
        double think = Math.max(1, scale.runNanos() / scale.requests() * users);
        return "users(" + users + " think=" + laws.time(think) + ")";
    }

    private String rate(double perSecond) {
        return amounts.rate(chance.percent(2) ? 0 : Math.max(1e-6, perSecond));
    }

    private String span(double nanos) {
        return amounts.time(Math.max(1, Scale.round(Math.max(1, nanos))));
    }
}
