package dev.brownout.language;

import dev.brownout.language.Arguments.Argument;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.AtomContext;
import dev.brownout.language.grammar.LanguageParser.CallContext;
import dev.brownout.language.grammar.LanguageParser.TermContext;
import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.random.Empirical;
import dev.brownout.random.Erlang;
import dev.brownout.random.Exponential;
import dev.brownout.random.Gamma;
import dev.brownout.random.Lognormal;
import dev.brownout.random.Mixture;
import dev.brownout.random.Normal;
import dev.brownout.random.Pareto;
import dev.brownout.random.Shifted;
import dev.brownout.random.Uniform;
import dev.brownout.random.Weibull;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Reads laws of durations and sizes: {@code 8ms}, {@code lognormal(p50=8ms p99=40ms)}, {@code mix(99% exp(5ms), 1%
 * 1s)}.
 */
final class Laws {
    private final Dimension dimension;
    private final Files files;

    /**
     * Reads laws of one dimension.
     *
     * @param dimension duration or size
     * @param files where recorded values are found
     */
    Laws(Dimension dimension, Files files) {
        this.dimension = dimension;
        this.files = files;
    }

    /** Reads a law; throws ValueException where the text is none. */
    Distribution read(String text) {
        String what = dimension.words() + " such as " + dimension.example() + " or exp(" + dimension.example() + ")";
        TermContext term = Syntax.read(text, LanguageParser::value, what).term();
        return law(term);
    }

    private Distribution law(TermContext term) {
        Distribution law = law(term.atom());
        for (int i = 1; i < term.getChildCount(); i++) {
            if (term.getChild(i) instanceof TerminalNode node && !node.getText().equals("+")) {
                String text = node.getText();
                try {
                    double more = Units.read(text, dimension).doubleValue();
                    law = checked(term, law, more);
                } catch (ValueException wrong) {
                    throw wrong.shifted(node.getSymbol().getStartIndex());
                }
            }
        }
        return law;
    }

    private static Distribution checked(ParserRuleContext part, Distribution law, double more) {
        try {
            return new Shifted(law, more);
        } catch (IllegalArgumentException wrong) {
            throw Syntax.wrong(part, wrong.getMessage());
        }
    }

    private Distribution law(AtomContext atom) {
        if (atom.call() == null) {
            return new Constant(positive(atom));
        }
        Arguments arguments = Arguments.of(atom.call());
        try {
            return call(atom.call(), arguments);
        } catch (IllegalArgumentException wrong) {
            throw arguments.refused(wrong);
        }
    }

    private double positive(ParserRuleContext atom) {
        String text = Syntax.text(atom);
        try {
            BigDecimal value = Units.read(text, dimension);
            if (value.signum() < 0) {
                throw new ValueException(text, "'" + text + "' is less than nothing");
            }
            return value.doubleValue();
        } catch (ValueException wrong) {
            throw Syntax.within(atom, wrong);
        }
    }

    private Distribution call(CallContext call, Arguments arguments) {
        return switch (call.name.getText()) {
            case "exp" -> {
                Map<String, Argument> a = arguments.as(Forms.LAWS);
                yield new Exponential(amount(arguments, a, "mean"));
            }
            case "lognormal" -> lognormal(arguments);
            case "uniform" -> {
                Map<String, Argument> a = arguments.as(Forms.LAWS);
                yield new Uniform(amount(arguments, a, "low"), amount(arguments, a, "high"));
            }
            case "erlang" -> {
                Map<String, Argument> a = arguments.as(Forms.LAWS);
                yield new Erlang(whole(arguments, a, "k"), amount(arguments, a, "mean"));
            }
            case "gamma" -> {
                Map<String, Argument> a = arguments.as(Forms.LAWS);
                yield new Gamma(number(arguments, a, "shape"), amount(arguments, a, "mean"));
            }
            case "weibull" -> {
                Map<String, Argument> a = arguments.as(Forms.LAWS);
                yield new Weibull(number(arguments, a, "shape"), amount(arguments, a, "scale"));
            }
            case "pareto" -> {
                Map<String, Argument> a = arguments.as(Forms.LAWS);
                double min = amount(arguments, a, "min");
                double alpha = number(arguments, a, "alpha");
                yield a.containsKey("max")
                        ? new Pareto(min, alpha, amount(arguments, a, "max"))
                        : new Pareto(min, alpha);
            }
            case "normal" -> {
                Map<String, Argument> a = arguments.as(Forms.LAWS);
                yield new Normal(amount(arguments, a, "mean"), amount(arguments, a, "sd"));
            }
            case "hyperexp" -> {
                Map<String, Argument> a = arguments.as(Forms.LAWS);
                yield Mixture.hyperexponential(amount(arguments, a, "mean"), number(arguments, a, "cv"));
            }
            case "mix" -> mix(arguments);
            case "file" -> new Empirical(files.amounts(arguments, dimension));
            default ->
                throw Syntax.wrong(
                        call.name, Nearest.unknownChoice("law", call.name.getText(), Forms.names(Forms.LAWS)));
        };
    }

    private Distribution lognormal(Arguments arguments) {
        Map<String, Argument> a = arguments.as(Forms.LAWS);
        if (a.keySet().equals(java.util.Set.of("p50", "p99"))) {
            return Lognormal.byPercentiles(amount(arguments, a, "p50"), amount(arguments, a, "p99"));
        }
        if (a.keySet().equals(java.util.Set.of("mean", "sigma"))) {
            return Lognormal.byMeanSigma(amount(arguments, a, "mean"), number(arguments, a, "sigma"));
        }
        if (a.keySet().equals(java.util.Set.of("mean", "cv"))) {
            return Lognormal.byMeanCv(amount(arguments, a, "mean"), number(arguments, a, "cv"));
        }
        throw arguments.missing("p50 and p99, or mean and sigma, or mean and cv");
    }

    private Distribution mix(Arguments arguments) {
        List<Argument> all = arguments.all();
        if (all.isEmpty() || all.size() % 2 != 0) {
            throw arguments.missing("pairs of a share and a law, as in mix(99% exp(5ms), 1% 1s)");
        }
        List<Double> weights = new ArrayList<>();
        List<Distribution> parts = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < all.size(); i += 2) {
            BigDecimal weight = Arguments.amount(all.get(i), Dimension.RATIO);
            total = total.add(weight);
            weights.add(weight.doubleValue());
            if (!(all.get(i + 1).part() instanceof AtomContext atom)) {
                throw arguments.missing("pairs of a share and a law, as in mix(99% exp(5ms), 1% 1s)");
            }
            parts.add(law(atom));
        }
        if (total.compareTo(BigDecimal.ONE) != 0) {
            throw arguments.wrong(
                    "the shares of mix add to " + Units.write(new Amount(total, Dimension.RATIO)) + ", not 100%");
        }
        return new Mixture(weights, parts);
    }

    private double amount(Arguments arguments, Map<String, Argument> found, String name) {
        return arguments.amount(found, name, dimension).doubleValue();
    }

    private static double number(Arguments arguments, Map<String, Argument> found, String name) {
        return arguments.amount(found, name, Dimension.COUNT).doubleValue();
    }

    private static int whole(Arguments arguments, Map<String, Argument> found, String name) {
        try {
            return arguments.amount(found, name, Dimension.COUNT).intValueExact();
        } catch (ArithmeticException fraction) {
            throw arguments.wrong(name + " must be a whole number");
        }
    }
}
