package dev.brownout.metamorphic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites a resolved scenario on a longer time scale: durations are multiplied by a factor, rates are divided by it.
 */
final class TimeScale {
    private static final String NUMBER = "\\d+(?:\\.\\d+)?";
    private static final Pattern AMOUNT = Pattern.compile("(?<![\\w./-])([+-]?)(" + NUMBER + "(?:ns|us|ms|s|m|h|d)(?:"
            + NUMBER + "(?:ns|us|ms|s|m|h|d))*|" + NUMBER + "(?:[kMG]?|[kMGT]i?B)/(?:s|min|h|d)|" + NUMBER
            + "[kMGT]?bps)(?![\\w/])");
    private static final Pattern TIME = Pattern.compile("(" + NUMBER + ")([a-z]+)");
    private static final Map<String, String> NANOS =
            Map.of("ns", "1", "us", "1e3", "ms", "1e6", "s", "1e9", "m", "60e9", "h", "3600e9", "d", "86400e9");

    private final BigDecimal factor;

    TimeScale(long factor) {
        this.factor = BigDecimal.valueOf(factor);
    }

    /** Returns the rescaled text of a resolved scenario. Title and names are unchanged. */
    String of(String yaml) {
        StringBuilder text = new StringBuilder();
        String section = "";
        for (String line : yaml.lines().toList()) {
            if (!line.startsWith(" ")) {
                section = line.substring(0, line.indexOf(':'));
            }
            boolean item = line.stripLeading().startsWith("- ");
            int value = item ? 0 : line.indexOf(':') + 1;
            boolean words = section.equals("scenario") || section.equals("about");
            text.append(words ? line : line.substring(0, value) + amounts(line.substring(value)));
            text.append('\n');
        }
        return text.toString();
    }

    private String amounts(String text) {
        return AMOUNT.matcher(text).replaceAll(this::amount);
    }

    private String amount(MatchResult found) {
        String sign = found.group(1);
        String amount = found.group(2);
        Matcher number = Pattern.compile(NUMBER).matcher(amount);
        number.lookingAt();
        if (amount.contains("/") || amount.endsWith("bps")) {
            BigDecimal slower = new BigDecimal(number.group()).divide(factor, MathContext.DECIMAL128);
            return sign + plainText(slower) + amount.substring(number.end());
        }
        BigDecimal nanos = BigDecimal.ZERO;
        for (Matcher part = TIME.matcher(amount); part.find(); ) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(new BigDecimal(NANOS.get(part.group(2)))));
        }
        return sign + plainText(nanos.multiply(factor)) + "ns";
    }

    private static String plainText(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Renames windows that are named by their times to their names at the original scale. */
    static JsonNode withOriginalWindowNames(JsonNode result, long factor) {
        for (JsonNode variant : result.path("variants")) {
            ObjectNode windows = (ObjectNode) variant.path("windows");
            List<String> names = new ArrayList<>();
            windows.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (name.contains("..")) {
                    JsonNode window = windows.remove(name);
                    long from = window.path("from_ns").asLong() / factor;
                    windows.set(from + ".." + window.path("to_ns").asLong() / factor, window);
                }
            }
        }
        return result;
    }
}
