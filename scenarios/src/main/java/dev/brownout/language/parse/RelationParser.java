package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.AfterContext;
import dev.brownout.language.grammar.LanguageParser.AmountContext;
import dev.brownout.language.grammar.LanguageParser.BeforeContext;
import dev.brownout.language.grammar.LanguageParser.BetweenContext;
import dev.brownout.language.grammar.LanguageParser.ConditionContext;
import dev.brownout.language.grammar.LanguageParser.DuringContext;
import dev.brownout.language.grammar.LanguageParser.EveryContext;
import dev.brownout.language.grammar.LanguageParser.MetricContext;
import dev.brownout.language.grammar.LanguageParser.MomentContext;
import dev.brownout.language.grammar.LanguageParser.PredictionContext;
import dev.brownout.language.grammar.LanguageParser.RelationContext;
import dev.brownout.language.grammar.LanguageParser.WindowContext;
import dev.brownout.language.grammar.LanguageParser.WithinContext;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.AnswerMetric;
import dev.brownout.sla.ChartRequest;
import dev.brownout.sla.Condition;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Prediction;
import dev.brownout.sla.Quantity;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Relation.Comparison;
import dev.brownout.sla.Window;
import dev.brownout.spec.Selector;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;

/** Parses assertions, alert conditions, predictions, charts and metrics. */
public final class RelationParser {
    private static final String RELATION = "a relation such as availability >= 99.9% or page.p99 < 150ms during fault";
    private static final String CONDITION = "a condition such as page.error_rate > 1.44%";
    private static final String PREDICTION = "a prediction such as availability ~ 97.5% +/- 1%";
    private static final String CHART = "a chart such as page.latency by region, or web.nodes vs load";
    private static final String NUMBER = "a metric such as page.p99 or web.utilization";
    private static final String ANSWER = "a metric such as page.p99, or page.p99 before outage";
    /** Comparison operators of other languages, and operators with a space in them. */
    private static final Pattern FOREIGN_OPERATOR =
            Pattern.compile("=<|=>|<>|[\u2264\u2265\u2260]|[<>=!]\\s+=|(?<![<>=!])=(?![=<>])");

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final BigDecimal BITS_PER_BYTE = BigDecimal.valueOf(8);

    /** Groupings that a chart supports. */
    public static final List<String> BY =
            Stream.of(ChartRequest.By.values()).map(ChartRequest.By::written).toList();

    private RelationParser() {}

    /** Parses an assertion. Throws {@code ValueException} if the text is invalid. */
    public static Relation relation(String text) {
        RelationContext c;
        try {
            c = ValueParser.read(text, LanguageParser::relation, text.contains("~") ? PREDICTION : RELATION);
        } catch (ValueException wrong) {
            throw misspelt(text).orElse(wrong);
        }
        Metric metric = metric(c.metric());
        Window window = window(c.window());
        if (c.near() != null) {
            Quantity predicted = quantity(c.near().predicted);
            return new Relation(metric, Comparison.NEAR, predicted, tolerance(c.near().tolerance), window, text);
        }
        Comparison comparison = Comparison.of(c.comparison().getText());
        return new Relation(metric, comparison, quantity(c.bound), 0, window, text);
    }

    /** Parses the condition of an alert. Throws {@code ValueException} if the text is invalid. */
    public static Condition condition(String text) {
        ConditionContext c;
        try {
            c = ValueParser.read(text, LanguageParser::condition, CONDITION);
        } catch (ValueException wrong) {
            throw misspelt(text).orElse(wrong);
        }
        return new Condition(metric(c.metric()), Comparison.of(c.comparison().getText()), quantity(c.bound), text);
    }

    /** Returns an error at an operator that is a comparison in other languages only; empty if there is none. */
    private static Optional<ValueException> misspelt(String text) {
        Matcher sign = FOREIGN_OPERATOR.matcher(text);
        if (!sign.find()) {
            return Optional.empty();
        }
        String suggestion = switch (UnitParser.join(sign.group())) {
            case "=<", "<=", "\u2264" -> "<=";
            case "=>", ">=", "\u2265" -> ">=";
            case "<>", "!=", "\u2260" -> "!=";
            default -> "==";
        };
        int from = text.codePointCount(0, sign.start());
        Sentence message = Sentence.of("'{}' is no comparison; did you mean '{}'?", sign.group(), suggestion);
        return Optional.of(
                new ValueException(from, sign.group().length(), message).corrected(sign.group(), suggestion));
    }

