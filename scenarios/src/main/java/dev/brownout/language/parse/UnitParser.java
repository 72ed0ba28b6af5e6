package dev.brownout.language.parse;

import static dev.brownout.language.parse.Dimension.BANDWIDTH;
import static dev.brownout.language.parse.Dimension.COUNT;
import static dev.brownout.language.parse.Dimension.MONEY;
import static dev.brownout.language.parse.Dimension.MONEY_RATE;
import static dev.brownout.language.parse.Dimension.RATE;
import static dev.brownout.language.parse.Dimension.RATIO;
import static dev.brownout.language.parse.Dimension.SIZE;
import static dev.brownout.language.parse.Dimension.TIME;

import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.sentence.Sentence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The units of the language. Parses amounts such as {@code 4m10s}, {@code 2k/s} and {@code 64MiB}, and formats them.
 */
public final class UnitParser {
    private static final Pattern FORM = Pattern.compile("([+-]?)(\\$?)(\\d+(?:\\.\\d+)?)([^\\d].*)?");
    private static final Pattern COMPOUND = Pattern.compile("(\\d+(?:\\.\\d+)?)([a-zµ]+)");
    private static final Pattern PRINTED = Pattern.compile("[,:]|min$|req");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    static final String ANY = "something like 10ms, 500/s or 95%";
    private static final int MOST_DIGITS = 30;

    private static final List<Unit> ALL = List.of(
            new Unit("ns", "1", TIME),
            new Unit("us", "1e3", TIME),
            new Unit("µs", "1e3", TIME),
            new Unit("ms", "1e6", TIME),
            new Unit("s", "1e9", TIME),
            new Unit("m", "60e9", TIME),
            new Unit("h", "3600e9", TIME),
            new Unit("d", "86400e9", TIME),
            new Unit("%", "0.01", RATIO),
            new Unit("ppm", "1e-6", RATIO),
            new Unit("B", "1", SIZE),
            new Unit("kB", "1e3", SIZE),
            new Unit("KB", "1e3", SIZE),
            new Unit("MB", "1e6", SIZE),
            new Unit("GB", "1e9", SIZE),
            new Unit("TB", "1e12", SIZE),
            new Unit("KiB", "1024", SIZE),
            new Unit("MiB", "1048576", SIZE),
            new Unit("GiB", "1073741824", SIZE),
            new Unit("TiB", "1099511627776", SIZE),
            new Unit("bps", "1", BANDWIDTH),
            new Unit("kbps", "1e3", BANDWIDTH),
            new Unit("Mbps", "1e6", BANDWIDTH),
            new Unit("Gbps", "1e9", BANDWIDTH),
            new Unit("Tbps", "1e12", BANDWIDTH),
            new Unit("k", "1e3", COUNT),
            new Unit("M", "1e6", COUNT),
            new Unit("G", "1e9", COUNT));

    private static final List<Unit> PER = List.of(
            new Unit("s", "1", TIME),
            new Unit("min", "60", TIME),
            new Unit("h", "3600", TIME),
            new Unit("d", "86400", TIME));

    private static final List<String> PER_TIME =
            PER.stream().map(unit -> "/" + unit.name()).toList();

    private static final Map<String, Unit> BY_NAME = byName(ALL);
    private static final Map<String, Unit> PER_BY_NAME = byName(PER);

    /** Largest amount of each dimension. */
    private static final Map<Dimension, BigDecimal> MAXIMUM = maxima();

    private UnitParser() {}

    private record Unit(String name, BigDecimal factor, Dimension dimension) {
        Unit(String name, String factor, Dimension dimension) {
            this(name, new BigDecimal(factor), dimension);
        }
    }

    /** Parses an amount of any dimension. Throws {@code ValueException} if the text is invalid. */
    public static Amount read(String text) {
        return requireBounded(text, read(text, unit -> true));
    }

    /** Rejects an amount above the largest one of its dimension. */
    private static Amount requireBounded(String text, Amount amount) {
        if (amount.value().abs().compareTo(MAXIMUM.get(amount.dimension())) > 0) {
            String most = amount.dimension().maximum();
            throw new ValueException(text, "'{}' is too large; at most {} is allowed", text, most);
        }
        return amount;
    }

