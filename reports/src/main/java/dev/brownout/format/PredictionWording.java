package dev.brownout.format;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts for the questions that predictions ask. */
public final class PredictionWording {
    private static final Pattern NUMBER = Pattern.compile("\\s*~.*?[+]/-\\s*\\S+");
    /** A metric of a component or of a request class, before an optional window. */
    private static final Pattern METRIC = Pattern.compile("([^.\\s()]+)\\.([a-z_0-9]+)((?: .*)?)");

    /** Nouns of metrics with a name that is no noun. */
    private static final Map<String, String> NOUNS = Map.of(
            "failed", "failed requests",
            "lost", "lost messages",
            "max", "max latency",
            "mean", "mean latency",
            "offered", "requests sent",
            "up", "working nodes");

    private static final Pattern WINDOW = Pattern.compile(" from (\\S+) to (\\S+)$");
    private static final Pattern DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    private PredictionWording() {}

    /** Returns a relation as written without its number: {@code web.utilization from 20s to 2m}. */
    public static String question(String expression) {
        return NUMBER.matcher(expression).replaceFirst("");
    }

    /**
     * Returns a relation without its number in words: {@code utilization of web from 20s to 2m}. Metrics with other
     * forms are as written.
     */
    public static String words(String expression) {
        String question = question(expression);
        Matcher metric = METRIC.matcher(question);
        if (!metric.matches()) {
            return question;
        }
        String noun = NOUNS.getOrDefault(metric.group(2), metric.group(2).replace('_', ' '));
        return noun + " of " + metric.group(1) + metric.group(3);
    }

    /** Returns start and end of the window of a relation in s; empty without a window in hours, minutes and seconds. */
    public static Optional<double[]> window(String expression) {
        Matcher window = WINDOW.matcher(expression);
        if (!window.find()) {
            return Optional.empty();
        }
        Matcher from = DURATION.matcher(window.group(1));
        Matcher to = DURATION.matcher(window.group(2));
        return from.matches() && to.matches()
                ? Optional.of(new double[] {seconds(from), seconds(to)})
                : Optional.empty();
    }

    private static double seconds(Matcher duration) {
        double seconds = 0;
        for (int unit = 1; unit <= duration.groupCount(); unit++) {
            String amount = duration.group(unit);
            seconds = seconds * 60 + (amount == null ? 0 : Integer.parseInt(amount));
        }
        return seconds;
    }
}
