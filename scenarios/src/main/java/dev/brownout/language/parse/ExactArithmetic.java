package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.FactorContext;
import dev.brownout.language.grammar.LanguageParser.ProductContext;
import dev.brownout.language.grammar.LanguageParser.SumContext;
import dev.brownout.sentence.Sentence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Evaluates expressions such as {@code write_rate * 4} with exact arithmetic. Units are checked: the sum of a rate and
 * a duration is an error.
 */
public final class ExactArithmetic {
    private final Function<String, Amount> parameters;

    /**
     * Creates an evaluator.
     *
     * @param parameters returns the amount of a parameter, or throws {@code ValueException} if there is none
     */
    public ExactArithmetic(Function<String, Amount> parameters) {
        this.parameters = parameters;
    }

    /** Returns the value of an expression. Throws {@code ValueException} if it has none. */
    public Amount evaluate(String text) {
        return sum(ValueParser.read(text, LanguageParser::expression, "arithmetic such as write_rate * 4")
                .sum());
    }

    private Amount sum(SumContext sum) {
        Amount total = product(sum.product(0));
        boolean minus = false;
        for (int i = 1; i < sum.getChildCount(); i++) {
            ParseTree child = sum.getChild(i);
            if (child instanceof ProductContext product) {
                total = add(sum, total, product(product), minus);
            } else if (((TerminalNode) child).getSymbol().getType() == LanguageParser.SIGNED) {
                total = add(sum, total, units(sum, child.getText()), false);
            } else {
                minus = child.getText().equals("-");
            }
        }
        return total;
    }

    private Amount product(ProductContext product) {
        Amount result = factor(product.factor(0));
        for (int i = 1; i < product.factor().size(); i++) {
            Amount next = factor(product.factor(i));
            boolean times = product.getChild(2 * i - 1).getText().equals("*");
            result = times ? multiply(product, result, next) : divide(product, result, next);
        }
        return result;
    }

    private Amount factor(FactorContext factor) {
        if (factor.sum() != null) {
            return sum(factor.sum());
        }
        if (factor.factor() != null) {
            Amount amount = factor(factor.factor());
            return new Amount(amount.value().negate(), amount.dimension());
        }
        if (factor.amount() != null) {
            return units(factor, factor.amount().getText());
        }
        try {
            return parameters.apply(factor.anyWord().getText());
        } catch (ValueException wrong) {
            throw ValueParser.relocate(factor, wrong);
        }
    }

    private static Amount units(ParserRuleContext part, String text) {
        try {
            return UnitParser.read(text);
        } catch (ValueException wrong) {
            throw ValueParser.wrong(part, "{} (put spaces around / when you divide)", Sentence.reason(wrong));
        }
    }

    private static Amount add(ParserRuleContext context, Amount a, Amount b, boolean minus) {
        if (a.dimension() != b.dimension()) {
            throw ValueParser.wrong(
                    context,
                    "'{}' adds {} and {}",
                    ValueParser.text(context),
                    a.dimension().words(),
                    b.dimension().words());
        }
        return new Amount(minus ? a.value().subtract(b.value()) : a.value().add(b.value()), a.dimension());
    }

    private static boolean scalar(Amount amount) {
        return amount.dimension() == Dimension.COUNT || amount.dimension() == Dimension.RATIO;
    }

    private static Amount multiply(ParserRuleContext context, Amount a, Amount b) {
        BigDecimal value = a.value().multiply(b.value());
        if (scalar(b)) {
            return new Amount(value, a.dimension());
        }
        if (scalar(a)) {
            return new Amount(value, b.dimension());
        }
        if (a.dimension() == Dimension.RATE && b.dimension() == Dimension.TIME
                || a.dimension() == Dimension.TIME && b.dimension() == Dimension.RATE) {
            return new Amount(value.movePointLeft(9), Dimension.COUNT);
        }
        throw ValueParser.wrong(
                context,
                "'{}' multiplies {} by {}",
                ValueParser.text(context),
                a.dimension().words(),
                b.dimension().words());
    }

    private static Amount divide(ParserRuleContext context, Amount a, Amount b) {
        if (b.value().signum() == 0) {
            throw ValueParser.wrong(context, "'{}' divides by zero", ValueParser.text(context));
        }
        BigDecimal value = a.value().divide(b.value(), MathContext.DECIMAL64);
        if (a.dimension() == b.dimension()) {
            return new Amount(value, Dimension.COUNT);
        }
        if (scalar(b)) {
            return new Amount(value, a.dimension());
        }
        if (a.dimension() == Dimension.COUNT && b.dimension() == Dimension.TIME) {
            return new Amount(value.movePointRight(9), Dimension.RATE);
        }
        if (a.dimension() == Dimension.COUNT && b.dimension() == Dimension.RATE) {
            return new Amount(value.movePointRight(9), Dimension.TIME);
        }
        throw ValueParser.wrong(
                context,
                "'{}' divides {} by {}",
                ValueParser.text(context),
                a.dimension().words(),
                b.dimension().words());
    }
}
