package dev.brownout.format;

import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.SentenceTranslation;
import dev.brownout.translation.TextLanguage;
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
     * Returns a relation without its number in words, in the language of the current scope: {@code utilization of web
     * from 20s to 2m}. Metrics with other forms are as written.
     */
    public static String words(String expression) {
        String question = question(expression);
        if (LanguageScope.current() == TextLanguage.ko) {
            return korean(question);
        }
        Matcher metric = METRIC.matcher(question);
        if (!metric.matches()) {
            return question;
        }
        return noun(metric.group(2)) + " of " + metric.group(1) + metric.group(3);
    }

    private static String korean(String question) {
        Matcher window = WINDOW.matcher(question);
        String time = window.find() ? " (" + window.group(1) + " ~ " + window.group(2) + ")" : "";
        String expression = window.replaceFirst("");
        Matcher metric = METRIC.matcher(expression);
        return metric.matches()
                ? metric.group(1) + ": " + SentenceTranslation.text(noun(metric.group(2))) + metric.group(3) + time
                : expression + time;
    }

    private static String noun(String metric) {
        return NOUNS.getOrDefault(metric, metric.replace('_', ' '));
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
