package dev.brownout.language.parse;

import dev.brownout.cost.Price;
import dev.brownout.cost.Price.Basis;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.sentence.Sentence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses prices such as {@code $0.045/h}, {@code $0.40/M}, {@code $0.085/GB} and {@code $0.0165/GB/h}, and tiered
 * prices that depend on the quantity per month: {@code $0.085/GB until 10TB then $0.080/GB}.
 */
public final class PriceTexts {
    private static final Pattern FORM = Pattern.compile("\\$(\\d{1,15}(?:\\.\\d{1,30})?)(?:/(\\w+))?(?:/(\\w+))?");
    private static final List<String> PIECES = List.of("k", "M");
    private static final List<String> SIZES = List.of("B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB");
    private static final List<String> TIMES = List.of("s", "min", "h", "d", "month");
    private static final String TIERS = "something like $0.085/GB until 10TB then $0.080/GB, quantities of a month";
    private static final String ANY = "something like $0.045/h, $0.40/M, $0.085/GB or $0.0165/GB/h";

    private PriceTexts() {}

    /**
     * Parses a price, or the tiers of a price by quantity per month. Throws {@code ValueException} if the text is
     * invalid.
     */
    public static Price read(String text) {
        String[] parts = text.strip().split("\\s+then\\s+", -1);
        if (parts.length == 1) {
            return single(text);
        }
        List<Price> prices = new ArrayList<>();
        List<BigDecimal> borders = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            String[] sides = parts[i].split("\\s+until\\s+", -1);
            if (sides.length != (i < parts.length - 1 ? 2 : 1)) {
                throw new ValueException(text, "'{}' is no price; expected " + TIERS, text);
            }
            prices.add(single(sides[0]));
            if (sides.length == 2) {
                borders.add(border(text, sides[1], prices.get(0).basis()));
            }
        }
        return tiered(text, prices, borders);
    }

    private static Price tiered(String text, List<Price> prices, List<BigDecimal> borders) {
        Price first = prices.get(0);
        List<Price.Tier> tiers = new ArrayList<>();
        for (int i = 0; i < borders.size(); i++) {
            Price next = prices.get(i + 1);
            if (!next.per().equals(first.per())) {
                throw new ValueException(text, "'{}': all of its prices are per {}", text, first.per());
            }
            if (i > 0 && borders.get(i).compareTo(borders.get(i - 1)) <= 0) {
                throw new ValueException(text, "'{}': each price holds until more than the one before", text);
            }
            tiers.add(new Price.Tier(borders.get(i), next.dollars()));
        }
        return new Price(first.dollars(), first.basis(), first.unit(), first.per(), tiers);
    }

    /** Returns the quantity per month up to which a price applies. */
    private static BigDecimal border(String text, String until, Basis basis) {
        if (basis != Basis.BYTES && basis != Basis.PIECES) {
            throw new ValueException(
                    text, "'{}': only what is counted, or bytes that move, cost less the more they are", text);
        }
        BigDecimal border = UnitParser.read(until, basis == Basis.BYTES ? Dimension.SIZE : Dimension.COUNT);
        if (border.signum() <= 0) {
            throw new ValueException(text, "'{}' is too small; a price holds until some quantity of a month", until);
        }
        return border;
    }

    private static Price single(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            boolean isBare = text.matches("\\d+(\\.\\d+)?(/.*)?");
            throw new ValueException(
                    text,
                    isBare
                            ? Sentence.of("'{}' is no price; did you mean '${}'?", text, text)
                            : Sentence.of("'{}' is no price; expected " + ANY, text));
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
            unit = UnitParser.read("1" + first).value();
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

    /** Returns a unit of time in ns. A month has 730 hours, as in the price lists of cloud providers. */
    private static BigDecimal nanos(String time) {
        return switch (time) {
            case "min" -> UnitParser.read("1m").value();
            case "month" -> UnitParser.read("730h").value();
            default -> UnitParser.read("1" + time).value();
        };
    }

    private static ValueException unknown(String text, String unit, boolean last) {
        List<String> known = new ArrayList<>(PIECES);
        known.addAll(SIZES);
        if (last) {
            known.addAll(TIMES);
        }
        return new ValueException(
                text,
                SpellingSuggestion.unknown(
                        Sentence.of("unit"), unit, Optional.of(Sentence.of("in '{}'", text)), known));
    }
}