    /** Parses a prediction. Throws {@code ValueException} if the text is invalid. */
    public static Prediction prediction(String text) {
        PredictionContext c = ValueParser.read(text, LanguageParser::prediction, PREDICTION);
        double tolerance = tolerance(c.near().tolerance);
        return new Prediction(metric(c.metric()), quantity(c.near().predicted), tolerance, window(c.window()), text);
    }

    /** Parses a chart. Throws {@code ValueException} if the text is invalid. */
    public static ChartRequest chart(String text) {
        LanguageParser.ChartContext c = ValueParser.read(text, LanguageParser::chart, CHART);
        String by = c.anyWord() == null ? "" : c.anyWord().getText();
        if (!by.isEmpty() && !BY.contains(by)) {
            throw ValueParser.wrong(c.anyWord(), SpellingSuggestion.unknownChoice("grouping", by, BY))
                    .corrected(by, BY);
        }
        return new ChartRequest(
                c.metric().stream().map(RelationParser::metric).toList(),
                Stream.of(ChartRequest.By.values())
                        .filter(one -> one.written().equals(by))
                        .findFirst(),
                text);
    }

    /** Parses the name of a metric. Throws {@code ValueException} if the text is invalid. */
    public static Metric metric(String text) {
        LanguageParser.ChartContext c = ValueParser.read(text, LanguageParser::chart, NUMBER);
        if (c.getChildCount() > 2) {
            throw ValueParser.wrong(c, "'{}' is a chart; expected " + NUMBER, text);
        }
        return metric(c.metric(0));
    }

    /**
     * Parses a metric in the answer of a scenario, with or without a window. Throws {@code ValueException} if the text
     * is invalid.
     *
     * @param path the path of the metric, for messages
     */
    public static AnswerMetric answer(String path, String text) {
        Window[] window = {new Window.Whole()};
        MetricContext c = ValueParser.read(
                text,
                parser -> {
                    MetricContext metric = parser.metric();
                    if (parser.getTokenStream().LA(1) != Token.EOF) {
                        window[0] = singleWindow(parser.window());
                    }
                    if (parser.getTokenStream().LA(1) != Token.EOF) {
                        parser.notifyErrorListeners("");
                    }
                    return metric;
                },
                ANSWER);
        return new AnswerMetric(path, metric(c), window[0], text, false);
    }

    private static Window singleWindow(WindowContext c) {
        if (c instanceof EveryContext) {
            throw ValueParser.wrong(c, "'{}' has several values; name one window", ValueParser.text(c));
        }
        return window(c);
    }

    private static Metric metric(MetricContext c) {
        Selector selector = ScalarParser.selector(c.selector());
        Optional<String> fault = Optional.ofNullable(c.of).map(RuleContext::getText);
        Optional<String> remainder = Optional.ofNullable(c.stat).map(RuleContext::getText);
        List<String> words = c.anyWord().stream()
                .filter(w -> w != c.of && w != c.stat)
                .map(RuleContext::getText)
                .toList();
        if (words.isEmpty()) {
            if (!selector.parts().isEmpty()) {
                throw ValueParser.wrong(
                        c,
                        "'{}' names no metric; expected something like {}.utilization",
                        ValueParser.text(c),
                        selector);
            }
            return new Metric(Optional.empty(), selector.head(), fault, remainder);
        }
        if (words.size() > 2 || (words.size() == 2 && remainder.isPresent())) {
            throw ValueParser.wrong(
                    c, "'{}' has too many dots; a metric is selector.name.statistic", ValueParser.text(c));
        }
        Optional<String> stat = words.size() == 2 ? Optional.of(words.get(1)) : remainder;
        return new Metric(Optional.of(selector), words.get(0), fault, stat);
    }

