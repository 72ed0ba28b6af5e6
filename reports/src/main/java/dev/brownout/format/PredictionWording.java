package dev.brownout.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts for the questions that predictions ask. */
public final class PredictionWording {
    private static final Pattern NUMBER = Pattern.compile("\\s*~.*?[+]/-\\s*\\S+");
    /** A metric of a component or of a request class, before an optional window. */
    private static final Pattern METRIC = Pattern.compile("([^.\\s()]+)\\.([a-z_]+)((?: .*)?)");

    /** Statistics of the latency. */
    private static final Pattern LATENCY = Pattern.compile("mean|max");

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
        String noun = metric.group(2).replace('_', ' ')
                + (LATENCY.matcher(metric.group(2)).matches() ? " latency" : "");
        return noun + " of " + metric.group(1) + metric.group(3);
    }
}