    private static Amount read(String text, Predicate<Unit> likely) {
        Matcher form = FORM.matcher(text);
        boolean formed = form.matches();
        if (formed && (SPACES.matcher(text).find() || PRINTED.matcher(text).find())) {
            String plain = PrintedAmounts.plainText(text);
            String joined = plain.equals(text) ? join(text) : plain;
            Optional<Sentence> problem = joined.equals(text) ? Optional.empty() : problem(joined);
            if (!joined.equals(text) && problem.isEmpty()) {
                return read(joined, likely);
            }
            problem.filter(UnitParser::suggests).ifPresent(message -> {
                throw new ValueException(text, message);
            });
        }
        UnitHints.refuseLonePoint(text);
        if (!formed || form.group(3).length() > MOST_DIGITS) {
            throw new ValueException(text, "'{}' is no number with a unit; expected " + ANY, text);
        }
        BigDecimal number = new BigDecimal(form.group(1) + form.group(3));
        String unit = form.group(4) == null ? "" : form.group(4);
        if (!form.group(2).isEmpty()) {
            return money(text, number, unit);
        }
        if (unit.isEmpty()) {
            return new Amount(number, COUNT);
        }
        int slash = unit.indexOf('/');
        if (slash >= 0) {
            return rate(text, number, unit.substring(0, slash), unit.substring(slash + 1));
        }
        Optional<Unit> simple = find(BY_NAME, unit);
        if (simple.isPresent()) {
            return new Amount(
                    number.multiply(simple.get().factor()), simple.get().dimension());
        }
        return new Amount(compound(text, form.group(1), likely), TIME);
    }

    /** Parses an amount of one dimension. Throws {@code ValueException} if the text is invalid. */
    public static BigDecimal read(String text, Dimension expected) {
        Amount amount;
        try {
            amount = read(text, unit -> unit.dimension() == expected);
        } catch (ValueException wrong) {
            if (FORM.matcher(text).matches() || wrong.getMessage().contains(UnitHints.LONE_POINT)) {
                throw wrong;
            }
            throw new ValueException(text, "'{}' is not {} such as {}", text, expected.words(), expected.example());
        }
        if (amount.dimension() == expected) {
            return requireBounded(text, amount).value();
        }
        if (amount.dimension() == COUNT) {
            throw UnitHints.withoutUnit(text, amount.value(), expected);
        }
        throw new ValueException(
                text,
                expected == COUNT && text.endsWith("m")
                        ? Sentence.of(
                                "'{}' is {} (m is minutes), not {} such as {}",
                                text,
                                amount.dimension().words(),
                                expected.words(),
                                expected.example())
                        : Sentence.of(
                                "'{}' is {}, not {} such as {}",
                                text,
                                amount.dimension().words(),
                                expected.words(),
                                expected.example()));
    }

    /** Returns a text without its spaces. */
    static String join(String text) {
        return SPACES.matcher(text).replaceAll("");
    }

    /** Returns whether a text is an amount of any dimension. */
    static boolean isReadable(String text) {
        return problem(text).isEmpty();
    }

    /** Returns the error of a text that is no amount of any dimension; empty if it is one. */
    static Optional<Sentence> problem(String text) {
        try {
            read(text);
            return Optional.empty();
        } catch (ValueException wrong) {
            return Optional.of(wrong.sentence());
        }
    }

    /** Returns whether an error of {@link #problem} suggests another text. */
    static boolean suggests(Sentence problem) {
        return problem.toString().endsWith("?");
    }

    private static Amount money(String text, BigDecimal dollars, String unit) {
        if (unit.isEmpty()) {
            return new Amount(dollars, MONEY);
        }
        Unit per = find(PER_BY_NAME, unit.startsWith("/") ? unit.substring(1) : unit)
                .orElseThrow(() -> UnitHints.unknown(text, unit, text.length() - unit.length(), PER_TIME));
        return new Amount(dollars.divide(per.factor(), MathContext.DECIMAL128), MONEY_RATE);
    }

    private static Amount rate(String text, BigDecimal number, String name, String time) {
        Unit per = find(PER_BY_NAME, time)
                .orElseThrow(() -> UnitHints.unknown(text, "/" + time, text.length() - time.length() - 1, PER_TIME));
        if (name.isEmpty()) {
            return new Amount(number.divide(per.factor(), MathContext.DECIMAL128), RATE);
        }
        Unit counted = find(BY_NAME, name)
                .orElseThrow(() -> UnitHints.unknown(text, name, text.indexOf('/') - name.length(), UnitHints.SCALES));
        BigDecimal perSecond = number.multiply(counted.factor()).divide(per.factor(), MathContext.DECIMAL128);
        return switch (counted.dimension()) {
            case COUNT -> new Amount(perSecond, RATE);
            case SIZE -> new Amount(perSecond.multiply(BigDecimal.valueOf(8)), BANDWIDTH);
            default ->
                throw new ValueException(text, "'{}' is no rate; expected something like 500/s or 100MB/s", text);
        };
    }

