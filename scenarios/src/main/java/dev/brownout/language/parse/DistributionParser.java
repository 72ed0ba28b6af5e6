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
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Parses distributions of durations and sizes: {@code 8ms}, {@code lognormal(p50=8ms p99=40ms)}, {@code mix(99%
 * exp(5ms), 1% 1s)}.
 */
final class DistributionParser {
    private final Functions functions;
    private final Dimension dimension;

    /** Creates a parser for the functions of one dimension. */
    DistributionParser(Functions functions) {
        this.functions = functions;
        this.dimension = functions.dimension();
    }

    /** Parses a distribution. Throws {@code ValueException} if the text is invalid. */
    Distribution read(String text) {
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
