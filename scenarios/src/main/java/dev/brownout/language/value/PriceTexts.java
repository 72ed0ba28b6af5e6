package dev.brownout.language.value;

import dev.brownout.cost.Price;
import dev.brownout.cost.Price.Basis;
import dev.brownout.language.problem.Nearest;
import dev.brownout.language.problem.ValueException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads prices such as {@code $0.045/h}, {@code $0.40/M}, {@code $0.085/GB} and {@code $0.0165/GB/h}. */
public final class PriceTexts {
    private static final Pattern FORM = Pattern.compile("\\$(\\d{1,15}(?:\\.\\d{1,30})?)(?:/(\\w+))?(?:/(\\w+))?");
    private static final List<String> PIECES = List.of("k", "M");
    private static final List<String> SIZES = List.of("B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB");
    private static final List<String> TIMES = List.of("s", "min", "h", "d", "month");
    private static final String ANY = "something like $0.045/h, $0.40/M, $0.085/GB or $0.0165/GB/h";

    private PriceTexts() {}

    /** Reads a price; throws ValueException where the text is none. */
    public static Price read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            boolean bare = text.matches("\\d+(\\.\\d+)?(/.*)?");
            throw new ValueException(
                    text,
                    "'" + text + "' is no price; " + (bare ? "did you mean '$" + text + "'?" : "expected " + ANY));
        }
        BigDecimal unit = BigDecimal.ONE;
        boolean bytes = false;
        String time = form.group(3);
        String first = form.group(2);
        if (first != null && TIMES.contains(first) && time == null) {
            time = first;
        } else if (first != null) {
            bytes = SIZES.contains(first);
            if (!bytes && !PIECES.contains(first)) {
                throw unknown(text, first, time == null);
            }
            unit = Units.read("1" + first).value();
        }
        if (time != null) {
            if (!TIMES.contains(time)) {
                throw unknown(text, time, true);
            }
            unit = unit.multiply(nanos(time));
        }
        Basis basis = time == null ? bytes ? Basis.BYTES : Basis.PIECES : bytes ? Basis.BYTES_HELD : Basis.PIECES_HELD;
        String per = text.indexOf('/') < 0 ? "" : text.substring(text.indexOf('/') + 1);
        return new Price(new BigDecimal(form.group(1)), basis, unit, per);
    }

    /** A month has 730 hours, as in the price lists of clouds. */
    private static BigDecimal nanos(String time) {
        return switch (time) {
            case "min" -> Units.read("1m").value();
            case "month" -> Units.read("730h").value();
            default -> Units.read("1" + time).value();
        };
    }

    private static ValueException unknown(String text, String unit, boolean last) {
        List<String> known = new ArrayList<>(PIECES);
        known.addAll(SIZES);
        if (last) {
            known.addAll(TIMES);
        }
        return new ValueException(text, Nearest.unknown("unit", unit, " in '" + text + "'", known));
    }
}