    private static BigDecimal compound(String text, String sign, Predicate<Unit> likely) {
        String body = text.substring(sign.length());
        Matcher part = COMPOUND.matcher(body);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal last = null;
        int end = 0;
        while (part.find() && part.start() == end) {
            Unit unit = find(BY_NAME, part.group(2))
                    .filter(u -> u.dimension() == TIME)
                    .orElse(null);
            if (unit == null || (last != null && unit.factor().compareTo(last) >= 0)) {
                break;
            }
            sum = sum.add(new BigDecimal(part.group(1)).multiply(unit.factor()));
            last = unit.factor();
            end = part.end();
        }
        if (end != body.length()) {
            if (body.matches("\\d+:\\d+(:\\d+)?")) {
                throw new ValueException(text, "'{}' is no time; write 90s, 1m30s or 1:30 (minutes:seconds)", text);
            }
            List<String> names = ALL.stream().filter(likely).map(Unit::name).toList();
            String unit = body.replaceFirst("^[\\d.]+", "");
            throw UnitHints.unknown(text, unit, text.length() - unit.length(), names);
        }
        return sign.equals("-") ? sum.negate() : sum;
    }

    private static Optional<Unit> find(Map<String, Unit> units, String name) {
        return Optional.ofNullable(units.get(name));
    }

    private static Map<String, Unit> byName(List<Unit> units) {
        Map<String, Unit> byName = new LinkedHashMap<>();
        units.forEach(unit -> byName.put(unit.name(), unit));
        return byName;
    }

    private static Map<Dimension, BigDecimal> maxima() {
        Map<Dimension, BigDecimal> most = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            most.put(dimension, read(dimension.maximum(), unit -> true).value());
        }
        return most;
    }

    /** Returns the units in which amounts of a dimension are written; none for bare numbers. */
    public static List<String> names(Dimension dimension) {
        return switch (dimension) {
            case RATE, MONEY_RATE -> PER_TIME;
            case MONEY -> List.of("$");
            default -> of(dimension).stream().map(Unit::name).toList();
        };
    }

    /** Returns a regular expression that matches amounts of a dimension, and little else. */
    public static String pattern(Dimension dimension) {
        String number = "[+-]?(\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d+)? ?";
        String counts = "(" + named(of(COUNT)) + ")?";
        String per = "/(" + named(PER) + ")";
        return switch (dimension) {
            case COUNT -> number + counts;
            case TIME -> "(\\d+:[0-5]\\d(:[0-5]\\d)?|[+-]?(\\d+(\\.\\d+)? ?(min|" + named(of(TIME)) + ") ?)+)";
            case RATE -> number + counts + per;
            case BANDWIDTH -> number + "((" + named(of(BANDWIDTH)) + ")|(" + named(of(SIZE)) + ")" + per + ")";
            case MONEY -> "[+-]?\\$\\d+(\\.\\d+)?";
            case MONEY_RATE -> "[+-]?\\$\\d+(\\.\\d+)?" + per;
            case RATIO, SIZE -> number + "(" + named(of(dimension)) + ")";
        };
    }

    private static List<Unit> of(Dimension dimension) {
        return ALL.stream().filter(unit -> unit.dimension() == dimension).toList();
    }

    private static String named(List<Unit> units) {
        return units.stream().map(Unit::name).collect(Collectors.joining("|"));
    }

    /** Formats an amount so that parsing the text gives the same amount. */
    public static String write(Amount amount) {
        BigDecimal value = amount.value();
        return switch (amount.dimension()) {
            case COUNT -> plainText(value);
            case RATIO -> plainText(value.movePointRight(2)) + "%";
            case RATE -> plainText(value) + "/s";
            case BANDWIDTH -> plainText(value) + "bps";
            case SIZE -> scale(value, List.of("TB", "GB", "MB", "kB"), "B");
            case TIME -> time(value);
            case MONEY -> "$" + plainText(value);
            case MONEY_RATE -> "$" + plainText(value) + "/s";
        };
    }

    /** Formats a duration: whole hours or minutes, otherwise in the largest decimal unit of which it has one. */
    private static String time(BigDecimal nanos) {
        for (String name : List.of("h", "m")) {
            BigDecimal factor = factor(name);
            if (nanos.signum() != 0 && nanos.remainder(factor).signum() == 0) {
                return plainText(nanos.divide(factor)) + name;
            }
        }
        return scale(nanos, List.of("s", "ms", "us"), "ns");
    }

    /** Formats an amount in the largest of some units, all powers of ten, of which it has one. */
    private static String scale(BigDecimal value, List<String> names, String base) {
        for (String name : names) {
            if (value.abs().compareTo(factor(name)) >= 0) {
                return plainText(value.divide(factor(name))) + name;
            }
        }
        return plainText(value) + base;
    }

    private static BigDecimal factor(String name) {
        return find(BY_NAME, name).orElseThrow().factor();
    }

    static String plainText(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
