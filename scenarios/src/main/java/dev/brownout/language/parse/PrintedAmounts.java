package dev.brownout.language.parse;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts in the notation of reports, in which the program accepts them as well: {@code 4,799}, {@code 20 ms},
 * {@code 99.9 %}, {@code 1,000 req/s}, {@code 2:05} and {@code 1:04:02}. Replaces them by amounts of the grammar.
 */
final class PrintedAmounts {
    private static final String UNIT = "%|(?:req(?:uests)?)?/(?:s|min|h|d)|[kMG]?(?:bps)|Tbps|min|ns|us|µs|ms|[smhd]"
            + "|ppm|[kKMGT]?B(?:/(?:s|min|h|d))?|[KMGT]iB(?:/(?:s|min|h|d))?|[kMG](?:/(?:s|min|h|d))?";
    private static final Pattern AMOUNT = Pattern.compile("(?<![\\p{L}\\p{N}_.,:/~])(?:"
            + "(?<clock>\\d+:[0-5]\\d(?::[0-5]\\d)?)(?![\\p{L}\\p{N}_.:%])"
            + "|(?<number>[+-]?\\$?(?:(?<grouped>\\d{1,3}(?:,\\d{3})+)|\\d+)(?:\\.\\d+)?)"
            + "(?<unit>(?: +(?:" + UNIT
            + ")|min|req(?:uests)?/(?:s|min|h|d))(?![\\p{L}\\p{N}_%/.]))?(?<suffix>[\\p{L}%/][\\p{L}\\p{N}%/.]*)?)");
    private static final int SECONDS = 60;

    private PrintedAmounts() {}

    /**
     * Returns a text of equal length without such amounts. Blanks fill up the end of each replaced amount. Within
     * parentheses, a comma separates arguments and not the digits of a number.
     */
    static String padded(String text) {
        Matcher amount = AMOUNT.matcher(text);
        StringBuilder plain = new StringBuilder();
        int copied = 0;
        while (amount.find()) {
            String replaced = replacement(amount, text);
            plain.append(text, copied, amount.start()).append(replaced);
            plain.append(" ".repeat(amount.end() - amount.start() - replaced.length()));
            copied = amount.end();
        }
        return plain.append(text.substring(copied)).toString();
    }

    /** Returns a single amount in the notation of the grammar. */
    static String plainText(String text) {
        String padded = padded(text);
        return padded.equals(text) ? text : UnitParser.join(padded);
    }

    private static String replacement(Matcher amount, String text) {
        if (amount.group("clock") != null) {
            long seconds = 0;
            for (String part : amount.group("clock").split(":", -1)) {
                seconds = seconds * SECONDS + Long.parseLong(part);
            }
            return seconds + "s";
        }
        String grouped = amount.group("grouped");
        if (grouped != null && isNested(text, amount.start())) {
            return amount.group();
        }
        String number = amount.group("number").replace(",", "");
        String unit = amount.group("unit") == null ? "" : amount.group("unit").strip();
        String plainUnit = unit.equals("min") ? "m" : unit.replaceFirst("^req(uests)?", "");
        return number + plainUnit + Objects.toString(amount.group("suffix"), "");
    }

    private static boolean isNested(String text, int end) {
        int open = 0;
        for (int i = 0; i < end; i++) {
            open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        return open > 0;
    }
}
