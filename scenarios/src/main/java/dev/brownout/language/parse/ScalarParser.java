package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.SelectorContext;
import dev.brownout.language.grammar.LanguageParser.TargetContext;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.PerKeyCount;
import dev.brownout.random.TokenCounts;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Condition;
import dev.brownout.sla.Quantity;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Factor;
import dev.brownout.spec.FixedSpelling;
import dev.brownout.spec.MoneyAmount;
import dev.brownout.spec.Quorum;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Selector;
import dev.brownout.spec.Share;
import dev.brownout.spec.SpecField;
import dev.brownout.spi.NodeLimit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Parses the text of one value as the type of a field, and checks the limits of the field. */
public final class ScalarParser {
    private final Map<Class<?>, Reader> readers = new LinkedHashMap<>();
    private final Functions functions;

    /** Parser of one type. */
    private interface Reader {
        Object read(String text, SpecField field);
    }

    /** Creates a parser that uses some functions for distributions and key distributions. */
    public ScalarParser(Functions functions) {
        this.functions = functions;
        readers.put(String.class, (text, field) -> text);
        readers.put(boolean.class, (text, field) -> truth(text));
        readers.put(
                int.class,
                (text, field) -> parseInteger(text, field, Integer.MAX_VALUE).intValueExact());
        readers.put(
                long.class,
                (text, field) -> parseInteger(text, field, Long.MAX_VALUE).longValueExact());
        readers.put(
                double.class,
                (text, field) -> limited(text, field, Dimension.COUNT).doubleValue());
        readers.put(Duration.class, (text, field) -> Duration.ofNanos(nanos(text, field)));
        readers.put(
                Rate.class,
                (text, field) -> new Rate(limited(text, field, Dimension.RATE).doubleValue()));
        readers.put(
                DataSize.class,
                (text, field) ->
                        new DataSize(limited(text, field, Dimension.SIZE).longValue()));
        readers.put(
                Bandwidth.class,
                (text, field) ->
                        new Bandwidth(limited(text, field, Dimension.BANDWIDTH).doubleValue()));
        readers.put(Quantity.class, (text, field) -> RelationParser.quantity(UnitParser.read(text)));
        readers.put(Condition.class, (text, field) -> RelationParser.condition(text));
        readers.put(Share.class, ScalarParser::share);
        readers.put(MoneyAmount.class, (text, field) -> new MoneyAmount(limited(text, field, Dimension.MONEY)));
        readers.put(Factor.class, ScalarParser::factor);
        readers.put(
                PerKeyCount.class,
                (text, field) -> PerKeyCount.read(
                        text, one -> parseInteger(one, field, Integer.MAX_VALUE).intValueExact()));
        readers.put(NodeLimit.class, (text, field) -> new NodeLimit(text));
        readers.put(Quorum.class, (text, field) -> new Quorum(text));
        readers.put(Selector.class, (text, field) -> selector(text));
        readers.put(Distribution.class, (text, field) -> distribution(text, field, ofLaw(field)));
        readers.put(TokenCounts.class, (text, field) -> new TokenCounts(distribution(text, field, Dimension.COUNT)));
        readers.put(KeyPopularity.class, (text, field) -> new KeyPopularityParser(functions).read(text));
        readers.put(Boolean.class, readers.get(boolean.class));
        readers.put(Integer.class, readers.get(int.class));
        readers.put(Long.class, readers.get(long.class));
        readers.put(Double.class, readers.get(double.class));
    }

    /**
     * Returns the message about a map with percentiles for a field with a distribution, such as {@code { p99: 200ms }};
     * empty for another map or field.
     *
     * @param map the keys with their values, as a text
     */
    public static Optional<Sentence> percentiles(Class<?> type, String map) {
        return type == Distribution.class || type == TokenCounts.class
                ? DistributionParser.percentiles(map)
                : Optional.empty();
    }

    /** Returns whether values of a type are single texts. */
    public boolean isScalar(Class<?> type) {
        return type.isEnum() || readers.containsKey(type);
    }

    /** Parses a text. Throws {@code ValueException} if it is not a valid value of the type. */
    public Object read(Class<?> type, String text, SpecField field) {
        try {
            return type.isEnum()
                    ? constant(type, text, field)
                    : readers.get(type).read(text, field);
        } catch (IllegalArgumentException wrong) {
            throw new ValueException(text, Sentence.reason(wrong));
        } catch (ArithmeticException tooLarge) {
            throw new ValueException(text, "'{}' is too large", text);
        }
    }

