package dev.brownout.randomscenario;

import dev.brownout.spec.FixedSpelling;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes quantities in all spellings that scenarios allow. */
final class Amounts {
    private static final List<Unit> TIMES = List.of(
            new Unit("ns", 1),
            new Unit("us", 1e3),
            new Unit("µs", 1e3),
            new Unit("ms", 1e6),
            new Unit("s", 1e9),
            new Unit("m", 60e9),
            new Unit("h", 3600e9),
            new Unit("d", 86400e9));
    private static final List<Unit> SIZES = List.of(
            new Unit("B", 1),
            new Unit("kB", 1e3),
            new Unit("KB", 1e3),
            new Unit("KiB", 1024),
            new Unit("MB", 1e6),
            new Unit("MiB", 1048576),
            new Unit("GB", 1e9),
            new Unit("GiB", 1073741824),
            new Unit("TB", 1e12),
            new Unit("TiB", 1099511627776.0));
    private static final List<Unit> BANDWIDTHS = List.of(
            new Unit("bps", 1),
            new Unit("kbps", 1e3),
            new Unit("Mbps", 1e6),
            new Unit("Gbps", 1e9),
            new Unit("Tbps", 1e12),
            new Unit("kB/s", 8e3),
            new Unit("MB/s", 8e6),
            new Unit("MiB/s", 8388608));
    private static final List<Unit> RATES = List.of(
            new Unit("/s", 1),
            new Unit("/min", 1 / 60.0),
            new Unit("/h", 1 / 3600.0),
            new Unit("/d", 1 / 86400.0),
            new Unit("k/s", 1e3),
            new Unit("M/s", 1e6));

    private final Chance chance;

    Amounts(Chance chance) {
        this.chance = chance;
    }

    private record Unit(String name, double base) {}

    /** Returns a duration. */
    String time(long nanos) {
        if (nanos > 60_000_000_000L && chance.percent(20)) {
            long seconds = nanos / 1_000_000_000L;
            return seconds / 60 + "m" + seconds % 60 + "s";
        }
        if (nanos == 0) {
            return "0" + chance.word("ns", "ms", "s", "h");
        }
        List<String> exact = new ArrayList<>();
        for (Unit unit : TIMES) {
            BigDecimal inUnit = BigDecimal.valueOf(nanos).divide(new BigDecimal(unit.base), 12, RoundingMode.HALF_UP);
            boolean same = inUnit.multiply(new BigDecimal(unit.base)).compareTo(BigDecimal.valueOf(nanos)) == 0;
            String text = inUnit.stripTrailingZeros().toPlainString();
            if (same && text.length() < 12) {
                exact.add(text + unit.name);
            }
        }
        return exact.isEmpty() ? nanos + "ns" : chance.of(exact);
    }

    /** Returns a data size. */
    String size(double bytes) {
        return randomAmount(bytes, SIZES, 1);
    }

    /** Returns a bandwidth. */
    String bandwidth(double bitsPerSecond) {
        return randomAmount(bitsPerSecond, BANDWIDTHS, 1e-3);
    }

    /** Returns a rate. */
    String rate(double perSecond) {
        return perSecond == 0 ? "0" + chance.word("/s", "/min", "k/s") : randomAmount(perSecond, RATES, 1e-6);
    }

    /** Returns a share, as a percentage or in ppm. */
    String share(double ratio) {
        return chance.percent(10) ? plainText(ratio * 1e6, 0) + "ppm" : plainText(ratio * 100, 3) + "%";
    }

    /** Returns an integer. */
    String count(long number) {
        return number >= 1000 && number % 1000 == 0 && chance.percent(50) ? number / 1000 + "k" : Long.toString(number);
    }

    /** Returns a number with at most two decimals. */
    String number(double value) {
        return plainText(value, 2);
    }

    /** Returns the value in a random unit in which it has few digits. */
    private String randomAmount(double value, List<Unit> units, double least) {
        List<Unit> fit = new ArrayList<>();
        for (Unit unit : units) {
            double inUnit = value / unit.base;
            if (inUnit >= least && inUnit < 1e7 && inUnit * unit.base < 9e18) {
                fit.add(unit);
            }
        }
        Unit unit = fit.isEmpty() ? units.get(0) : chance.of(fit);
        return plainText(value / unit.base, unit.base == 1 && least == 1 ? 0 : 3) + unit.name;
    }

    private static String plainText(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value, new MathContext(6));
        BigDecimal cut = rounded.setScale(digits, RoundingMode.HALF_UP);
        BigDecimal kept = cut.signum() == 0 && rounded.signum() != 0 && digits > 0 ? rounded : cut;
        return kept.signum() == 0 ? "0" : kept.stripTrailingZeros().toPlainString();
    }

    /** Returns a share, a rate, a number or a duration of a relevant magnitude. */
    String quantity(double perSecond, long nanos) {
        return switch (chance.nextInt(4)) {
            case 0 -> share(chance.intBetween(1, 100) / 100.0);
            case 1 -> rate(perSecond * chance.logarithmic(0.05, 10));
            case 2 -> count(chance.intBetween(1, 100));
            default -> time(Math.max(1, nanos));
        };
    }

    /** Returns the spelling of a constant in scenarios. */
    static String written(Enum<?> constant) {
        return constant instanceof FixedSpelling s
                ? s.written()
                : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