    private static Quantity quantity(AmountContext c) {
        String text = c.getText();
        Amount amount;
        try {
            amount = UnitParser.read(text);
        } catch (ValueException wrong) {
            throw ValueParser.relocate(c, wrong);
        }
        try {
            return quantity(amount);
        } catch (IllegalArgumentException wrong) {
            throw ValueParser.wrong(c, "'{}' is {}", text, Sentence.reason(wrong));
        }
    }

    /**
     * Converts an amount to a quantity in the unit of a metric. Bandwidths become bytes per second, and money rates
     * dollars per hour.
     */
    public static Quantity quantity(Amount amount) {
        Quantity.Unit unit = switch (amount.dimension()) {
            case COUNT -> Quantity.Unit.COUNT;
            case TIME -> Quantity.Unit.TIME;
            case RATIO -> Quantity.Unit.RATIO;
            case RATE -> Quantity.Unit.RATE;
            case SIZE -> Quantity.Unit.SIZE;
            case BANDWIDTH -> Quantity.Unit.BANDWIDTH;
            case MONEY -> Quantity.Unit.MONEY;
            case MONEY_RATE -> Quantity.Unit.MONEY_RATE;
            default ->
                throw new IllegalArgumentException(
                        amount.dimension().words() + ", which is not the unit of any metric");
        };
        BigDecimal value = switch (unit) {
            case MONEY_RATE -> amount.value().multiply(SECONDS_PER_HOUR);
            case BANDWIDTH -> amount.value().divide(BITS_PER_BYTE);
            default -> amount.value();
        };
        return new Quantity(value.doubleValue(), unit);
    }

    private static double tolerance(AmountContext c) {
        BigDecimal share;
        try {
            share = UnitParser.read(c.getText(), Dimension.RATIO);
        } catch (ValueException wrong) {
            throw ValueParser.wrong(c, "tolerance {}", Sentence.reason(wrong));
        }
        if (share.signum() < 0) {
            throw ValueParser.wrong(c, "tolerance '{}' is too small; at least 0% is allowed", c.getText());
        }
        return share.doubleValue();
    }

    private static BigDecimal amount(AmountContext c, Dimension dimension) {
        try {
            return UnitParser.read(c.getText(), dimension);
        } catch (ValueException wrong) {
            throw ValueParser.relocate(c, wrong);
        }
    }

    private static Window window(WindowContext c) {
        if (c == null) {
            return new Window.Whole();
        }
        if (c instanceof DuringContext during) {
            return new Window.FaultWindow(during.anyWord().getText());
        }
        if (c instanceof BeforeContext before) {
            return new Window.Before(before.anyWord().getText());
        }
        if (c instanceof AfterContext after) {
            return new Window.After(moment(after.moment()));
        }
        if (c instanceof BetweenContext between) {
            return new Window.Between(moment(between.moment(0)), moment(between.moment(1)));
        }
        if (c instanceof WithinContext within) {
            return new Window.Within(span(within.amount()), within.anyWord().getText());
        }
        return new Window.Every(span(((EveryContext) c).amount()));
    }

    private static long span(AmountContext c) {
        BigDecimal nanos = amount(c, Dimension.TIME);
        if (nanos.signum() <= 0) {
            throw ValueParser.wrong(c, "'{}' is no length of time; expected something like 30s", c.getText());
        }
        return nanos.longValue();
    }

    private static Window.Instant moment(MomentContext c) {
        if (c.amount() != null) {
            return new Window.Instant(
                    Optional.empty(), amount(c.amount(), Dimension.TIME).longValue());
        }
        Token offset = c.getStop() == c.anyWord().getStop() ? null : c.getStop();
        return new Window.Instant(Optional.of(c.anyWord().getText()), offset == null ? 0 : nanos(c, offset.getText()));
    }

    private static long nanos(ParserRuleContext c, String text) {
        try {
            return UnitParser.read(text, Dimension.TIME).longValue();
        } catch (ValueException wrong) {
            throw ValueParser.wrong(c, Sentence.reason(wrong));
        }
    }
}