    /** Returns a constant as a scenario writes it: in kebab-case, unless it declares another spelling. */
    public static String written(Enum<?> constant) {
        if (constant instanceof FixedSpelling spelled) {
            return spelled.written();
        }
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object constant(Class<?> type, String text, SpecField field) {
        List<String> known = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = written((Enum<?>) constant);
            if (name.equals(text)) {
                return constant;
            }
            known.add(name);
        }
        field.noneWord().ifPresent(known::add);
        throw new ValueException(text, SpellingSuggestion.unknownChoice(field.name(), text, known))
                .corrected(text, known);
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case "yes", "on", "y", "True", "TRUE" ->
                throw new ValueException(text, "'{}' is neither true nor false; did you mean 'true'?", text)
                        .corrected(text, "true");
            case "no", "off", "n", "False", "FALSE" ->
                throw new ValueException(text, "'{}' is neither true nor false; did you mean 'false'?", text)
                        .corrected(text, "false");
            default -> throw new ValueException(text, "'{}' is neither true nor false", text);
        };
    }

    private static BigDecimal parseInteger(String text, SpecField field, long most) {
        BigDecimal value = limited(text, field, Dimension.COUNT);
        if (value.stripTrailingZeros().scale() > 0) {
            throw new ValueException(text, "'{}' is not a whole number", text);
        }
        if (value.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new ValueException(text, "'{}' is too large", text);
        }
        return value;
    }

    private static long nanos(String text, SpecField field) {
        BigDecimal value = limited(text, field, Dimension.TIME);
        boolean mayBeNegative = field.atLeast().isPresent() && field.atLeast().getAsDouble() < 0;
        if (value.signum() < 0 && !mayBeNegative) {
            throw new ValueException(text, "'{}' is negative; a duration here is at least 0s", text);
        }
        return value.longValue();
    }

    private static Factor factor(String text, SpecField field) {
        if (!text.matches("x\\d+(\\.\\d+)?")) {
            String digits = text.replaceFirst("[xX]$", "");
            Sentence message = Sentence.of("'{}' is not a multiple such as x10", text);
            throw digits.matches("\\d+(\\.\\d+)?")
                    ? new ValueException(text, "{}; did you mean 'x{}'?", message, digits).corrected(text, "x" + digits)
                    : new ValueException(text, message);
        }
        BigDecimal value = new BigDecimal(text.substring(1));
        check(text, value, field, Dimension.COUNT, "x");
        return new Factor(value.doubleValue());
    }

    private static Share share(String text, SpecField field) {
        BigDecimal value = limited(text, field, Dimension.RATIO);
        compare(
                text,
                value,
                OptionalDouble.of(0),
                Dimension.RATIO,
                "",
                -1,
                "'{}' is too small; at least {} is allowed");
        compare(text, value, OptionalDouble.of(1), Dimension.RATIO, "", 1, "'{}' is too large; at most {} is allowed");
        return new Share(value.doubleValue());
    }

    private Distribution distribution(String text, SpecField field, Dimension dimension) {
        Distribution distribution = new DistributionParser(functions.of(dimension)).read(text);
        distribution.constantValue().ifPresent(v -> check(text, new BigDecimal(v), field, dimension, ""));
        return distribution;
    }

    /** Returns the dimension of the values of a distribution: size if the default is a size, else time. */
    public static Dimension ofLaw(SpecField field) {
        return field.defaultText().filter(ScalarParser::isSize).isPresent() ? Dimension.SIZE : Dimension.TIME;
    }

    private static boolean isSize(String text) {
        try {
            return UnitParser.read(text).dimension() == Dimension.SIZE;
        } catch (ValueException notPlain) {
            return Arrays.stream(text.split("[ (=)]")).anyMatch(word -> word.matches("\\d+[kMGT]?i?B"));
        }
    }

    private static BigDecimal limited(String text, SpecField field, Dimension dimension) {
        BigDecimal value = UnitParser.read(text, dimension);
        check(text, value, field, dimension, "");
        return value;
    }

    /** Throws {@code ValueException} for a value beyond the limits of a field. */
    static void check(String text, BigDecimal value, SpecField field, Dimension dimension, String prefix) {
        compare(text, value, field.atLeast(), dimension, prefix, -1, "'{}' is too small; at least {} is allowed");
        compare(text, value, field.atMost(), dimension, prefix, 1, "'{}' is too large; at most {} is allowed");
    }

    private static void compare(
            String text,
            BigDecimal value,
            OptionalDouble bound,
            Dimension dimension,
            String prefix,
            int wrongSide,
            String form) {
        if (bound.isPresent() && value.compareTo(BigDecimal.valueOf(bound.getAsDouble())) == wrongSide) {
            String limit = UnitParser.write(new Amount(BigDecimal.valueOf(bound.getAsDouble()), dimension));
            throw new ValueException(text, form, text, prefix + limit);
        }
    }

    /** Parses a selector such as {@code web/2} or {@code link/us-east~us-west}. */
    public static Selector selector(String text) {
        TargetContext target =
                ValueParser.read(text, LanguageParser::target, "a selector such as web/1 or region/east");
        Selector hit = selector(target.hit);
        return target.other == null ? hit : linked(hit, selector(target.other), target);
    }

    private static Selector linked(Selector hit, Selector other, TargetContext target) {
        if (hit.begins() != Selector.Head.LINK) {
            throw ValueParser.wrong(target, "only a link has two ends in one selector, as in link/east~west");
        }
        return link(hit, other);
    }

    /** Returns the selector of a link from the selectors on both sides of its {@code ~}. */
    public static Selector link(Selector one, Selector other) {
        return new Selector(Selector.Head.LINK.word(), List.of(String.join("/", one.parts()) + "~" + other));
    }

    /** Returns the selector of a part of the syntax. */
    public static Selector selector(SelectorContext context) {
        List<String> parts = new ArrayList<>();
        context.part().forEach(part -> parts.addAll(List.of(part.getText().split("/"))));
        return new Selector(context.anyWord().getText(), parts);
    }
}
