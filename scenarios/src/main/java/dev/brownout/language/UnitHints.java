package dev.brownout.language;

import java.math.BigDecimal;
import java.util.List;

/** What somebody probably meant whose amount has no unit, or one that the language does not know. */
final class UnitHints {
    private static final int MANY = 12;
    /** A bare number as great as that may be one of milliseconds. */
    private static final BigDecimal SECONDS_AT_MOST = BigDecimal.valueOf(100);

    private UnitHints() {}

    /** What somebody probably meant who left the unit out. */
    static String meant(String text, BigDecimal value, Dimension expected) {
        String digits = text.replaceFirst("[kMG]$", "");
        boolean scaled = !digits.equals(text);
        return switch (expected) {
            case MONEY -> "'$" + text + "'";
            case SIZE -> "'" + text + (scaled ? "B" : "MB") + "'";
            case BANDWIDTH -> "'" + text + (scaled ? "bps" : "Mbps") + "'";
            case TIME ->
                scaled
                        ? "'" + digits + (text.endsWith("M") ? "m'" : "s'")
                        : (value.compareTo(SECONDS_AT_MOST) < 0 ? "" : "'" + text + "ms' or ") + "'" + text + "s'";
            case RATIO -> {
                boolean share = value.signum() != 0 && value.abs().compareTo(BigDecimal.ONE) < 0;
                yield (share ? "'" + Units.plain(value.movePointRight(2)) + "%' or " : "") + "'" + text + "%'";
            }
            case RATE -> "'" + text + "/s'";
            case MONEY_RATE -> "'" + text + "/h'";
            case COUNT -> "'" + text + "'";
        };
    }

    /** Refuses an amount for its unit, which stands at an index of the text. */
    static ValueException unknown(String text, String unit, int at, List<String> known) {
        String meant = switch (unit) {
            case "sec", "secs", "second", "seconds" -> "s";
            case "min", "mins", "minute", "minutes" -> "m";
            case "hour", "hours", "hr" -> "h";
            case "day", "days" -> "d";
            case "msec", "msecs", "millis", "millisecond", "milliseconds" -> "ms";
            case "rps", "qps", "/sec", "/second" -> "/s";
            case "rpm", "/m", "/minute" -> "/min";
            case "/hour" -> "/h";
            case "/day" -> "/d";
            case "req", "reqs", "request", "requests", "r" -> "";
            case "Ki", "Mi", "Gi", "Ti" -> unit + "B";
            default ->
                known.stream()
                        .filter(unit::equalsIgnoreCase)
                        .findFirst()
                        .or(() -> Nearest.to(unit, known))
                        .orElse(null);
        };
        String expected = known.size() < MANY ? Nearest.oneOf(known) : Units.ANY;
        String whole = text.substring(0, at) + meant + text.substring(at + unit.length());
        return new ValueException(
                text,
                "'" + text + "' has an unknown unit '" + unit + "'; "
                        + (meant == null ? "expected " + expected : "did you mean '" + whole + "'?"));
    }
}
