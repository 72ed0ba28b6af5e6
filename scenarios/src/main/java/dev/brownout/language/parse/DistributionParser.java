package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.AtomContext;
import dev.brownout.language.grammar.LanguageParser.TermContext;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ShiftedDistribution;
import dev.brownout.sentence.Sentence;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Parses distributions of durations and sizes: {@code 8ms}, {@code lognormal(p50=8ms p99=40ms)}, {@code mix(99%
 * exp(5ms), 1% 1s)}.
 */
final class DistributionParser {
    /** Percentile in a text that is no distribution, with the amount behind its name. */
    private static final Pattern PERCENTILE = Pattern.compile("\\bp(\\d{2}(?:\\.\\d+)?)\\b(?:[\\s:=(]*(\\d[\\w.µ]*))?");

    private final Functions functions;
    private final Dimension dimension;

    /** Creates a parser for the functions of one dimension. */
    DistributionParser(Functions functions) {
        this.functions = functions;
        this.dimension = functions.dimension();
    }

    /**
     * Parses a distribution. Throws {@code ValueException} if the text is invalid, with the distribution to write if it
     * has percentiles alone.
     */
    Distribution read(String text) {
        try {
            return parsed(text);
        } catch (ValueException wrong) {
            throw percentiles(text)
                    .map(message -> new ValueException(text, message))
                    .orElse(wrong);
        }
    }

    /**
     * Returns the message about a text with percentiles outside of a distribution, such as {@code p99 200ms}; empty for
     * another text. Percentiles are the arguments of the lognormal distribution.
     */
    static Optional<Sentence> percentiles(String text) {
        Map<String, String> amounts = new HashMap<>();
        Matcher found = PERCENTILE.matcher(text);
        while (found.find()) {
            amounts.put(found.group(1), found.group(2) == null ? "?" : found.group(2));
        }
        if (amounts.isEmpty() || text.contains("lognormal(") || text.contains("file(")) {
            return Optional.empty();
        }
        String median = amounts.getOrDefault("50", "?");
        String tail = amounts.getOrDefault("99", "?");
        String suggestion = "lognormal(p50=" + median + " p99=" + tail + ")";
        return Optional.of(
                suggestion.contains("?")
                        ? Sentence.of(
                                "one percentile fits many distributions; expected two: {}, with your number for '?'",
                                suggestion)
                        : Sentence.of("percentiles are arguments of a distribution; did you mean '{}'?", suggestion));
    }

    private Distribution parsed(String text) {
        String name = dimension.words() + " such as " + dimension.example() + " or exp(" + dimension.example() + ")";
        TermContext term = ValueParser.read(text, LanguageParser::value, name).term();
        Distribution distribution = read(term.atom());
        for (int i = 1; i < term.getChildCount(); i++) {
            if (term.getChild(i) instanceof TerminalNode node && !node.getText().equals("+")) {
                try {
                    double more = UnitParser.read(node.getText(), dimension).doubleValue();
                    distribution = checked(term, distribution, more);
                } catch (ValueException wrong) {
                    throw wrong.shifted(node.getSymbol().getStartIndex());
                }
            }
        }
        return distribution;
    }

    private static Distribution checked(ParserRuleContext part, Distribution distribution, double more) {
        try {
            return new ShiftedDistribution(distribution, more);
        } catch (IllegalArgumentException wrong) {
            throw ValueParser.wrong(part, Sentence.reason(wrong));
        }
    }

    /** Parses a distribution without an added constant. */
    Distribution read(AtomContext atom) {
        return atom.call() == null ? new ConstantDistribution(positive(atom)) : functions.distribution(atom.call());
    }

    private double positive(ParserRuleContext atom) {
        String text = ValueParser.text(atom);
        try {
            BigDecimal value = UnitParser.read(text, dimension);
            if (value.signum() < 0) {
                throw new ValueException(text, "'{}' is negative", text);
            }
            return value.doubleValue();
        } catch (ValueException wrong) {
            throw ValueParser.relocate(atom, wrong);
        }
    }
}
